"""Live figures: ``{到场人数}`` in a text stands for what the data say when the paper is made.

``{2026-031.到场人数}`` asks for one of several activities. ``{{`` and ``}}`` stand for the braces themselves; a brace
that encloses nothing is one too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from culture_desktop.documents.briefings.blocks import (
    Block,
    Heading,
    Items,
    Paragraph,
    PictureRow,
    Quote,
    Runs,
    Table,
    texts,
)
from culture_desktop.errors import FigureUnknownError

_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}\n]{1,64})\}")
_BRACES = {"{{": "{", "}}": "}"}
_MOST_NAMED = 5

Figures = Mapping[str, str]


class Token(NamedTuple):
    """A figure in a text: from where to where it stands, and what it is called."""

    start: int
    end: int
    name: str


def token(name: str) -> str:
    """How a text asks for a figure."""
    return f"{{{name}}}"


def tokens(text: str) -> Iterator[Token]:
    """The figures that a text asks for."""
    for found in _TOKEN.finditer(text):
        if found[1] is not None:
            yield Token(*found.span(), found[1].strip())


def literal(text: str) -> str:
    """The text so that it asks for no figure, whatever braces it holds."""
    return text.replace("{", "{{").replace("}", "}}") if "{" in text or "}" in text else text


def filled(text: str, figures: Figures) -> str:
    """The text with its figures; one that nobody knows stays as it is written."""
    if "{" not in text and "}" not in text:
        return text

    def value(found: re.Match[str]) -> str:
        return _BRACES.get(found[0]) or figures.get(found[1].strip(), found[0])

    return _TOKEN.sub(value, text)


def unknown(found: Iterable[str], figures: Figures) -> tuple[str, ...]:
    """The figures that texts ask for in vain, each once."""
    asked = (one.name for text in found for one in tokens(text))
    return tuple(dict.fromkeys(name for name in asked if name not in figures))


def require_known(found: Iterable[str], figures: Figures) -> None:
    """Raises FigureUnknownError, naming what texts ask for in vain."""
    if lacking := unknown(found, figures):
        named = "、".join(f"“{name}”" for name in lacking[:_MOST_NAMED])
        more = f"等 {len(lacking)} 个" if len(lacking) > _MOST_NAMED else ""
        plain_names = "、".join(name for name in figures if "." not in name)
        raise FigureUnknownError(figures=named + more, known=plain_names or "这份简报没有活动，没有可用的数字")


def require_known_in(blocks: Sequence[Block], figures: Figures, *others: str) -> None:
    """The same for a whole text and what stands beside it."""
    require_known((*others, *texts(blocks)), figures)


def filled_blocks(blocks: Iterable[Block], figures: Figures) -> tuple[Block, ...]:
    """The text with its figures."""
    return tuple(_filled_block(block, figures) for block in blocks)


def _filled_block(block: Block, figures: Figures) -> Block:
    def words(runs: Runs) -> Runs:
        return tuple(replace(run, text=filled(run.text, figures)) for run in runs)

    match block:
        case Heading(text):
            return replace(block, text=filled(text, figures))
        case Paragraph(runs):
            return Paragraph(words(runs))
        case Items(items):
            return replace(block, items=tuple(map(words, items)))
        case Quote(runs, said_by):
            return Quote(words(runs), filled(said_by, figures))
        case Table(rows):
            return replace(block, rows=tuple(tuple(map(words, row)) for row in rows))
        case PictureRow(pictures):
            return PictureRow(tuple(replace(one, caption=filled(one.caption, figures)) for one in pictures))
