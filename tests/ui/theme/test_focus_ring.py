"""The ring follows the keyboard, not the mouse, and survives what it is on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from culture_desktop.ui.theme.theme import Theme
from culture_desktop.ui.theme.tokens import LIGHT
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import column


class Sheet(QWidget):
    """A field between two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.field, self.last = Button("打印"), QLineEdit(), Button("导入")
        self.setLayout(column(self.first, self.field, self.last, margins=(20, 20, 20, 20)))


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    made = Sheet()
    qtbot.addWidget(made)
    made.resize(200, 200)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus)
    return made


def test_tab_brings_the_ring(sheet: Sheet, theme: Theme, qtbot: QtBot) -> None:
    assert theme.ring.target is None, "a field shows focus by its own border"
    qtbot.keyClick(sheet.field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: theme.ring.target is sheet.last)
    frame = sheet.last.geometry()
    image = sheet.grab().toImage()
    assert image.pixelColor(frame.left() - 3, frame.center().y()) == QColor(LIGHT.info)
    assert image.pixelColor(frame.left() - 1, frame.center().y()) != QColor(LIGHT.info), "there is a gap"


def test_it_moves_with_its_button(sheet: Sheet, theme: Theme, qtbot: QtBot) -> None:
    qtbot.keyClick(sheet.field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: theme.ring.target is sheet.last)
    sheet.resize(200, 300)
    QApplication.processEvents()
    frame = sheet.last.geometry()
    assert sheet.grab().toImage().pixelColor(frame.left() - 3, frame.center().y()) == QColor(LIGHT.info)


def test_click_brings_none(sheet: Sheet, theme: Theme, qtbot: QtBot) -> None:
    sheet.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    qtbot.mouseClick(sheet.first, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert theme.ring.target is None


def test_button_may_go_while_it_wears_the_ring(sheet: Sheet, theme: Theme, qtbot: QtBot) -> None:
    qtbot.keyClick(sheet.field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: theme.ring.target is sheet.last)
    sheet.last.deleteLater()
    qtbot.waitUntil(lambda: theme.ring.target is None)
    sheet.field.setFocus()
    qtbot.keyClick(sheet.field, Qt.Key.Key_Backtab)
    qtbot.waitUntil(lambda: theme.ring.target is sheet.first)
