"""Framing a picture, and the order of pictures in their rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from culture_desktop.documents.briefings.blocks import WHOLE, Crop, Photo
from culture_desktop.ui.pages.composer import picture_order
from culture_desktop.ui.pages.composer.crop_view import CropView
from culture_desktop.ui.pages.composer.framing import Framing
from culture_desktop.ui.pages.composer.picture_order import Rows
from culture_desktop.ui.pages.composer.picture_tiles import PictureTiles, Tile

A, B, C, D = (Photo(letter * 64, f"{letter}.jpg") for letter in "abcd")


@pytest.mark.parametrize(
    ("start", "to", "rows"),
    [
        (0, 1, ((B, A), (C, D))),
        (1, 2, ((A,), (B, C, D))),  # over the edge into the next row
        (2, 1, ((A, B, C), (D,))),
        (0, 3, ((B,), (C, D, A))),
        (3, 0, ((D, A, B), (C,))),
        (0, -1, ((A, B), (C, D))),
        (3, 4, ((A, B), (C, D))),
    ],
)
def test_a_picture_moves(start: int, to: int, rows: Rows) -> None:
    assert picture_order.moved(((A, B), (C, D)), start, to) == rows


def test_the_last_picture_of_a_row_leaves_it_empty() -> None:
    assert picture_order.without(((A,), (B,)), 0) == ((), (B,))


def test_four_turns_are_none() -> None:
    framing = Framing(4 / 3, 0, Crop(0.1, 0.2, 0.5, 0.9))
    assert framing.turned(4) == framing
    assert framing.turned(1).crop == Crop(0.1, 0.1, 0.8, 0.5)


@pytest.mark.parametrize("ratio", [4 / 3, 1.0, 16 / 9, 3 / 4])
@pytest.mark.parametrize("turns", [0, 1])
def test_a_ratio_takes_as_much_as_there_is(ratio: float, turns: int) -> None:
    framing = Framing(3 / 2, turns).with_ratio(ratio)
    _left, _top, width, height = framing.box
    assert width * framing.turned_shape / height == pytest.approx(ratio, rel=1e-3)
    assert max(width, height) == pytest.approx(1)


_PART = st.floats(-2, 2)


@given(
    st.floats(0.2, 5),
    st.lists(st.tuples(st.sampled_from([-1, 0, 1]), st.sampled_from([-1, 0, 1]), _PART, _PART), max_size=6),
    st.sampled_from([None, 1.0, 1.5]),
)
def test_no_gesture_leaves_the_picture(
    shape: float, gestures: list[tuple[int, int, float, float]], ratio: float | None
) -> None:
    framing = Framing(shape, 0, WHOLE)
    for across, down, right, below in gestures:
        framing = framing.stretched(across, down, right, below, ratio).moved(below, right).scaled(abs(right) + 0.1)
        crop = framing.crop  # which refuses by itself what is out of its picture
        assert crop.left < crop.right


def test_a_tile_is_dragged_to_another_place(qtbot: QtBot) -> None:
    tiles = PictureTiles()
    qtbot.addWidget(tiles)
    tiles.show_tiles([Tile(each, first=not at) for at, each in enumerate((A, B, C))], {}, 0)
    model = tiles.tiles
    dragged = model.mimeData([model.index(0, 0)])
    with qtbot.waitSignal(tiles.moved) as moved:
        model.dropMimeData(dragged, Qt.DropAction.MoveAction, 2, 0, QModelIndex())
    assert moved.args == [0, 1]
    with qtbot.waitSignal(tiles.moved) as moved:
        model.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, QModelIndex())  # behind the last
    assert moved.args == [0, 2]


def test_a_frame_is_drawn_by_mouse(qtbot: QtBot) -> None:
    view = CropView(QImage(400, 300, QImage.Format.Format_RGB32), Framing(4 / 3))
    qtbot.addWidget(view)
    view.resize(416, 316)
    view.show()
    corner, middle = view.shown_area().bottomRight().toPoint(), view.shown_area().center().toPoint()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=corner)
    qtbot.mouseMove(view, middle)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle)
    assert view.framing.crop.right == pytest.approx(0.5, abs=0.02)
    assert view.framing.crop.bottom == pytest.approx(0.5, abs=0.02)
    assert "宽 50%" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.framing.crop.left == pytest.approx(0.01)
