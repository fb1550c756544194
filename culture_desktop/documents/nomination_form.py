"""The recommendation form (推荐表) of each nominee: who it is, what speaks for them, and room for opinions and seals.

A nominee begins a page. Short deeds leave the rest of their box free, so that the form fills its page; long ones run on
to the next, and the boxes for opinions follow them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import ascent
from culture_desktop.documents.paper import A4, GREY, MM, PALE
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Area, Bar, Composition, Mark, Page, Placed, Row, Source, Text, paginate
from culture_desktop.documents.table import foot
from culture_desktop.documents.text import balanced_lines, break_lines, centred_start, fitting_size, text_width
from culture_desktop.progress import Progress, silent

_AREA = Area(left=20 * MM, top=18 * MM, width=170 * MM, height=252 * MM)
_LABEL = 26 * MM
_VALUES = (_AREA.width - 3 * _LABEL) / 3
_SIZE, _PITCH, _PADDING = 11.0, 17.0, 5.0
_LEAST = 8.0
_TITLE, _TITLE_PITCH = 20.0, 31.0
_OPINION = 33 * MM
_FEWEST_LINES = 6
_RULE = 0.5
_DEEDS = "主要事迹"
_SEALED = "（盖章）　　　　年　　月　　日"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NominationForm:
    """One nominee, every text ready to print.

    ``facts`` are titles with what stands beside them, three pairs a line; ``wide`` pairs have a line of their own.
    ``deeds`` are paragraphs. ``opinions`` are titles of boxes to be written in and sealed. A line break in a title or
    value begins a line.
    """

    name: str
    unit: str
    facts: tuple[Pair, ...]
    wide: tuple[Pair, ...]
    deeds: tuple[str, ...]
    opinions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NominationFormsContent:
    """The forms of a campaign under its title."""

    title: str
    forms: tuple[NominationForm, ...]


def write_nomination_forms(content: NominationFormsContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the forms; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_nomination_forms(content: NominationFormsContent) -> tuple[Problem, ...]:
    """What keeps the forms from being printed."""
    return _compose(content).problems()


def _compose(content: NominationFormsContent) -> Composition:
    pages: list[Page] = []
    for form in content.forms:
        pages += _pages(content.title, form)
    return Composition(A4, content.title, pages)


def _pages(title: str, form: NominationForm) -> list[Page]:
    head = _head(title, form) + _facts(form)
    boxes = [_opinion(form.name, opinion) for opinion in form.opinions]
    free = _AREA.height - sum(row.height for row in (*head, *boxes))
    pages = paginate([*head, *_deeds(form, int(free / _PITCH)), *boxes], _AREA)
    for number, page in enumerate(pages, start=1):
        end = max(placed.y + placed.row.height for placed in page)
        page.append(Placed(_AREA.left, end, Row(_RULE, (Bar(0, 0, _AREA.width, _RULE),))))
        page.append(foot(_AREA, f"{form.name}　{title}", number, len(pages)))
    return pages


def _head(title: str, form: NominationForm) -> list[Row]:
    source = Source(form.name, "标题")
    rows = [
        Row(
            _TITLE_PITCH,
            (
                Text(
                    source,
                    centred_start(line, Face.SONG_BOLD, _TITLE, _AREA.width),
                    ascent(Face.SONG_BOLD, _TITLE),
                    line,
                    Face.SONG_BOLD,
                    _TITLE,
                ),
            ),
        )
        for line in balanced_lines(title, Face.SONG_BOLD, _TITLE, _AREA.width)
    ]
    date = "填表日期：　　　　年　　月　　日"
    left = _AREA.width - text_width(date, Face.SONG, _SIZE)
    unit = f"推荐单位：{form.unit}"
    size = fitting_size(unit, Face.SONG, _SIZE, _LEAST, left - 2 * _PADDING)
    problem = None if size else Problem(form.name, "推荐单位")
    marks = (
        Text(source, 0, ascent(Face.SONG, _SIZE), unit, Face.SONG, size or _LEAST),
        Text(source, left, ascent(Face.SONG, _SIZE), date, Face.SONG, _SIZE),
    )
    return [*rows, Row(4.0), Row(_PITCH + 3, marks, problem=problem)]


def _facts(form: NominationForm) -> list[Row]:
    rows = []
    for start in range(0, len(form.facts), 3):
        line = [*form.facts[start : start + 3], ("", ""), ("", "")][:3]
        rows.append(_line(form.name, [(pair, _VALUES) for pair in line]))
    return rows + [_line(form.name, [(pair, _AREA.width - _LABEL)]) for pair in form.wide]


def _line(name: str, pairs: Sequence[tuple[Pair, float]]) -> Row:
    """Titles with values in one line of the table, as high as the longest of them."""
    texts: list[tuple[float, list[Text]]] = []
    bars: list[Mark] = []
    x = 0.0
    for (title, value), width in pairs:
        source = Source(name, title)
        bars.append(Bar(x, 0, _LABEL, 0, PALE))  # as high as the line, once that is known
        texts.append((x, _centred(title, Source(name, "栏目"), x, _LABEL, Face.HEI)))
        texts.append((x + _LABEL, _left(value, source, x + _LABEL, width)))
        x += _LABEL + width
    lines = max(len(found) for _x, found in texts)
    height = lines * _PITCH + 2 * _PADDING
    marks: list[Mark] = [Bar(bar.x, 0, _LABEL, height, PALE) for bar in bars if isinstance(bar, Bar)]
    marks += [Bar(0, 0, _AREA.width, _RULE)]
    marks += [Bar(left, 0, _RULE, height) for left, _found in texts]
    marks.append(Bar(_AREA.width - _RULE, 0, _RULE, height))
    for _left_edge, found in texts:
        down = (height - len(found) * _PITCH) / 2
        marks += [
            Text(text.source, text.x, text.y + down, text.text, text.face, text.size, text.space) for text in found
        ]
    problem = Problem(name, pairs[0][0][0]) if height > _AREA.height / 3 else None
    return Row(height, tuple(marks), problem=problem)


def _left(text: str, source: Source, x: float, width: float) -> list[Text]:
    """A value; one that nearly fits its line is set smaller, a longer one wraps. A line break begins a line."""
    room = width - 2 * _PADDING
    size = fitting_size(text, Face.SONG, _SIZE, _LEAST + 1, room) if "\n" not in text else None
    lines = [line for part in text.splitlines() for line in break_lines(part, Face.SONG, size or _SIZE, room)]
    baseline = ascent(Face.SONG, _SIZE) + (_PITCH - _SIZE) / 2
    return [
        Text(source, x + _PADDING + line.start, baseline + at * _PITCH, line.text, Face.SONG, size or _SIZE, line.space)
        for at, line in enumerate(lines)
    ]


def _centred(text: str, source: Source, x: float, width: float, face: Face) -> list[Text]:
    baseline = ascent(face, _SIZE) + (_PITCH - _SIZE) / 2
    lines = [line for part in text.splitlines() for line in balanced_lines(part, face, _SIZE, width - 2 * _PADDING)]
    return [
        Text(source, x + centred_start(line, face, _SIZE, width), baseline + at * _PITCH, line, face, _SIZE)
        for at, line in enumerate(lines)
    ]


def _deeds(form: NominationForm, room: int) -> list[Row]:
    """A row for each line, and free ones until the form fills its page; on a further page the title stands again."""
    source, size, width = Source(form.name, _DEEDS), _SIZE + 1, _AREA.width - _LABEL - 2 * _PADDING
    lines = [
        line for paragraph in form.deeds for line in break_lines(paragraph, Face.FANG, size, width, indent=2 * size)
    ]
    count = max(len(lines), room, _FEWEST_LINES)
    more = tuple(_centred("（续）", Source(form.name, "栏目"), 0, _LABEL, Face.HEI))
    again = Row(_PITCH, (*_cell_marks(_PITCH, ruled=True), *more))
    baseline = ascent(Face.FANG, size) + (_PITCH - size) / 2
    rows = []
    for at in range(count):
        marks = _cell_marks(_PITCH, ruled=at == 0)
        if at < len(lines):
            line = lines[at]
            x = _LABEL + _PADDING + line.start
            marks.append(Text(source, x, baseline, line.text, Face.FANG, size, line.space))
        middle = at - (min(count, room if room > len(_DEEDS) else count) - len(_DEEDS)) // 2
        if 0 <= middle < len(_DEEDS):
            marks += _centred(_DEEDS[middle], Source(form.name, "栏目"), 0, _LABEL, Face.HEI)
        rows.append(Row(_PITCH, tuple(marks), head=again))
    return rows


def _cell_marks(height: float, *, ruled: bool) -> list[Mark]:
    """A title's cell and a wide one beside it; ``ruled`` along the top."""
    marks: list[Mark] = [Bar(0, 0, _LABEL, height, PALE)]
    marks += [Bar(x, 0, _RULE, height) for x in (0, _LABEL, _AREA.width - _RULE)]
    return [*marks, Bar(0, 0, _AREA.width, _RULE)] if ruled else marks


def _opinion(name: str, title: str) -> Row:
    """A box with its title on the left and the place of the seal at its foot."""
    source = Source(name, "栏目")
    marks = _cell_marks(_OPINION, ruled=True)
    titles = _centred(title, source, 0, _LABEL, Face.HEI)
    down = (_OPINION - len(titles) * _PITCH) / 2
    marks += [Text(text.source, text.x, text.y + down, text.text, text.face, text.size) for text in titles]
    left = _AREA.width - _PADDING - text_width(_SEALED, Face.SONG, _SIZE)
    marks.append(Text(source, left, _OPINION - _PADDING - 3, _SEALED, Face.SONG, _SIZE, ink=GREY))
    return Row(_OPINION, tuple(marks))
