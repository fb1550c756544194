"""The one table: model, ticks, sorting, columns that give way, keyboard and what it looks like."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from culture_desktop.ui.tables.cells import Bar, Change, Chip, Chips, Diff, Figure, Layers, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.model import RowTableModel
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.theme import Mode, Theme
from culture_desktop.ui.theme.tokens import DARK, LIGHT, Tone


@dataclass(frozen=True)
class Person:
    number: str
    name: str
    count: int
    usable: bool = True


PEOPLE = (
    Person("YC-2014-1037", "欧阳䶮", 9),
    Person("YC-2015-1050", "陈𬭎", 7),
    Person("YC-2016-1063", "买买提江·阿不都热西提", 3),
    Person("YC-2020-1232", "孙立群", 2, usable=False),
)
COLUMNS = (
    Column[Person]("姓名", lambda p: Name(p.name), width=160, stretch=True, order=lambda p: p.count),
    Column[Person]("工号", lambda p: Muted(p.number), width=120, sort_key="number"),
    Column[Person]("岗位", lambda p: "外呼坐席", width=100, priority=1),
    Column[Person]("用工", lambda p: Chip("众包"), width=90, priority=2),
    Column[Person]("次数", lambda p: Figure(f"{p.count} 场"), width=80, right=True, priority=3),
)


def make(qtbot: QtBot, *, checkable: bool = False) -> RowTable[Person]:
    table = RowTable[Person](
        COLUMNS, name="人员", key=lambda p: p.number, off=lambda p: not p.usable, checkable=checkable
    )
    qtbot.addWidget(table)
    table.resize(800, 300)
    table.set_rows(PEOPLE)
    table.show()
    return table


@pytest.mark.parametrize("checkable", [False, True])
def test_model_keeps_qts_rules(qtmodeltester: ModelTester, checkable: bool) -> None:
    model = RowTableModel(COLUMNS, key=lambda p: p.number, checkable=checkable)
    model.set_rows(PEOPLE)
    qtmodeltester.check(model)


def test_cells_say_what_they_show() -> None:
    columns = (
        Column[int]("a", lambda _: None),
        Column[int]("b", lambda _: Chips.of("一线", "", "女")),
        Column[int]("c", lambda _: Diff((Change("用工", "众包", "派遣"), Change("手机", "", "136")))),
        Column[int]("d", lambda _: Bar("9 场", 0.5)),
        Column[int]("e", lambda _: Status("已签到", Tone.OK)),
        Column[int]("f", lambda _: Layers(((0, "意识"), (2, "行为")))),
    )
    model = RowTableModel(columns)
    model.set_rows([1])
    said = [model.index(0, at).data() for at in range(len(columns))]
    assert said == ["—", "一线、女", "用工：众包 → 派遣；手机：136", "9 场", "已签到", "意识、行为"]


def test_current_row_is_reported_and_kept(qtbot: QtBot) -> None:
    table = make(qtbot)
    with qtbot.waitSignal(table.current_changed, check_params_cb=lambda row: row == PEOPLE[1]):
        assert table.select_key("YC-2015-1050")
    table.set_rows(PEOPLE[1:])
    assert table.current_row() == PEOPLE[1]
    with qtbot.waitSignal(table.current_changed, check_params_cb=lambda row: row is None):
        table.set_rows(PEOPLE[2:])


def test_enter_and_double_click_open(qtbot: QtBot) -> None:
    table = make(qtbot)
    table.select_key("YC-2014-1037")
    with qtbot.waitSignal(table.opened, check_params_cb=lambda row: row == PEOPLE[0]):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    place = QPoint(60, table.rowViewportPosition(1) + 10)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.opened, check_params_cb=lambda row: row == PEOPLE[1]):
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_ticks_by_mouse_and_keyboard(qtbot: QtBot) -> None:
    table = make(qtbot, checkable=True)
    with qtbot.waitSignal(table.ticked):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(18, 15))
    assert table.ticked_rows() == [PEOPLE[0]]
    table.select_key("YC-2016-1063")
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.ticked_rows() == [PEOPLE[0], PEOPLE[2]]
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.ticked_rows() == list(PEOPLE[:3]), "a row that cannot be used is not ticked"
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert table.ticked_rows() == []


def test_ticks_of_rows_that_are_gone_are_dropped(qtbot: QtBot) -> None:
    table = make(qtbot, checkable=True)
    table.row_model.tick_all()
    table.set_rows(PEOPLE[1:2])
    assert table.row_model.ticked_keys == {"YC-2015-1050"}


def click_title(qtbot: QtBot, table: RowTable[Person], column: int) -> None:
    head = table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(column) + 20, 12)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_title_sorts_here_or_asks_the_page(qtbot: QtBot) -> None:
    table = make(qtbot)
    click_title(qtbot, table, 0)
    assert [p.count for p in table.row_model.rows] == [2, 3, 7, 9]
    click_title(qtbot, table, 0)
    assert [p.count for p in table.row_model.rows] == [9, 7, 3, 2]
    with qtbot.waitSignal(table.sort_requested, check_params_cb=lambda key, down: (key, down) == ("number", False)):
        click_title(qtbot, table, 1)
    with qtbot.waitSignal(table.sort_requested, check_params_cb=lambda key, down: (key, down) == ("number", True)):
        click_title(qtbot, table, 1)
    with qtbot.assertNotEmitted(table.sort_requested):
        click_title(qtbot, table, 2)


@pytest.mark.parametrize(
    ("width", "hidden"), [(800, []), (500, ["次数"]), (420, ["次数", "用工"]), (300, ["岗位", "用工", "次数"])]
)
def test_columns_give_way_by_priority(qtbot: QtBot, width: int, hidden: list[str]) -> None:
    table = make(qtbot)
    table.resize(width, 300)
    gone = [column.title for at, column in enumerate(COLUMNS) if table.isColumnHidden(at)]
    assert sorted(gone) == sorted(hidden)
    assert table.columnWidth(0) >= 160
    if width == 800:
        assert sum(table.columnWidth(at) for at in range(5)) == table.viewport().width()


def test_placeholder_stands_in_for_no_rows(qtbot: QtBot) -> None:
    table = make(qtbot)
    placeholder = QLabel("还没有人员")
    table.set_placeholder(placeholder)
    assert placeholder.isHidden()
    table.set_rows([])
    assert placeholder.isVisible()
    assert placeholder.size() == table.viewport().size()
    table.set_rows(PEOPLE)
    assert placeholder.isHidden()


def grab(table: RowTable[Person]) -> QImage:
    return table.viewport().grab().toImage()


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_current_row_is_tinted_with_a_red_bar(qtbot: QtBot, theme: Theme, mode: Mode) -> None:
    tokens = DARK if mode is Mode.DARK else LIGHT
    theme.set_mode(mode)
    table = make(qtbot)
    table.select_key("YC-2015-1050")
    image = grab(table)
    assert image.pixelColor(1, 45) == QColor(tokens.red)
    assert image.pixelColor(5, 45) == QColor(tokens.select)
    assert image.pixelColor(5, 15) == QColor(tokens.surface)
    assert image.pixelColor(5, 29) == QColor(tokens.line)


def test_ground_has_no_seams_at_a_fractional_scale(qtbot: QtBot) -> None:
    table = make(qtbot)
    table.select_key("YC-2015-1050")
    image = QImage(1000, 375, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1.25)
    table.render(image)
    line = round((32 + 37) * 1.25)
    colours = {image.pixelColor(x, line).name() for x in range(8, 990)}
    background = QColor(LIGHT.surface).name()
    assert background not in colours, "the tint of the current row reaches across without gaps"


@pytest.mark.parametrize(("ratio", "thickness"), [(1.0, 1), (1.25, 1), (1.5, 2), (2.0, 2)])
def test_hairlines_are_alike_at_any_scale(qtbot: QtBot, ratio: float, thickness: int) -> None:
    table = make(qtbot)
    image = QImage(round(800 * ratio), round(300 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    table.render(image)
    column = [image.pixelColor(round(4 * ratio), y).name().upper() for y in range(round(33 * ratio), image.height())]
    assert column.count(LIGHT.line) == thickness * len(PEOPLE)


def test_hover_tints_the_whole_row(qtbot: QtBot) -> None:
    table = make(qtbot)
    qtbot.mouseMove(table.viewport(), QPoint(300, 75))
    image = grab(table)
    assert image.pixelColor(20, 62) == QColor(LIGHT.hover)
    assert image.pixelColor(700, 62) == QColor(LIGHT.hover)
