"""The check-in desk: a window of its own for the whole screen, and the board for the hall."""
