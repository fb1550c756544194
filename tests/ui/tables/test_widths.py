"""Which columns fit is a pure question."""

import pytest

from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.widths import fitting_widths

COLUMNS = (
    Column[int]("姓名", str, width=160, stretch=True),
    Column[int]("工号", str, width=100),
    Column[int]("岗位", str, width=100, priority=1),
    Column[int]("备注", str, width=100, priority=2, stretch=True),
)


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (460, [160, 100, 100, 100]),
        (563, [160 + 52, 100, 100, 100 + 51]),
        (459, [160 + 99, 100, 100, 0]),
        (359, [160 + 99, 100, 0, 0]),
        (100, [160, 100, 0, 0]),
    ],
)
def test_columns_give_way_and_share(room: int, expected: list[int]) -> None:
    assert fitting_widths(COLUMNS, room) == expected
