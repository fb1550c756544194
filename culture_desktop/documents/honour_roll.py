"""The honour roll (光荣榜): a poster in red and gold, names tier by tier, portraits where there are any."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.name_setting import Place, fill, line
from culture_desktop.documents.official import ascent
from culture_desktop.documents.ornaments import Inks, ornament
from culture_desktop.documents.paper import A4, BLACK, GREY, MM, RED, Colour, Size, colour
from culture_desktop.documents.pictures import Picture, jpeg, upright
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Area, Bar, Composition, Image, Mark, Placed, Row, Source, Text, paginate
from culture_desktop.documents.text import balanced_lines, centred_start, fitting_size, text_width
from culture_desktop.progress import Progress, silent

_GROUND, _GOLD, _LIGHT = colour("#FFFBF0"), colour("#E3B95B"), colour("#FCE9B8")
_BOLD_RED = colour("#9E1016")
_WHITE = Colour(1, 1, 1)
_RAYS = Inks(colour("#C4242A"), RED)
_STARS = Inks(_GOLD, _LIGHT)
_HILLS = Inks(colour("#F3D9A8"), _GROUND)
_PORTRAIT = 34 * MM  # high, on A4; 5 wide to 7 high, as on a staff card


@dataclass(frozen=True, slots=True)
class RollFormat:
    """A poster by its sheet; all measures grow with ``scale`` from those of A4."""

    key: str
    label: str
    sheet: Size
    scale: float


ROLL_FORMATS = (
    RollFormat("a4", "A4", A4, 1.0),
    RollFormat("a3", "A3", Size(297 * MM, 420 * MM), 2**0.5),
)


@dataclass(frozen=True, slots=True)
class Honoured:
    """Somebody or a team honoured, the name ready to print; ``portrait`` where there is a picture."""

    name: str
    unit: str = ""
    portrait: Picture | None = None


@dataclass(frozen=True, slots=True)
class HonourTier:
    """A tier and those in it, in the order in which they are printed. ``teams`` have wider places."""

    title: str
    honoured: tuple[Honoured, ...]
    teams: bool = False


@dataclass(frozen=True, slots=True)
class HonourRollContent:
    """What the poster says: 光荣榜 over everything, for what, the tiers, who honours and when."""

    title: str
    tiers: tuple[HonourTier, ...]
    issuer: str
    date: str


class _Measures(NamedTuple):
    """Lengths of a poster in points."""

    sheet: Size
    scale: float

    @property
    def area(self) -> Area:
        """What names fill: below the red head, within the frame."""
        side = 20 * MM * self.scale
        top = 78 * MM * self.scale
        return Area(side, top, self.sheet.width - 2 * side, self.sheet.height - top - 24 * MM * self.scale)


def write_honour_roll(
    content: HonourRollContent, format_: RollFormat, stream: BinaryIO, progress: Progress = silent
) -> None:
    """Writes the poster, on several sheets where one has no room.

    Raises MissingGlyphsError or TextOverflowError before the first page, PictureUnreadableError for a portrait.
    """
    _compose(content, format_).write(stream, progress)


def preflight_honour_roll(content: HonourRollContent, format_: RollFormat) -> tuple[Problem, ...]:
    """What keeps the poster from being printed."""
    return _compose(content, format_).problems()


def _compose(content: HonourRollContent, format_: RollFormat) -> Composition:
    measures = _Measures(format_.sheet, format_.scale)
    rows = [row for tier in content.tiers for row in _tier_rows(tier, measures)]
    pages = paginate(rows, measures.area)
    head, foot = _head(content, measures), _foot(content, measures)
    for page in pages:
        page[:0] = [head]
    pages[-1].append(foot)
    return Composition(format_.sheet, f"{content.title}光荣榜", pages, _ground(measures))


def _ground(measures: _Measures) -> str:
    """Cream paper, the red head with its rays and stars, a double frame of gold."""
    width, height = measures.sheet.width / MM, measures.sheet.height / MM
    scale, head = measures.scale, 68 * measures.scale
    edge = 7 * scale
    parts = (
        ("panel", 0.0, 0.0, width, height, Inks(_GROUND, _GROUND)),
        ("rays", 0.0, 0.0, width, head, _RAYS),
        ("star-row", width * 0.2, head - 11 * scale, width * 0.6, 8 * scale, _STARS),
        ("double", edge, edge, width - 2 * edge, height - 2 * edge, _STARS),
        (
            "mountains",
            edge + 3.4 * scale,
            height - edge - 21.4 * scale,
            width - 2 * edge - 6.8 * scale,
            18 * scale,
            _HILLS,
        ),
    )
    return "\n".join(
        f"q {MM:.5f} 0 0 {-MM:.5f} {x * MM:.2f} {measures.sheet.height - y * MM:.2f} cm {ornament(style, w, h, inks)} Q"
        for style, x, y, w, h, inks in parts
    )


def _head(content: HonourRollContent, measures: _Measures) -> Placed:
    """光荣榜 in gold, for what below it."""
    source, scale = Source("光荣榜", "标题"), measures.scale
    width = measures.sheet.width
    big, room = 58 * scale, width * 0.72
    word = "光荣榜"
    space = (room * 0.8 - text_width(word, Face.SONG_BOLD, big)) / (len(word) - 1)
    left = (width - text_width(word, Face.SONG_BOLD, big) - space * (len(word) - 1)) / 2
    marks: list[Mark] = [
        Text(source, left, 14 * MM * scale + ascent(Face.SONG_BOLD, big), word, Face.SONG_BOLD, big, space, _LIGHT)
    ]
    lines, size, problem = _title(content.title, source, scale, room)
    middle = 46 * MM * scale
    for at, text in enumerate(lines):
        top = middle + (at - (len(lines) - 1) / 2) * size * 1.3 - size / 2
        start = (width - room) / 2 + centred_start(text, Face.SONG_BOLD, size, room)
        marks.append(Text(source, start, top + ascent(Face.SONG_BOLD, size), text, Face.SONG_BOLD, size, ink=_WHITE))
    return Placed(0, 0, Row(0, tuple(marks), problem=problem))


def _title(text: str, source: Source, scale: float, room: float) -> tuple[Sequence[str], float, Problem | None]:
    size = fitting_size(text, Face.SONG_BOLD, 20 * scale, 15 * scale, room)
    if size:
        return (text,), size, None
    size = 14 * scale
    lines = balanced_lines(text, Face.SONG_BOLD, size, room)
    return lines[:2], size, None if len(lines) <= 2 else Problem(*source)


def _tier_rows(tier: HonourTier, measures: _Measures) -> Iterator[Row]:
    """The tier's name between gold lines, then its people, as many to a row as there is room for."""
    source, area, scale = Source(tier.title, "奖项"), measures.area, measures.scale
    size = 20 * scale
    fitted = fitting_size(tier.title, Face.SONG_BOLD, size, 12 * scale, area.width * 0.6)
    size = fitted or 12 * scale
    width, height = text_width(tier.title, Face.SONG_BOLD, size), 15 * MM * scale
    left = (area.width - width) / 2
    gap, thin = 6 * MM * scale, 0.4 * MM * scale
    marks: list[Mark] = [Text(source, left, height * 0.62, tier.title, Face.SONG_BOLD, size, ink=_BOLD_RED)]
    for x, length in ((0.0, left - gap), (left + width + gap, area.width - left - width - gap)):
        marks.append(Bar(x, height * 0.48, length, thin, _GOLD))
    problem = None if fitted else Problem(*source)
    yield Row(height, tuple(marks), keep_with_next=True, problem=problem)
    columns = _columns(tier)
    for start in range(0, len(tier.honoured), columns):
        yield _people_row(tier.honoured[start : start + columns], columns, measures)
    yield Row(5 * MM * scale)


def _columns(tier: HonourTier) -> int:
    """Few are set large; a row of one tier is never wider than another's of its kind."""
    count = len(tier.honoured)
    if tier.teams:
        return 1 if count == 1 else 2
    if any(each.portrait for each in tier.honoured):
        return min(4, max(2, count))
    return next((columns for columns, most in ((2, 2), (3, 9), (4, 24), (5, 60)) if count <= most), 6)


def _people_row(people: Sequence[Honoured], columns: int, measures: _Measures) -> Row:
    """Names over units, portraits above; a row that is not full stands in the middle."""
    cell = measures.area.width / columns
    scale = measures.scale
    left = (measures.area.width - cell * len(people)) / 2
    marks: list[Mark] = []
    problems: list[Problem] = []
    top = _PORTRAIT * scale + 2 * MM * scale if any(person.portrait for person in people) else 0.0
    name_height = (11 if columns <= 4 else 8.5) * MM * scale
    for at, person in enumerate(people):
        x, source = left + at * cell, Source(person.name, "光荣榜")
        if person.portrait:
            marks.append(_portrait(person.portrait, x, cell, scale))
        place = Place(x + cell * 0.06, top, cell * 0.88, name_height * 0.72)
        texts, problem = fill(source, person.name, Face.KAI, place, 9.0 * scale)
        marks += texts
        problems += [problem] if problem else []
        below = Place(x + cell * 0.04, top + name_height * 0.76, cell * 0.92, 6 * MM * scale)
        unit = line(source, person.unit, Face.SONG, 9.5 * scale, 7.0 * scale, below)
        marks += [Text(source, text.x, text.y, text.text, text.face, text.size, ink=GREY) for text in unit]
    height = top + name_height + (6 * MM * scale if any(person.unit for person in people) else 2 * MM * scale)
    return Row(height + 2 * MM * scale, tuple(marks), problem=problems[0] if problems else None)


def _portrait(picture: Picture, left: float, cell: float, scale: float) -> Mark:
    """The picture cut to 5 : 7 about its middle, a little above it where faces are."""
    height = _PORTRAIT * scale
    width = height * 5 / 7
    image = upright(picture, height * 2, height * 2)
    wide = min(image.width, round(image.height * 5 / 7))
    high = min(image.height, round(image.width * 7 / 5))
    from_left, from_top = (image.width - wide) // 2, (image.height - high) // 3
    cut = image.crop((from_left, from_top, from_left + wide, from_top + high))
    return Image(jpeg(cut, width, height), left + (cell - width) / 2, 0, width, height)


def _foot(content: HonourRollContent, measures: _Measures) -> Placed:
    """Who honours and when, in the middle at the foot."""
    source, scale = Source("光荣榜", "落款"), measures.scale
    place = Place(0, 0, measures.area.width, 8 * MM * scale)
    texts = line(
        source, "　".join(filter(None, (content.issuer, content.date))), Face.SONG, 12 * scale, 8 * scale, place
    )
    marks = tuple(Text(source, t.x, t.y, t.text, t.face, t.size, ink=BLACK) for t in texts)
    top = measures.sheet.height - 20 * MM * scale
    return Placed(measures.area.left, top, Row(8 * MM * scale, marks))
