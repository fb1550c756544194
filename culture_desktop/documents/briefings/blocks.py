"""What the text of a briefing is made of. Any text may hold live figures (``figures``): ``{到场人数}``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from culture_desktop.vocabulary import Align, Consent

FORMAT = 1  # of the JSON form; raised when an older program could no longer read it


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look."""

    text: str
    bold: bool = False


Runs = tuple[Run, ...]


def plain(text: str) -> Runs:
    """The text as one run; none for no text."""
    return (Run(text),) if text else ()


def text_of(runs: Runs) -> str:
    """The words without their looks."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: 一、 is level 1, （一） level 2, 1. level 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Items:
    """A list, its items with a dot or numbered from 1."""

    items: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said."""

    runs: Runs
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row is its head; ``aligns`` are those of the columns, 左对齐 where none is given."""

    rows: tuple[tuple[Runs, ...], ...]
    aligns: tuple[Align, ...] = ()

    @property
    def columns(self) -> int:
        """As many as the longest row has."""
        return max(map(len, self.rows), default=0)

    def align(self, column: int) -> Align:
        """To which side a column keeps."""
        return self.aligns[column] if column < len(self.aligns) else Align.START


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a picture that is shown, in fractions of its width and height from its top left corner."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    def __post_init__(self) -> None:
        if not (0 <= self.left < self.right <= 1 and 0 <= self.top < self.bottom <= 1):
            raise ValueError("a crop lies within its picture and holds something")


WHOLE = Crop()


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture in its place. ``sha256`` names its bytes in the file store.

    It is first turned upright by its EXIF mark, then by ``turns`` quarters clockwise, then cropped. ``consented_by``
    says who agreed to its being shown.
    """

    sha256: str
    file_name: str = ""
    caption: str = ""
    crop: Crop = WHOLE
    turns: int = 0
    consent: Consent = Consent.MISSING
    consented_by: str = ""

    @property
    def known_as(self) -> str:
        """What messages call it."""
        return self.caption or self.file_name or "照片"


@dataclass(frozen=True, slots=True)
class PictureRow:
    """Pictures shown together, in rows that fill the width."""

    pictures: tuple[Photo, ...]


Block = Heading | Paragraph | Items | Quote | Table | PictureRow


def photos(blocks: Iterable[Block]) -> Iterator[Photo]:
    """Every picture in order."""
    for block in blocks:
        if isinstance(block, PictureRow):
            yield from block.pictures


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text in order, figures not filled in."""
    for block in blocks:
        match block:
            case Heading(text):
                yield text
            case Paragraph(runs):
                yield text_of(runs)
            case Items(items):
                yield from map(text_of, items)
            case Quote(runs, said_by):
                yield text_of(runs)
                yield said_by
            case Table(rows):
                yield from (text_of(cell) for row in rows for cell in row)
            case PictureRow(pictures):
                yield from (photo.caption for photo in pictures)
