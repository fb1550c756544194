"""What a design is looked at with: the winners of a confirmed campaign, or people made up who say that they are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import takewhile
from pathlib import Path

from culture_desktop.documents.designs.assets import DOTS_PER_INCH
from culture_desktop.documents.designs.design import Design
from culture_desktop.documents.designs.elements import Fields, PictureElement
from culture_desktop.documents.designs.printer import Batch, write_design
from culture_desktop.documents.pdf_page import is_pdf, pdf_page
from culture_desktop.documents.pictures import layered
from culture_desktop.documents.text import spaced
from culture_desktop.errors import (
    CultureError,
    FileMissingError,
    FileUnreadableError,
    MissingGlyphsError,
    PictureUnreadableError,
    TextOverflowError,
)
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.certificates.winners import winners_fields
from culture_desktop.services.settings import UnitSettings

# Short and long, with the names that are hard to set: two characters, and a middle dot.
_PEOPLE = (
    ("示例", "示例一班"),
    ("示例人", "示例供电服务班"),
    ("示例提江·示例都热西提", "示例中心客户服务与电费核算联合班组"),
)
_SENTENCE = "在示例年度服务明星评选中，爱岗敬业，用心服务，表现突出，荣获“服务明星”称号。"
_LARGEST_PICTURE = 64_000_000  # bytes, as a design that is handed on may hold
_ON_SCREEN = 150  # dots an inch of a background: twice what a whole sheet on screen shows
_LOOK = 200  # px: enough to see that a picture can be read


@dataclass(frozen=True, slots=True)
class PreviewData:
    """Certificates to look at; ``title`` says whose they are."""

    title: str
    certificates: tuple[Fields, ...]


@dataclass(frozen=True, slots=True)
class PreviewSheet:
    """The PDF of one certificate, without what cannot be printed: the keys of that, and why.

    ``ground`` is a PDF that lies under it; empty where ``content`` is all.
    """

    content: bytes
    left_out: frozenset[str] = frozenset()
    problem: str = ""
    ground: bytes = b""


class PreviewSheets:
    """One sheet after the other of a design that is being edited.

    Pictures at the back that every certificate has are a PDF of their own, made anew only when they change: neither
    they nor their drawing are waited for when a text is edited.
    """

    def __init__(self) -> None:
        self._ground: Design | None = None
        self._content = b""

    def sheet(self, design: Design, files: Mapping[str, bytes], fields: Fields) -> PreviewSheet:
        """One certificate as it would be printed; what keeps it from being printed is left out and told."""
        ground, rest = _apart(design)
        if ground is None or not ground.assets <= files.keys():
            return preview_sheet(design, files, fields)
        if ground != self._ground:
            try:
                self._content = _written(ground, files, {}, _ON_SCREEN)
            except CultureError:
                return preview_sheet(design, files, fields)
            self._ground = ground
        return replace(preview_sheet(rest, files, fields), ground=self._content)


def _apart(design: Design) -> tuple[Design | None, Design]:
    """What is the same on every sheet up to the last picture of it, and what lies over that."""
    batch = Batch(design, ())
    back = list(takewhile(lambda element: element.hidden or batch.constant(element), design.elements))
    while back and not isinstance(back[-1], PictureElement):
        back.pop()
    if all(element.hidden for element in back):
        return None, design
    ground = Design(design.name, design.sheet, tuple(back))
    return ground, replace(design, elements=design.elements[len(back) :])


def preview_sheet(design: Design, files: Mapping[str, bytes], fields: Fields) -> PreviewSheet:
    """One certificate as it would be printed; what keeps it from being printed is left out and told."""
    try:
        return PreviewSheet(_written(design, files, fields))
    except (MissingGlyphsError, TextOverflowError) as error:
        bad, problem = Batch(design, [fields]).unprintable(fields), str(error)
    except CultureError as error:
        bad = frozenset(element.key for element in design.elements if isinstance(element, PictureElement))
        problem = str(error)
    rest = replace(design, elements=tuple(element for element in design.elements if element.key not in bad))
    try:
        return PreviewSheet(_written(rest, files, fields), bad, problem)
    except CultureError as error:  # a text and a picture at once
        bare = replace(rest, elements=tuple(e for e in rest.elements if not isinstance(e, PictureElement)))
        lost = frozenset(element.key for element in design.elements) - {element.key for element in bare.elements}
        bad = Batch(bare, [fields]).unprintable(fields)
        kept = replace(bare, elements=tuple(e for e in bare.elements if e.key not in bad))
        return PreviewSheet(_written(kept, {}, fields), lost | bad, str(error))


def read_picture(path: Path) -> bytes:
    """A file that a design can have as a picture, looked at whether it can be printed.

    Raises FileMissingError, FileUnreadableError or PictureUnreadableError.
    """
    if not path.is_file():
        raise FileMissingError(name=path.name)
    try:
        if path.stat().st_size > _LARGEST_PICTURE:
            raise PictureUnreadableError(name=path.name, reason="超过 64 MB")
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadableError(name=path.name) from error
    if is_pdf(content):
        pdf_page(content, path.name)
    else:
        layered(content, path.name, _LOOK)
    return content


def _written(design: Design, files: Mapping[str, bytes], fields: Fields, dots_per_inch: int = DOTS_PER_INCH) -> bytes:
    stream = BytesIO()
    write_design(design, [fields], stream, files=files, dots_per_inch=dots_per_inch)
    return stream.getvalue()


def winners_preview(board: CampaignBoard, settings: UnitSettings) -> PreviewData:
    """The winners of a confirmed campaign; errors as of ``winners_fields``."""
    return PreviewData(board.title, winners_fields(board, settings))


def sample_preview() -> PreviewData:
    """Three people made up, so named."""
    return PreviewData("示例数据", tuple(_sample(at, *person) for at, person in enumerate(_PEOPLE, start=1)))


def _sample(at: int, name: str, unit: str) -> Fields:
    number = f"示例〔2026〕{at} 号"
    return {
        "编号": number,
        "姓名": name,
        "称谓": f"{spaced(name)}同志：",
        "单位": unit,
        "单位全称": f"示例中心{unit}",
        "工号": f"示例{at:03d}",
        "类别": "个人",
        "称号": "服务明星",
        "评选": "示例年度服务明星评选",
        "正文": _SENTENCE,
        "颁发单位": "示例中心工会委员会",
        "颁发日期": "二〇二六年十二月一日",
        "二维码": f"{number}\n{name}",
    }
