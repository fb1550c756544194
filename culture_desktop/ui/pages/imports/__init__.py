"""Importing a list with a preview: rosters, sign-up lists and score sheets alike."""
