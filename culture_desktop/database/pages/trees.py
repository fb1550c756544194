"""Walking b-trees page by page, as far as damage lets one."""

from collections.abc import Iterator
from dataclasses import dataclass

from culture_desktop.database.pages import cells
from culture_desktop.database.pages.cells import Cell, Node, Value
from culture_desktop.database.pages.file import PageFile

Key = tuple[Value, ...]
_DEEPEST = 24


@dataclass(frozen=True)
class Place:
    """A page of a tree and between which keys its rows lie ``low`` to ``high``; None is open."""

    page: int
    low: Key | None
    high: Key | None


def places(file: PageFile, root: int) -> Iterator[Place]:
    """Every page of a tree; leaves are named by their parents, only some are read."""
    yield from _walk(file, Place(root, None, None), set(), 0)


def rows(
    file: PageFile, root: int, *, keyed: bool, low: Key | None = None, high: Key | None = None
) -> Iterator[tuple[int, Key]]:
    """Row number and values of every row between two keys, as far as they can be read."""
    for place in places(file, root):
        if not _meet(place, low, high):
            continue
        found = cells.node(file.read(place.page), place.page)
        if found is None or (found.interior and not keyed):
            continue
        for cell in found.cells:
            values = cells.record(cells.payload(file, cell))
            if _within(values if keyed else (cell.rowid,), low, high):
                yield cell.rowid, values


def overflows(file: PageFile, root: int) -> Iterator[tuple[int, Place]]:
    """Pages that records run over, each with the place of its record. Reads the whole tree."""
    for place in places(file, root):
        found = cells.node(file.read(place.page), place.page)
        for cell in found.cells if found else ():
            for page in cells.chain(file, cell) if cell.chain else ():
                key = _key(file, found, cell) if found else None
                yield page, Place(place.page, key, key)


def free_pages(file: PageFile) -> Iterator[tuple[int, bool]]:
    """Pages without content; True for those on which the others are listed."""
    trunk, seen = int.from_bytes(file.read(1)[32:36], "big"), set[int]()
    while 1 < trunk <= file.count and trunk not in seen:
        seen.add(trunk)
        yield trunk, True
        content = file.read(trunk)
        count = min(int.from_bytes(content[4:8], "big"), len(content) // 4 - 2)
        yield from ((int.from_bytes(content[8 + 4 * at : 12 + 4 * at], "big"), False) for at in range(count))
        trunk = int.from_bytes(content[:4], "big")


def _walk(file: PageFile, place: Place, seen: set[int], depth: int) -> Iterator[Place]:
    if place.page in seen or not 0 < place.page <= file.count:
        return
    seen.add(place.page)
    yield place
    found = cells.node(file.read(place.page), place.page) if depth < _DEEPEST else None
    if found is None or not found.interior:
        return
    # All children of a page are of one kind; one of them may be the damaged page.
    leaves = any(_is_leaf(file, child) for child in (found.last, *(cell.child for cell in found.cells[:2])))
    low = place.low
    for cell in found.cells:
        key = _key(file, found, cell)
        child = Place(cell.child, low, key)
        yield from _leaf(child, file, seen) if leaves else _walk(file, child, seen, depth + 1)
        # The row number belongs to the child at its left, an index entry to neither.
        low = (cell.rowid + 1,) if found.kind is cells.Kind.TABLE_INTERIOR else key
    child = Place(found.last, low, place.high)
    yield from _leaf(child, file, seen) if leaves else _walk(file, child, seen, depth + 1)


def _is_leaf(file: PageFile, page: int) -> bool:
    return file.read(page)[:1] in (bytes([cells.Kind.INDEX_LEAF]), bytes([cells.Kind.TABLE_LEAF]))


def _leaf(place: Place, file: PageFile, seen: set[int]) -> Iterator[Place]:
    if place.page not in seen and 0 < place.page <= file.count:
        seen.add(place.page)
        yield place


def _key(file: PageFile, found: Node, cell: Cell) -> Key:
    if found.kind in (cells.Kind.TABLE_INTERIOR, cells.Kind.TABLE_LEAF):
        return (cell.rowid,)
    return cells.record(cells.payload(file, cell))


def _meet(place: Place, low: Key | None, high: Key | None) -> bool:
    return not (_less(place.high, low) or _less(high, place.low))


def _within(key: Key, low: Key | None, high: Key | None) -> bool:
    return not (_less(key, low) or _less(high, key))


def _less(one: Key | None, other: Key | None) -> bool:
    """Whether a key comes before another for sure; keys that cannot be compared do not."""
    if one is None or other is None:
        return False
    for a, b in zip(one, other, strict=False):
        if type(a) is not type(b) or a is None or b is None or a == b:
            if a == b:
                continue
            return False
        return bool(a < b)  # type: ignore[operator]  # of one type, as just seen
    return False
