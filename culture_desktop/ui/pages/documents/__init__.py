"""文书: every paper made, looked at, saved and printed."""
