"""Changes to a design as the designer makes them: each takes a design and gives another.

Lengths in mm. Elements are meant by their keys. What is locked stays where it is, as large as it is, and in the design.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

from culture_desktop.documents.designs.boxes import Box, Edge, Handle, bounds, box_of, in_line, place, pulled, rounded
from culture_desktop.documents.designs.design import Design, Sheet
from culture_desktop.documents.designs.elements import AnyElement

_MOST_ELEMENTS = 300
_STEP = 5.0  # mm by which a copy lies aside


class Axis(Enum):
    """Along the lines of text, or down the sheet."""

    ACROSS = "across"
    DOWN = "down"


class Order(Enum):
    """Where in the pile to, seen from the front."""

    FORWARD = "forward"
    BACKWARD = "backward"
    FRONT = "front"
    BACK = "back"


def chosen(design: Design, keys: Collection[str]) -> tuple[AnyElement, ...]:
    """The elements with these keys, in the design's order."""
    return tuple(element for element in design.elements if element.key in keys)


def movable(design: Design, keys: Collection[str]) -> tuple[AnyElement, ...]:
    """Those of them that are not locked."""
    return tuple(element for element in chosen(design, keys) if not element.locked)


def changed(design: Design, keys: Collection[str], **values: Any) -> Design:
    """With other values in these elements; an element that has no such property stays as it is."""
    return _with(design, {element.key: values for element in chosen(design, keys)})


def moved(design: Design, keys: Collection[str], right: float, down: float) -> Design:
    """With elements elsewhere."""
    places = {e.key: {"x": rounded(e.x + right), "y": rounded(e.y + down)} for e in movable(design, keys)}
    return _with(design, places)


def resized(design: Design, key: str, handle: Handle, right: float, down: float, *, in_ratio: bool = False) -> Design:
    """With an element as large as it gets when a handle is dragged so far; the sides opposite stay.

    ``in_ratio`` keeps width to height, by the handle's greater pull; QR codes are always kept so.
    """
    for element in movable(design, (key,)):
        return _with(design, {key: place(pulled(element, handle, right, down, in_ratio=in_ratio))})
    return design


def aligned(design: Design, keys: Collection[str], edge: Edge) -> Design:
    """With elements in line: one alone with the sheet, several with what is outermost among them."""
    elements = chosen(design, keys)
    if not elements:
        return design
    around = Box(0, 0, *design.sheet) if len(elements) == 1 else bounds(elements)
    return _with(design, {e.key: in_line(box_of(e), around, edge) for e in movable(design, keys)})


def distributed(design: Design, keys: Collection[str], axis: Axis) -> Design:
    """With the same gap between each two neighbours; the outermost stay. Needs three, none of them locked."""
    elements = movable(design, keys)
    if len(elements) < 3:  # two have one gap only
        return design
    across = axis is Axis.ACROSS
    along = sorted(elements, key=lambda e: (e.x, e.width) if across else (e.y, e.height))
    sizes = [element.width if across else element.height for element in along]
    first, last = (along[0].x, along[-1].x) if across else (along[0].y, along[-1].y)
    gap = (last - first - sum(sizes[:-1])) / (len(along) - 1)
    places, at = dict[str, dict[str, float]](), first
    for element, size in zip(along[:-1], sizes, strict=False):
        places[element.key] = {"x" if across else "y": rounded(at)}
        at += size + gap
    return _with(design, places)


def reordered(design: Design, keys: Collection[str], order: Order) -> Design:
    """With elements nearer to the front or the back; among themselves they keep their order."""
    elements = list(design.elements)
    if order in (Order.FRONT, Order.BACK):
        rest = [element for element in elements if element.key not in keys]
        picked = list(chosen(design, keys))
        return replace(design, elements=tuple(rest + picked if order is Order.FRONT else picked + rest))
    if order is Order.FORWARD:
        elements.reverse()
    for at in range(1, len(elements)):  # each changes places with the one before it, unless that one moves as well
        if elements[at].key in keys and elements[at - 1].key not in keys:
            elements[at - 1], elements[at] = elements[at], elements[at - 1]
    if order is Order.FORWARD:
        elements.reverse()
    return replace(design, elements=tuple(elements))


def added(design: Design, elements: Sequence[AnyElement]) -> tuple[Design, tuple[str, ...]]:
    """With more elements at the front, under keys and names of their own; and those keys."""
    room = _MOST_ELEMENTS - len(design.elements)
    keys, names = {e.key for e in design.elements}, {e.name for e in design.elements}
    new = []
    for element in elements[:room]:
        key, name = _free(element.key, keys), _free(element.name, names, " ")
        keys.add(key)
        names.add(name)
        new.append(replace(element, key=key, name=name))
    return replace(design, elements=(*design.elements, *new)), tuple(element.key for element in new)


def duplicated(design: Design, keys: Collection[str]) -> tuple[Design, tuple[str, ...]]:
    """With a copy of each, a little aside and not locked; and the keys of the copies."""
    return added(design, [replace(e, x=e.x + _STEP, y=e.y + _STEP, locked=False) for e in chosen(design, keys)])


def removed(design: Design, keys: Collection[str]) -> Design:
    """Without these elements."""
    gone = {element.key for element in movable(design, keys)}
    return replace(design, elements=tuple(element for element in design.elements if element.key not in gone))


def with_guide(design: Design, axis: Axis, where: float, instead: float | None = None) -> Design:
    """With a guide so far from the left, or DOWN from the top, in place of another if given; off the sheet it goes."""
    across = axis is Axis.ACROSS
    places = [each for each in (design.across if across else design.down) if each != instead]
    if 0 <= where <= (design.sheet.width if across else design.sheet.height):
        places.append(rounded(where))
    kept = tuple(dict.fromkeys(places))
    return replace(design, across=kept) if across else replace(design, down=kept)


def on_sheet(design: Design, sheet: Sheet, *, fold: bool | None = None) -> Design:
    """On another sheet, everything where it was from the left and the top."""
    return replace(design, sheet=sheet, fold=design.fold if fold is None else fold)


def inks_of(design: Design) -> tuple[str, ...]:
    """The colours in use, each once, in the design's order."""
    used = (getattr(e, name, None) for e in design.elements for name in ("ink", "second_ink"))
    return tuple(dict.fromkeys(ink.upper() for ink in used if ink))


def _with(design: Design, values: Mapping[str, Mapping[str, Any]]) -> Design:
    elements = tuple(_changed(element, values.get(element.key, {})) for element in design.elements)
    return design if elements == design.elements else replace(design, elements=elements)


def _changed(element: AnyElement, values: Mapping[str, Any]) -> AnyElement:
    fitting = {name: value for name, value in values.items() if hasattr(element, name)}
    if "size" in fitting and fitting["size"] < getattr(element, "least_size", 0):
        fitting.setdefault("least_size", fitting["size"])
    if "least_size" in fitting and fitting["least_size"] > fitting.get("size", getattr(element, "size", 0)):
        fitting["size"] = fitting["least_size"]
    return replace(element, **fitting) if fitting else element


def _free(wanted: str, taken: Collection[str], gap: str = "-") -> str:
    """The name, or with the first number behind it that makes it one of its own."""
    stem, _, tail = wanted.rpartition(gap)
    stem = stem if stem and tail.isdigit() else wanted
    number, free = 2, wanted
    while free in taken:
        free, number = f"{stem[:56]}{gap}{number}", number + 1
    return free
