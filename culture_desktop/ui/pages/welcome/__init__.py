"""What a new user sees: where to begin."""
