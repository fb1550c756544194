"""Corrections of printers: what a printer moves, scales and turns is brought back to within a tenth of a millimetre."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.documents.designs.calibration import Calibration, Point, calibration_of, marks, ruler_page
from culture_desktop.documents.designs.design import SHEETS, Sheet
from tests.documents.reading import cropped, ink_box, pages_text, rendered

A4 = SHEETS["A4 横"]


def printed_by(right: float, down: float, scale_x: float, scale_y: float, turn: float, point: Point) -> Point:
    """Where a printer that is so far off puts a point."""
    return Calibration(right, down, scale_x, scale_y, turn).applied(point)


@given(
    st.floats(-8, 8),
    st.floats(-8, 8),
    st.floats(0.99, 1.01),
    st.floats(0.99, 1.01),
    st.floats(-0.3, 0.3),
    st.sampled_from(sorted(SHEETS.values())),
)
def test_every_point_of_the_sheet_comes_out_where_it_should(
    right: float, down: float, scale_x: float, scale_y: float, turn: float, sheet: Sheet
) -> None:
    off = (right, down, scale_x, scale_y, turn)
    correction = calibration_of(sheet, [printed_by(*off, mark) for mark in marks(sheet)])
    assert correction.plausible
    for x in (0.0, sheet.width / 2, sheet.width):
        for y in (0.0, sheet.height / 2, sheet.height):
            came = printed_by(*off, correction.applied(Point(x, y)))
            assert math.dist(came, (x, y)) < 0.1


def test_a_printer_that_is_right_is_left_alone() -> None:
    found = calibration_of(A4, marks(A4))
    assert (found.right, found.down, found.turn) == pytest.approx((0, 0, 0), abs=1e-9)
    assert (found.scale_x, found.scale_y) == pytest.approx((1, 1))


def test_a_shift_is_met_exactly() -> None:
    found = calibration_of(A4, [Point(x + 0.4, y - 1.2) for x, y in marks(A4)])
    assert (found.right, found.down) == pytest.approx((-0.4, 1.2))


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_the_ruler_page_has_its_crosses_where_it_says(name: str) -> None:
    sheet = SHEETS[name]
    page = rendered(ruler_page(sheet))
    for mark in marks(sheet):
        box = ink_box(cropped(page, mark.x - 14, mark.y - 0.6, mark.x + 14, mark.y + 0.6))
        assert (box.left + box.right) / 2 == pytest.approx(14, abs=0.25)
        assert box.right - box.left == pytest.approx(24, abs=0.6)
    assert "量得 左 ______" in pages_text(ruler_page(sheet))[0]
