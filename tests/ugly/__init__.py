"""Lists as they come in the wild: each file built by script, with what must be read from it."""
