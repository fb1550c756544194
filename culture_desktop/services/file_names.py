"""Titles as names of files."""


def file_name(title: str) -> str:
    """The title without what file systems refuse."""
    return "".join(" " if character in '\\/:*?"<>|\r\n\t' else character for character in title)[:80].strip() or "文书"
