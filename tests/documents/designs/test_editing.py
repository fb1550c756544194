"""Changes to a design: a table of cases for each, and what holds whatever is done."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.documents.designs.boxes import HANDLES, Box, Edge, Handle, bounds, box_of
from culture_desktop.documents.designs.bundled import bundled_codes, bundled_design
from culture_desktop.documents.designs.design import SHEETS, Design, Sheet
from culture_desktop.documents.designs.editing import (
    Axis,
    Order,
    added,
    aligned,
    changed,
    chosen,
    distributed,
    duplicated,
    inks_of,
    moved,
    on_sheet,
    removed,
    reordered,
    resized,
    with_guide,
)
from culture_desktop.documents.designs.elements import AnyElement, CodeElement, RuleElement, TextElement
from culture_desktop.documents.designs.reading import design_from_json, design_to_json
from culture_desktop.documents.designs.snapping import Lines, lines_of, snapped, snapped_sides


def text(
    key: str, x: float = 0, y: float = 0, width: float = 20, height: float = 10, *, locked: bool = False
) -> TextElement:
    return TextElement(key=key, name=key, x=x, y=y, width=width, height=height, content=key, locked=locked)


DESIGN = Design(
    "三样",
    Sheet(200, 100),
    (text("a", 10, 10), text("b", 50, 20, 40), text("c", 120, 60, 30, 20), text("held", 5, 5, locked=True)),
)


def one(design: Design, key: str) -> AnyElement:
    return chosen(design, (key,))[0]


def keys(design: Design) -> str:
    return " ".join(element.key for element in design.elements)


def test_move_takes_the_chosen_and_leaves_what_is_locked() -> None:
    design = moved(DESIGN, ("a", "held"), 0.1, -1)
    assert box_of(one(design, "a")) == Box(10.1, 9, 20, 10)
    assert one(design, "held") == one(DESIGN, "held")
    assert one(design, "b") is one(DESIGN, "b")


@pytest.mark.parametrize(
    ("handle", "box"),
    [
        (Handle(1, 1), Box(10, 10, 25, 13)),
        (Handle(-1, -1), Box(15, 13, 15, 7)),
        (Handle(0, -1), Box(10, 13, 20, 7)),
        (Handle(1, 0), Box(10, 10, 25, 10)),
        (Handle(-1, 1), Box(15, 10, 15, 13)),
    ],
)
def test_a_handle_moves_its_sides_alone(handle: Handle, box: Box) -> None:
    assert box_of(one(resized(DESIGN, "a", handle, 5, 3), "a")) == box


@pytest.mark.parametrize(
    ("handle", "right", "down", "box"),
    [
        (Handle(1, 1), 10, 0, Box(10, 10, 30, 15)),
        (Handle(-1, -1), -10, 0, Box(0, 5, 30, 15)),
        (Handle(0, 1), 0, 10, Box(10, 10, 40, 20)),
        (Handle(1, 0), 10, 99, Box(10, 10, 30, 15)),
    ],
)
def test_in_ratio(handle: Handle, right: float, down: float, box: Box) -> None:
    assert box_of(one(resized(DESIGN, "a", handle, right, down, in_ratio=True), "a")) == box


def test_qr_codes_stay_square_and_rules_may_be_thin() -> None:
    code = CodeElement(key="q", name="q", x=0, y=0, width=20, height=20, content="x")
    rule = RuleElement(key="r", name="r", x=0, y=0, width=100, height=0.5)
    design = Design("x", Sheet(200, 100), (code, rule))
    assert box_of(one(resized(design, "q", Handle(1, 1), 5, 0), "q")) == Box(0, 0, 25, 25)
    assert one(resized(design, "r", Handle(0, 1), 0, -0.2), "r").height == 0.3
    assert one(resized(design, "r", Handle(1, 0), -500, 0), "r").width == 1


@pytest.mark.parametrize(
    ("edge", "of_a", "of_c"),
    [
        (Edge.LEFT, Box(10, 10, 20, 10), Box(10, 60, 30, 20)),
        (Edge.CENTRE, Box(70, 10, 20, 10), Box(65, 60, 30, 20)),
        (Edge.RIGHT, Box(130, 10, 20, 10), Box(120, 60, 30, 20)),
        (Edge.TOP, Box(10, 10, 20, 10), Box(120, 10, 30, 20)),
        (Edge.MIDDLE, Box(10, 40, 20, 10), Box(120, 35, 30, 20)),
        (Edge.BOTTOM, Box(10, 70, 20, 10), Box(120, 60, 30, 20)),
    ],
)
def test_align_several_among_themselves(edge: Edge, of_a: Box, of_c: Box) -> None:
    design = aligned(DESIGN, ("a", "c"), edge)
    assert (box_of(one(design, "a")), box_of(one(design, "c"))) == (of_a, of_c)


@pytest.mark.parametrize(
    ("edge", "place"),
    [(Edge.LEFT, (0, 10)), (Edge.CENTRE, (90, 10)), (Edge.RIGHT, (180, 10)), (Edge.MIDDLE, (10, 45))],
)
def test_align_one_with_the_sheet(edge: Edge, place: tuple[float, float]) -> None:
    element = one(aligned(DESIGN, ("a",), edge), "a")
    assert (element.x, element.y) == place


def test_distribute_makes_gaps_alike_and_leaves_the_outermost() -> None:
    design = distributed(DESIGN, ("a", "b", "c"), Axis.ACROSS)
    a, b, c = (box_of(one(design, key)) for key in "abc")
    assert (a.left, c.left) == (10, 120)
    assert b.left - a.right == c.left - b.right == 25
    assert distributed(DESIGN, ("a", "b"), Axis.ACROSS) is DESIGN


@pytest.mark.parametrize(
    ("picked", "order", "result"),
    [
        ("a", Order.FORWARD, "b a c held"),
        ("ab", Order.FORWARD, "c a b held"),
        ("c", Order.FRONT, "a b held c"),
        ("c", Order.BACKWARD, "a c b held"),
        ("bc", Order.BACK, "b c a held"),
        ("a", Order.BACKWARD, "a b c held"),
        ("ac", Order.FORWARD, "b a held c"),
    ],
)
def test_order(picked: str, order: Order, result: str) -> None:
    assert keys(reordered(DESIGN, tuple(picked), order)) == result


def test_copies_have_keys_and_names_of_their_own() -> None:
    design, new = duplicated(DESIGN, ("a", "held"))
    assert new == ("a-2", "held-2")
    again, newer = duplicated(design, ("a-2",))
    assert newer == ("a-3",)
    copy = one(again, "a-3")
    assert (copy.name, copy.x, copy.y) == ("a 3", 20, 20)
    assert not one(design, "held-2").locked


def test_no_more_elements_than_a_file_may_hold() -> None:
    full, _ = added(DESIGN, [text("x")] * 400)
    assert len(full.elements) == 300
    assert added(full, [text("y")]) == (full, ())
    assert design_from_json(design_to_json(full), "x") == full


def test_remove_leaves_what_is_locked() -> None:
    assert keys(removed(DESIGN, ("a", "held"))) == "b c held"


@pytest.mark.parametrize(
    ("values", "size", "least"),
    [
        ({"size": 10}, 10, 10),
        ({"least_size": 30}, 30, 30),
        ({"size": 30}, 30, 14),
        ({"size": 9, "least_size": 8}, 9, 8),
    ],
)
def test_the_least_size_is_never_above_the_size(values: dict[str, float], size: float, least: float) -> None:
    element = one(changed(DESIGN, ("a",), **values), "a")
    assert isinstance(element, TextElement)
    assert (element.size, element.least_size) == (size, least)


def test_a_property_that_an_element_lacks_is_passed_over() -> None:
    rule = RuleElement(key="r", name="r", x=0, y=0, width=100, height=0.5)
    design = changed(replace(DESIGN, elements=(text("a"), rule)), ("a", "r"), content="新", hidden=True)
    assert one(design, "a") == replace(text("a"), content="新", hidden=True)
    assert one(design, "r") == replace(rule, hidden=True)


def test_guides() -> None:
    design = with_guide(with_guide(DESIGN, Axis.ACROSS, 30), Axis.DOWN, 40.04)
    assert (design.across, design.down) == ((30,), (40.04,))
    assert with_guide(design, Axis.ACROSS, 35, instead=30).across == (35,)
    assert with_guide(design, Axis.ACROSS, -2, instead=30).across == ()
    assert with_guide(design, Axis.DOWN, 100.5, instead=40.04).down == ()


def test_sheet_and_inks() -> None:
    design = on_sheet(bundled_design("red-gold"), SHEETS["16K 横"])
    assert design.sheet == (260, 185)
    assert inks_of(design)[0].startswith("#")
    assert len(set(inks_of(design))) == len(inks_of(design))


def test_snap_brings_the_nearest_side_or_middle_to_a_line() -> None:
    lines = Lines((0, 30, 100), (50,))
    snap = snapped(Box(28.5, 47, 20, 8), lines, 2)
    assert (snap.right, snap.down) == (1.5, -1)
    assert snap.lines == Lines((30,), (50,))
    assert snapped(Box(33, 60, 20, 8), lines, 2) == (0, 0, ((), ()))


def test_a_handle_snaps_with_its_own_sides() -> None:
    lines = Lines((30, 50), (50,))
    assert snapped_sides(Box(29, 20, 20, 29), Handle(1, 0), lines, 2)[:2] == (1, 0)
    assert snapped_sides(Box(29, 20, 20, 29), Handle(-1, 1), lines, 2)[:2] == (1, 1)


def test_lines_are_guides_the_sheet_and_what_does_not_move() -> None:
    found = lines_of(replace(DESIGN, across=(33,), down=(44,)), ("a", "held"))
    assert found.across == (33, 0, 100, 200, 50, 70, 90, 120, 135, 150)
    assert found.down == (44, 0, 50, 100, 20, 25, 30, 60, 70, 80)
    folded = lines_of(replace(DESIGN, fold=True), "abc")
    assert {50, 150} <= set(folded.across)


designs = st.sampled_from(bundled_codes()).map(bundled_design)
distances = st.floats(-300, 300, allow_nan=False)


@st.composite
def some(draw: st.DrawFn) -> tuple[Design, tuple[str, ...]]:
    """A design and some of its elements, nothing locked."""
    design = draw(designs)
    design = replace(design, elements=tuple(replace(element, locked=False) for element in design.elements))
    picked = draw(st.lists(st.sampled_from([e.key for e in design.elements]), min_size=1, unique=True))
    return design, tuple(picked)


@given(some(), distances, distances)
def test_there_and_back(picked: tuple[Design, tuple[str, ...]], right: float, down: float) -> None:
    design, which = picked
    back = moved(moved(design, which, right, down), which, -right, -down)
    for before, after in zip(design.elements, back.elements, strict=True):
        assert box_of(after) == pytest.approx(box_of(before), abs=0.002)


@given(some(), st.sampled_from(HANDLES), distances, distances)
def test_the_opposite_sides_stay_and_nothing_vanishes(
    picked: tuple[Design, tuple[str, ...]], handle: Handle, right: float, down: float
) -> None:
    design, which = picked
    before, after = (box_of(one(each, which[0])) for each in (design, resized(design, which[0], handle, right, down)))
    assert after.width > 0
    assert after.height > 0
    near = pytest.approx
    assert (after.right == near(before.right, abs=0.002)) if handle.across < 0 else (after.left == near(before.left))
    assert (after.bottom == near(before.bottom, abs=0.002)) if handle.down < 0 else (after.top == near(before.top))


@given(some(), st.sampled_from(Edge))
def test_aligning_twice_changes_nothing_more_and_stays_within(
    picked: tuple[Design, tuple[str, ...]], edge: Edge
) -> None:
    design, which = picked
    once = aligned(design, which, edge)
    for before, after in zip(aligned(once, which, edge).elements, once.elements, strict=True):
        assert box_of(before) == pytest.approx(box_of(after), abs=0.002)
    if len(which) > 1:
        around, now = bounds(chosen(design, which)), bounds(chosen(once, which))
        assert now.width <= around.width + 0.002
        assert now.height <= around.height + 0.002


@given(some(), st.sampled_from(Order))
def test_reordering_keeps_all_and_the_order_among_the_chosen_and_the_rest(
    picked: tuple[Design, tuple[str, ...]], order: Order
) -> None:
    design, which = picked
    after = reordered(design, which, order)
    assert chosen(after, which) == chosen(design, which)
    rest = [e.key for e in design.elements if e.key not in which]
    assert chosen(after, rest) == chosen(design, rest)


@given(some(), distances, distances, st.floats(0.1, 5))
def test_after_snapping_a_side_or_the_middle_lies_on_a_line(
    picked: tuple[Design, tuple[str, ...]], right: float, down: float, reach: float
) -> None:
    design, which = picked
    box = bounds(chosen(moved(design, which, right, down), which))
    lines = lines_of(design, which)
    snap = snapped(box, lines, reach)
    assert abs(snap.right) <= reach
    assert abs(snap.down) <= reach
    there = box._replace(left=box.left + snap.right, top=box.top + snap.down)
    for line in snap.lines.across:
        assert min(abs(line - place) for place in (there.left, there.middle[0], there.right)) < 0.01
    assert snapped(there, lines, reach)[:2] == pytest.approx((0, 0), abs=0.01)


@given(some())
def test_what_was_edited_is_a_design_that_files_may_hold(picked: tuple[Design, tuple[str, ...]]) -> None:
    design, which = picked
    design, copies = duplicated(design, which)
    design = with_guide(distributed(aligned(design, copies, Edge.LEFT), copies, Axis.DOWN), Axis.ACROSS, 12.3456)
    assert design_from_json(design_to_json(design), "x") == design
