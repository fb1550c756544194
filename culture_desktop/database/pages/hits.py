"""What a damaged page holds: which table or index, and the rows between which keys."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from culture_desktop.database.pages import catalogue, cells, trees
from culture_desktop.database.pages.catalogue import ROWID, Tree
from culture_desktop.database.pages.cells import Value
from culture_desktop.database.pages.file import PageFile
from culture_desktop.database.pages.trees import Key, Place


class Hold(Enum):
    """What kind of thing a page holds."""

    ROWS = "rows"
    INDEX = "index"
    SCHEMA = "schema"
    FREE = "free"
    FREE_LIST = "free list"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Hit:
    """A damaged page; ``tree`` and the keys only where it holds rows or index entries."""

    page: int
    hold: Hold
    tree: Tree | None = None
    low: Key | None = None
    high: Key | None = None


def locate(file: PageFile, damaged: Collection[int]) -> tuple[Hit, ...]:
    """What each damaged page holds, in the order of pages."""
    missing = set(damaged)
    found: dict[int, Hit] = {}
    for hit in _candidates(file):
        if hit.page in missing:
            missing.discard(hit.page)
            found[hit.page] = hit
        if not missing:
            break
    return tuple(found.get(page) or Hit(page, Hold.UNKNOWN) for page in sorted(damaged))


def rows_of(file: PageFile, all_trees: Sequence[Tree], hit: Hit, column: str) -> dict[int, Value]:
    """A column of the rows on a damaged page, by row number.

    Taken from an index that holds the column as well, which is not damaged; else from what the page still says.
    """
    tree = hit.tree
    if tree is None or tree.keyed:
        return {}
    low, high = _bound(hit.low), _bound(hit.high)
    for index in all_trees:
        if index.table == tree.table and index.index and index.whole and {column, ROWID} <= set(index.columns):
            at, row = index.columns.index(column), index.columns.index(ROWID)
            width = max(at, row)
            entries = (entry for _, entry in trees.rows(file, index.root, keyed=True) if len(entry) > width)
            return {
                number: entry[at]
                for entry in entries
                if isinstance(number := entry[row], int)
                and (low is None or number >= low)
                and (high is None or number <= high)
            }
    if column not in tree.columns:
        return {}
    at = tree.columns.index(column)
    page = cells.node(file.read(hit.page), hit.page)
    return {
        cell.rowid: values[at]
        for cell in (page.cells if page else ())
        if len(values := cells.record(cells.payload(file, cell))) > at
        and (low is None or cell.rowid >= low)
        and (high is None or cell.rowid <= high)
    }


def _candidates(file: PageFile) -> Iterator[Hit]:
    """Pages and what they hold, the quickly found first."""
    for place in trees.places(file, 1):
        yield Hit(place.page, Hold.SCHEMA)
    known = catalogue.trees_of(file)
    for tree in known:
        for place in trees.places(file, tree.root):
            yield _hit(tree, place.page, place)
    for page, lists in trees.free_pages(file):
        yield Hit(page, Hold.FREE_LIST if lists else Hold.FREE)
    for tree in known:
        for page, place in trees.overflows(file, tree.root):
            yield _hit(tree, page, place)


def _hit(tree: Tree, page: int, place: Place) -> Hit:
    return Hit(page, Hold.INDEX if tree.index else Hold.ROWS, tree, place.low, place.high)


def _bound(key: Key | None) -> int | None:
    return key[0] if key and isinstance(key[0], int) else None
