"""Text as it is kept: no empty lines, no blanks at either end, letters that look alike in one run."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from culture_desktop.documents.briefings.blocks import (
    Block,
    Heading,
    Items,
    Paragraph,
    PictureRow,
    Quote,
    Run,
    Runs,
    Table,
)
from culture_desktop.documents.briefings.figures import filled

_BLANK = " \t\u3000"
SAID_BY = "——"  # before the name of who is quoted
_STOPS = "。！？，；："
_LONGEST_NAME = 20


def joined(runs: Iterable[Run]) -> Runs:
    """The text of one line: neighbours that look alike as one run, without blanks at the ends."""
    found: list[Run] = []
    for run in runs:
        text = run.text if found else run.text.lstrip(_BLANK)
        if found and text and found[-1].bold == run.bold:
            found[-1] = Run(found[-1].text + text, run.bold)
        elif text:
            found.append(Run(text, run.bold))
    while found and not (text := found[-1].text.rstrip(_BLANK)):
        found.pop()
    if found:
        found[-1] = Run(text, found[-1].bold)
    return tuple(found)


def quotation(runs: Runs) -> Quote:
    """A quotation; what stands behind a dash at its end, without a stop, is who said it."""
    words, dash, name = runs[-1].text.rpartition(SAID_BY) if runs else ("", "", "")
    name = name.strip(_BLANK)
    if not dash or not name or len(name) > _LONGEST_NAME or any(mark in name for mark in _STOPS):
        return Quote(runs)
    return Quote(joined((*runs[:-1], Run(words, runs[-1].bold))), name)


def cleaned(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks that say something; of a list only the items that do."""
    found: list[Block] = []
    for block in blocks:
        match block:
            case Items(items, numbered):
                if kept := tuple(item for item in items if item):
                    found.append(Items(kept, numbered))
            case Paragraph(runs) | Quote(runs):
                found += [block] if runs else []
            case Heading(text):
                found += [block] if text else []
            case Table(rows):
                found += [block] if any(any(row) for row in rows) else []
            case PictureRow(pictures):
                found += [block] if pictures else []
    return tuple(found)


def plain_text(blocks: Sequence[Block], figures: Mapping[str, str] = MappingProxyType({})) -> str:
    """The words alone, a line each, cells parted by tabs, figures filled in as far as they are known."""
    text = "\n".join(line for block in blocks for line in _lines(block))
    return filled(text, figures)


def _lines(block: Block) -> list[str]:
    match block:
        case Heading(text):
            return [text]
        case Paragraph(runs) | Quote(runs):
            return [_words(runs)]
        case Items(items):
            return [_words(item) for item in items]
        case Table(rows):
            return ["\t".join(_words(cell) for cell in row) for row in rows]
        case _:
            return []


def _words(runs: Runs) -> str:
    return "".join(run.text for run in runs)
