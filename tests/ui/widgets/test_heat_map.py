"""The heat map: levels, gaps, words, keyboard and mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from culture_desktop.ui.theme.tokens import LIGHT
from culture_desktop.ui.widgets.heat_map import HeatMap
from culture_desktop.ui.widgets.heat_model import (
    HeatCell,
    HeatData,
    HeatModel,
    HeatPlace,
    HeatRow,
    column_of,
    level,
    place_of,
)


def make_row(unit: str, size: int, gaps: set[tuple[int, int]]) -> HeatRow:
    cells = tuple(
        HeatCell() if (layer, month) in gaps else HeatCell(size // 2, 1) for layer in range(4) for month in range(1, 13)
    )
    return HeatRow(unit, f"单位{unit}", size, cells, 0.9)


DATA = HeatData(
    rows=(make_row("a", 20, {(0, 5), (1, 11)}), make_row("b", 64, {(3, 11)}), make_row("c", 10, set())),
    month=11,
    coverage=(0.97, 0.89, 0.97, 0.81),
)


@pytest.fixture
def heat(qtbot: QtBot) -> HeatMap:
    made = HeatMap()
    qtbot.addWidget(made)
    made.resize(1124, 300)
    made.set_data(DATA)
    made.show()
    return made


def go(heat: HeatMap, row: int, layer: int, month: int) -> None:
    heat.setCurrentIndex(heat.heat_model.index(row, column_of(layer, month)))


def at(heat: HeatMap) -> tuple[int, HeatPlace | None]:
    return heat.currentIndex().row(), place_of(heat.currentIndex().column())


def test_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = HeatModel()
    model.set_data(DATA)
    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("reached", "expected"), [(0, 0), (1, 1), (20, 1), (21, 2), (60, 3), (80, 4), (81, 5), (100, 5)]
)
def test_level_is_a_fifth_of_the_people(reached: int, expected: int) -> None:
    assert level(HeatCell(reached), 100) == expected


def test_columns_and_places_agree() -> None:
    places = [HeatPlace(layer, month) for layer in range(4) for month in range(1, 13)]
    assert [place_of(column_of(place.layer, place.month)) for place in places] == places
    assert place_of(0) is None
    assert place_of(column_of(0, 12) + 1) is None


def test_arrows_step_over_the_space_between_layers(heat: HeatMap, qtbot: QtBot) -> None:
    go(heat, 0, 0, 12)
    qtbot.keyClick(heat, Qt.Key.Key_Right)
    assert at(heat) == (0, HeatPlace(1, 1))
    qtbot.keyClick(heat, Qt.Key.Key_Left)
    assert at(heat) == (0, HeatPlace(0, 12))
    qtbot.keyClick(heat, Qt.Key.Key_Down)
    assert at(heat) == (1, HeatPlace(0, 12))


def test_arrows_stop_at_the_edges(heat: HeatMap, qtbot: QtBot) -> None:
    go(heat, 0, 0, 1)
    qtbot.keyClick(heat, Qt.Key.Key_Left)
    qtbot.keyClick(heat, Qt.Key.Key_Up)
    assert at(heat) == (0, HeatPlace(0, 1))


def test_control_arrows_jump_to_the_next_gap(heat: HeatMap, qtbot: QtBot) -> None:
    go(heat, 0, 0, 1)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(heat, Qt.Key.Key_Right, control)
    assert at(heat) == (0, HeatPlace(0, 5))
    qtbot.keyClick(heat, Qt.Key.Key_Right, control)
    assert at(heat) == (0, HeatPlace(1, 11))
    qtbot.keyClick(heat, Qt.Key.Key_Right, control)
    assert at(heat) == (0, HeatPlace(1, 11)), "there is none further on"


def test_enter_and_click_open_a_month_that_has_come(heat: HeatMap, qtbot: QtBot) -> None:
    opened: list[tuple[object, int, int]] = []
    heat.cell_activated.connect(lambda unit, layer, month: opened.append((unit, layer, month)))
    go(heat, 1, 3, 11)
    qtbot.keyClick(heat, Qt.Key.Key_Return)
    index = heat.heat_model.index(2, column_of(0, 3))
    qtbot.mouseClick(heat.viewport(), Qt.MouseButton.LeftButton, pos=heat.visualRect(index).center())
    go(heat, 1, 3, 12)
    qtbot.keyClick(heat, Qt.Key.Key_Return)
    assert opened == [("b", 3, 11), ("c", 0, 3)]


def test_gaps_of_the_month_greatest_unit_first(heat: HeatMap) -> None:
    assert [(row.unit_id, layer) for row, layer in heat.heat_model.gaps_of_month()] == [("b", 3), ("a", 1)]


def test_words(heat: HeatMap) -> None:
    def tip(row: int, layer: int, month: int) -> str:
        return str(heat.heat_model.index(row, column_of(layer, month)).data(Qt.ItemDataRole.ToolTipRole))

    assert tip(0, 1, 10) == "单位a·制度·10月\n参加 10 人，在册 20 人，覆盖 50%\n活动 1 场，点击查看名单"
    assert "没有活动" in tip(1, 3, 11)
    assert "尚未到来" in tip(0, 0, 12)


@pytest.mark.parametrize("width", [896, 1124, 1600])
def test_all_months_are_in_sight(heat: HeatMap, width: int) -> None:
    heat.resize(width, 300)
    assert heat.horizontalHeader().length() <= heat.viewport().width()


def test_a_gap_is_a_form_not_a_colour(heat: HeatMap) -> None:
    image = heat.viewport().grab().toImage()

    def middle(row: int, layer: int, month: int) -> QColor:
        place: QPoint = heat.visualRect(heat.heat_model.index(row, column_of(layer, month))).center()
        return image.pixelColor(place + QPoint(-1, 4))

    assert middle(0, 0, 4) == QColor(LIGHT.heat[3])
    assert middle(0, 0, 5) == QColor(LIGHT.surface)


def test_current_cell_is_framed_and_hovered_row_tinted(heat: HeatMap, qtbot: QtBot) -> None:
    heat.activateWindow()
    heat.setFocus()
    qtbot.waitUntil(heat.hasFocus)
    go(heat, 2, 1, 3)
    other = heat.visualRect(heat.heat_model.index(0, column_of(2, 3)))
    qtbot.mouseMove(heat.viewport(), other.center())
    image = heat.viewport().grab().toImage()
    cell = heat.visualRect(heat.heat_model.index(2, column_of(1, 3)))
    assert image.pixelColor(cell.left(), cell.center().y()) == QColor(LIGHT.info)
    assert image.pixelColor(2, other.top() + 1) == QColor(LIGHT.hover)
    assert image.pixelColor(2, cell.top() + 1) == QColor(LIGHT.surface)
