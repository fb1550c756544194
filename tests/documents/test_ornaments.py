"""Ornaments: every style at any size, inside its place, in operators a PDF reader knows."""

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culture_desktop.documents.designs.design import Design, Sheet
from culture_desktop.documents.designs.elements import OrnamentElement
from culture_desktop.documents.designs.printer import write_design
from culture_desktop.documents.ornaments import STYLES, Inks
from culture_desktop.documents.paper import colour
from tests.documents.reading import ink_box, rendered

INKS = Inks(colour("#B8141A"), colour("#FFF0C0"))
OPERANDS = {"m": 2, "l": 2, "c": 6, "re": 4, "w": 1, "j": 1, "J": 1, "cm": 6, "rg": 3, "RG": 3}
BARE = {"h", "S", "s", "f", "B", "W", "n", "q", "Q"}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_sides = st.floats(0.5, 1200)


@pytest.mark.parametrize("style", STYLES)
@settings(deadline=None)  # a wave of the thinnest strip is thousands of strokes
@given(width=_sides, height=_sides)
def test_every_size_gives_whole_operators(style: str, width: float, height: float) -> None:
    drawn = STYLES[style].draw(width, height, INKS)
    operands: list[str] = []
    depth = 0
    for token in re.sub(r"\[[\d. ]*\] [\d.]+ d\b", "", drawn).split():  # dashes have a list of their own
        if _NUMBER.fullmatch(token):
            operands.append(token)
            continue
        assert len(operands) == (0 if token in BARE else OPERANDS[token]), token
        depth += {"q": 1, "Q": -1}.get(token, 0)
        assert depth >= 0
        operands = []
    assert not operands
    assert depth == 0


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("width", "height"), [(120, 70), (60, 130)])
def test_ink_stays_in_its_place(style: str, width: float, height: float) -> None:
    place = OrnamentElement(
        key="o", name="花", style=style, x=20, y=30, width=width, height=height, ink="#B8141A", second_ink="#7A3030"
    )
    stream = io.BytesIO()
    write_design(Design("试", Sheet(160, 190), (place,)), [{}], stream)
    box = ink_box(rendered(stream.getvalue()))
    line = 0.8  # mm: half a frame's line lies outside
    assert box.left >= 20 - line
    assert box.top >= 30 - line
    assert box.right <= 20 + width + line
    assert box.bottom <= 30 + height + line


def test_an_ink_thinned_by_the_other() -> None:
    assert INKS.between(0) == INKS.first
    assert INKS.between(1) == INKS.second
    assert INKS.between(0.5).red == pytest.approx((INKS.first.red + INKS.second.red) / 2)


def test_labels_are_told_apart() -> None:
    assert len({style.label for style in STYLES.values()}) == len(STYLES)
