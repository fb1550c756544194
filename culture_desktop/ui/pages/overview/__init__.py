"""总览, the first page."""
