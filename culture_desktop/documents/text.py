"""Setting Chinese text: widths, line breaking and justification (GB/T 15834-2011 5.1, GB/T 15835).

A closing mark never begins a line and an opening mark never ends one; dashes, ellipses, Latin words and numbers stay
whole. Two full-width marks side by side share their white space. A closing mark at a line's end may give up its
white half, or hang in the margin where that is wanted. Text is ready-made: what comes in is what is printed, no markup.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from culture_desktop.documents.fonts import Typeface, advances

CLOSING = "，。、；：？！）》〉」』】〕］｝”’…—·～％℃,.;:?!)]}%°‰"
OPENING = "（《〈「『【〔［｛“‘([{￥＄$#"
_BINDING = "/／"  # neither begins nor ends a line
_MARKS = frozenset(CLOSING + OPENING)
_HALF_BLANK_RIGHT = "，。、；：）》〉」』】〕”’"
HANGING = "，。、．,."  # marks small enough to stand in the margin: their ink is a quarter of an em
_HALF_BLANK_LEFT = "（《〈「『【〔“‘"

# Where two neighbours have half an em of white too much between them.
_TIGHT = re.compile(
    f"(?<=[{_HALF_BLANK_RIGHT}])(?=[{_HALF_BLANK_RIGHT}{_HALF_BLANK_LEFT}])|(?<=[{_HALF_BLANK_LEFT}])(?=[{_HALF_BLANK_LEFT}])"
)
TIGHTENING = 0.5  # em

# What is never split: a name of two characters set apart (张　三), dashes and ellipses, words and numbers with what
# belongs to them (2026年, 39.5%, 19:00–21:00).
# What names are written in: letters other than Latin ones, and the planes of rare characters, which Python knows less of
# than our fonts. (Ranges of them all in a set of characters would take ten times as long to compile.)
_HAN = r"(?:[^\W\d_A-Za-zÀ-ɏ]|[\U00020000-\U0003ffff])"
_TWO_HAN = re.compile(f"{_HAN}{{2}}")
_PIECE = re.compile(
    rf"(?<!{_HAN}){_HAN}　{_HAN}|{_HAN}　{_HAN}(?!{_HAN})"
    r"|—+|…+|[A-Za-zÀ-ɏ\d]+(?:[.,:'’@&+_/–-][A-Za-zÀ-ɏ\d]+)*(?:(?<=\d)[年月日时分])?|.",
    re.DOTALL,
)
_MAX_SQUEEZE = 0.02  # em a character by which a line may be set tighter, to take one more mark in
_MAX_LOOSENING = 0.25  # em a character beyond which a line is left ragged rather than torn apart
_SHORT_LAST_LINE = 1  # pieces: a last line no longer than this takes one more from the line above


def spaced(name: str) -> str:
    """A two-character name with a full-width space between, as official lists set it: ``林　青``."""
    return f"{name[0]}　{name[1]}" if _TWO_HAN.fullmatch(name) else name


def tight_segments(text: str) -> list[str]:
    """The text cut where neighbouring marks are drawn half an em closer."""
    return _TIGHT.split(text)


def text_width(text: str, face: Typeface, size: float) -> float:
    """How wide the text is set in one line, in points."""
    widths = advances(face)
    natural = sum([widths[char] for char in text])
    return (natural - TIGHTENING * len(_TIGHT.findall(text))) * size


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: ``start`` points in from the left, ``space`` points added after each character."""

    text: str
    start: float = 0.0
    space: float = 0.0


@dataclass(frozen=True, slots=True)
class _Measure:
    """The width to fill, and how to tell the width of a text."""

    face: Typeface
    size: float
    width: float
    hanging: bool = False

    def hangs(self, text: str, start: float) -> bool:
        """Whether the line fits because its last mark may stand in the margin."""
        if not self.hanging or text[-1:] not in HANGING or len(text) < 2 or text[-2] in _MARKS:
            return False
        return start + text_width(text[:-1], self.face, self.size) <= self.width

    def natural(self, text: str) -> float:
        """The text's width at the end of a line: a closing mark there needs only its inked half."""
        width = text_width(text, self.face, self.size)
        return width - self.size * TIGHTENING if text[-1:] in _HALF_BLANK_RIGHT else width

    def takes(self, text: str, start: float) -> bool:
        """Whether the text fits into the line, set a little tighter where that is all it needs."""
        width = text_width(text.rstrip(), self.face, self.size)
        if start + width <= self.width or self.hangs(text.rstrip(), start):
            return True
        least = self.natural(text.rstrip()) - _MAX_SQUEEZE * self.size * max(0, len(text) - 1)
        return text.rstrip()[-1:] in _HALF_BLANK_RIGHT and start + least <= self.width

    def justified(self, text: str, start: float) -> Line:
        """The line filled to both ends."""
        width, gaps = text_width(text, self.face, self.size), max(1, len(text) - 1)
        if start + width > self.width and self.hangs(text, start):
            width, gaps = text_width(text[:-1], self.face, self.size), max(1, len(text) - 2)
        elif start + width > self.width:
            width = self.natural(text)
        space = (self.width - start - width) / gaps
        return Line(text, start, space if space <= _MAX_LOOSENING * self.size else 0.0)


def pieces(text: str) -> Iterator[str]:
    """The text in pieces between which a line may end."""
    piece = ""
    for match in _PIECE.finditer(text):
        part = match[0]
        bound = piece[-1:] in OPENING + _BINDING or part[0] in CLOSING + _BINDING
        if piece and not bound:
            yield piece
            piece = ""
        piece += part
    if piece:
        yield piece


def _fitting_pieces(text: str, measure: _Measure) -> Iterator[str]:
    """The pieces, those longer than a whole line cut by characters: better than printing beyond the margin."""
    for piece in pieces(text):
        if text_width(piece, measure.face, measure.size) <= measure.width:
            yield piece
        else:
            yield from piece


def _fill(parts: Sequence[str], measure: _Measure, indent: float) -> list[list[str]]:
    """The pieces dealt out to lines, as many to each as it takes."""
    lines: list[list[str]] = [[]]
    text, start = "", indent
    for piece in parts:
        if lines[-1] and not measure.takes(text + piece, start):
            lines.append([])
            text, start = "", 0.0
        if not text and piece.isspace() and len(lines) > 1:
            continue
        lines[-1].append(piece)
        text += piece
    return lines


def break_lines(
    text: str, face: Typeface, size: float, width: float, indent: float = 0.0, *, hanging: bool = False
) -> tuple[Line, ...]:
    """Sets one paragraph into lines of ``width`` points, the first ``indent`` in; all but the last fill both ends.

    ``hanging`` lets a stop that has no room stand in the margin behind the line (标点悬挂).
    """
    measure = _Measure(face, size, width, hanging)
    lines = _fill(list(_fitting_pieces(text, measure)), measure, indent)
    if len(lines) > 1 and len(lines[-1]) <= _SHORT_LAST_LINE and len("".join(lines[-1])) <= 2 and len(lines[-2]) > 4:
        lines[-1].insert(0, lines[-2].pop())
    texts = ["".join(line).rstrip() for line in lines]
    starts = [indent] + [0.0] * (len(texts) - 1)
    filled = [measure.justified(text, start) for text, start in zip(texts[:-1], starts, strict=False)]
    last = measure.justified(texts[-1], starts[-1])
    squeezed = last.space < 0 and not measure.hangs(texts[-1], starts[-1])
    return (*filled, last if squeezed else Line(texts[-1], starts[-1]))


def balanced_lines(text: str, face: Typeface, size: float, width: float) -> tuple[str, ...]:
    """Breaks a title into as few lines as it takes, the lines about equally long."""
    count = len(break_lines(text, face, size, width))
    narrow, wide = text_width(text, face, size) / count, width
    for _ in range(12):
        middle = (narrow + wide) / 2
        if len(break_lines(text, face, size, middle)) > count:
            narrow = middle
        else:
            wide = middle
    return tuple(line.text for line in break_lines(text, face, size, wide))


def fitting_size(text: str, face: Typeface, size: float, least: float, width: float) -> float | None:
    """The largest size, from ``size`` down to ``least``, at which the text fits one line; None when none does."""
    natural = text_width(text, face, 1.0)
    if natural * size <= width:
        return size
    shrunk = int(width / natural * 4) / 4  # quarter points, as a person would choose
    return shrunk if shrunk >= least else None


def distributed_space(text: str, face: Typeface, size: float, width: float) -> float:
    """The space after each character that spreads the text over ``width``; 0 for one character or too long a text."""
    slack = width - text_width(text, face, size)
    return slack / (len(text) - 1) if len(text) > 1 and slack > 0 else 0.0


def centred_start(text: str, face: Typeface, size: float, width: float) -> float:
    """How far in a centred line starts; the white half of a mark at either end does not count."""
    white = size * TIGHTENING
    left = white if text and text[0] in _HALF_BLANK_LEFT else 0.0
    right = white if text and text[-1] in _HALF_BLANK_RIGHT else 0.0
    return (width - text_width(text, face, size) - left + right) / 2
