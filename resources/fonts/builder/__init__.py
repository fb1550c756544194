"""Makes the bundled faces out of published ones, the same on every run."""
