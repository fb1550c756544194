"""The pictures of all rows in one order, and what is done to it."""

from collections.abc import Sequence

from culture_desktop.documents.briefings.blocks import Photo

Rows = tuple[tuple[Photo, ...], ...]


def place(rows: Rows, at: int) -> tuple[int, int]:
    """The row of a picture, and its place there."""
    for row, pictures in enumerate(rows):
        if at < len(pictures):
            return row, at
        at -= len(pictures)
    raise IndexError(at)


def with_picture(rows: Rows, at: int, picture: Photo) -> Rows:
    """With another picture in a place."""
    row, inside = place(rows, at)
    return _with_row(rows, row, (*rows[row][:inside], picture, *rows[row][inside + 1 :]))


def without(rows: Rows, at: int) -> Rows:
    """Without one picture; its row stays, if only as an empty one."""
    row, inside = place(rows, at)
    return _with_row(rows, row, (*rows[row][:inside], *rows[row][inside + 1 :]))


def moved(rows: Rows, start: int, to: int) -> Rows:
    """With a picture in another place of the whole order; over the edge of its row it goes into the neighbour first."""
    total = sum(map(len, rows))
    row, inside = place(rows, start)
    picture = rows[row][inside]
    last = inside == len(rows[row]) - 1
    if to == start + 1 and last and row + 1 < len(rows):
        return _with_row(without(rows, start), row + 1, (picture, *rows[row + 1]))
    if to == start - 1 and inside == 0 and row:
        return _with_row(without(rows, start), row - 1, (*rows[row - 1], picture))
    if not 0 <= to < total or to == start:
        return rows
    target, at = place(rows, to)
    kept = without(rows, start)
    if target == row:
        others = kept[row]
        return _with_row(kept, row, (*others[:at], picture, *others[at:]))
    at += to > start  # from the left it comes to stand behind the one it is moved to
    return _with_row(kept, target, (*kept[target][:at], picture, *kept[target][at:]))


def added(rows: Rows, row: int, pictures: Sequence[Photo]) -> Rows:
    """With more pictures at the end of a row."""
    return _with_row(rows, row, (*rows[row], *pictures))


def is_first(rows: Rows, at: int) -> bool:
    """Whether a picture begins a row."""
    return place(rows, at)[1] == 0


def _with_row(rows: Rows, row: int, pictures: tuple[Photo, ...]) -> Rows:
    return (*rows[:row], pictures, *rows[row + 1 :])
