"""Long lists: fetched in slices, ticked and found by keys without fetching; boxes that cannot be changed."""

from collections.abc import Sequence

from pytestqt.modeltest import ModelTester

from culture_desktop.ui.tables.cells import Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.model import RowTableModel
from culture_desktop.ui.tables.sliced_rows import SlicedRows

LENGTH = 1000
COLUMNS = (Column[int]("数", lambda n: Name(str(n))),)


class Source:
    """Numbers from 0, and a note of what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def fetch(self, offset: int, limit: int) -> Sequence[int]:
        self.asked.append((offset, limit))
        return range(LENGTH)[offset : offset + limit]

    def rows(self, *, keyed: bool) -> SlicedRows[int]:
        return SlicedRows(LENGTH, self.fetch, keys=range(LENGTH) if keyed else None)


def test_each_slice_is_fetched_once() -> None:
    source = Source()
    rows = source.rows(keyed=False)
    assert [rows[at] for at in (0, 1, 450, 451, -1)] == [0, 1, 450, 451, LENGTH - 1]
    assert source.asked == [(0, 32), (448, 32), (992, 32)]


def test_with_keys_ticking_and_finding_fetch_nothing() -> None:
    source = Source()
    model = RowTableModel(COLUMNS, key=lambda n: n, checkable=True)
    model.set_rows(source.rows(keyed=True))
    model.tick_all()
    model.toggle(700)
    assert len(model.ticked_keys) == LENGTH - 1
    assert not model.is_ticked(700)
    assert model.position_of(999) == 999
    model.set_rows(source.rows(keyed=True))
    assert len(model.ticked_keys) == LENGTH - 1
    assert source.asked == []


def test_without_keys_the_result_is_the_same() -> None:
    source = Source()
    model = RowTableModel(COLUMNS, key=lambda n: n, checkable=True)
    model.set_rows(source.rows(keyed=False))
    model.tick_all()
    assert model.ticked_keys == frozenset(range(LENGTH))
    assert len(source.asked) == -(-LENGTH // 32)


def test_boxes_that_cannot_be_changed_stay(qtmodeltester: ModelTester) -> None:
    model = RowTableModel(COLUMNS, key=lambda n: n, checkable=True)
    model.set_rows(range(5), frozenset({0, 2, 4}))
    model.toggle(1)
    assert model.ticked_keys == frozenset()
    model.tick_all()
    assert model.ticked_keys == frozenset({0, 2, 4})
    assert model.tick_state().name == "Checked"
    assert [model.is_tickable(at) for at in range(5)] == [True, False, True, False, True]
    qtmodeltester.check(model)
