"""A switch between parts, by mouse and by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from culture_desktop.ui.widgets.layouts import column, holder
from culture_desktop.ui.widgets.segments import SegmentDeck
from tests.ui.accessible import unnamed_widgets


def deck_of(qtbot: QtBot, *words: str) -> tuple[SegmentDeck, QWidget]:
    """A deck with a field before it and one behind it, on screen."""
    deck = SegmentDeck("评审的各个部分")
    for word in words:
        deck.add(word, QLabel(f"{word}的内容"))
    window = holder(column(QPushButton("前"), deck, QPushButton("后")))
    qtbot.addWidget(window)
    window.resize(600, 300)
    window.show()
    window.activateWindow()
    return deck, window


def shown(deck: SegmentDeck) -> str:
    assert isinstance(deck.part, QLabel)
    return deck.part.text()


def test_a_segment_brings_up_its_part(qtbot: QtBot) -> None:
    deck, window = deck_of(qtbot, "评分", "评委与回避", "投票与测评")
    told: list[object] = []
    deck.shown.connect(told.append)
    assert shown(deck) == "评分的内容"
    qtbot.mouseClick(deck.segments.buttons[2], Qt.MouseButton.LeftButton)
    assert shown(deck) == "投票与测评的内容"
    assert told == [deck.part]
    assert [button.isChecked() for button in deck.segments.buttons] == [False, False, True]
    assert unnamed_widgets(window) == []


def test_the_keyboard_stops_once_and_arrows_turn(qtbot: QtBot) -> None:
    deck, window = deck_of(qtbot, "评分", "评委与回避", "投票与测评")
    deck.show_part(1)
    first = window.findChildren(QPushButton)[0]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert window.focusWidget() is deck.segments.buttons[1]
    qtbot.keyClick(deck.segments.buttons[1], Qt.Key.Key_Right)
    assert shown(deck) == "投票与测评的内容"
    qtbot.keyClick(deck.segments.buttons[2], Qt.Key.Key_Left)
    assert shown(deck) == "评委与回避的内容"
    qtbot.keyClick(deck.segments.buttons[1], Qt.Key.Key_Tab)
    focused = window.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "后"


def test_a_single_part_has_no_switch(qtbot: QtBot) -> None:
    deck, _window = deck_of(qtbot, "评分")
    assert not deck.segments.isVisible()
    deck.add("评委与回避", QLabel("评委与回避的内容"))
    assert deck.segments.isVisible()
    assert shown(deck) == "评分的内容"
