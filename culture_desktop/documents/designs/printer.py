"""A design printed for many: what is the same on every sheet is drawn once, and so is every text that recurs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import BinaryIO

from culture_desktop.documents.codes import code_operators, printable
from culture_desktop.documents.designs.assets import DOTS_PER_INCH, Assets
from culture_desktop.documents.designs.calibration import Calibration
from culture_desktop.documents.designs.crop_marks import crop_marks
from culture_desktop.documents.designs.design import Design
from culture_desktop.documents.designs.elements import (
    AnyElement,
    CodeElement,
    Fields,
    OrnamentElement,
    PictureElement,
    RuleElement,
    TextElement,
)
from culture_desktop.documents.designs.fields import Phrase
from culture_desktop.documents.designs.setting import Setting, set_text, typeface
from culture_desktop.documents.font_report import FontReport, reported
from culture_desktop.documents.fonts import Typeface, missing, typefaces
from culture_desktop.documents.ornaments import Inks, ornament
from culture_desktop.documents.paper import MM, Paper, Size, colour
from culture_desktop.documents.preflight import Problem, require
from culture_desktop.progress import Progress, silent

NAME = "姓名"  # the field that messages call a certificate by


def write_design(
    design: Design,
    certificates: Sequence[Fields],
    stream: BinaryIO,
    progress: Progress = silent,
    *,
    files: Mapping[str, bytes] | None = None,
    overprint: bool = False,
    calibration: Calibration | None = None,
    trial: str = "",
    dots_per_inch: int = DOTS_PER_INCH,
) -> None:
    """Writes one page for the fields of each certificate, in order.

    ``files`` are the design's pictures by SHA-256. ``overprint`` prints only what a prepared sheet lacks, where
    ``calibration`` says that this printer puts it. ``trial`` makes test sheets, with crop marks and rulers, and stands at
    their foot. Pictures are no finer than ``dots_per_inch``. Nothing reaches the stream before all pages are drawn. Raises
    MissingGlyphsError or TextOverflowError, naming the people, and PictureUnreadableError, before the first page.
    """
    part = DesignPart(design, certificates, files or {}, dots_per_inch)
    write_designs([part], stream, progress, overprint=overprint, calibration=calibration, trial=trial)


@dataclass(frozen=True)
class DesignPart:
    """Certificates that follow one design, in order; ``files`` are its pictures by SHA-256, as fine as is needed."""

    design: Design
    certificates: Sequence[Fields]
    files: Mapping[str, bytes] = field(default_factory=dict)
    dots_per_inch: int = DOTS_PER_INCH


def write_designs(
    parts: Sequence[DesignPart],
    stream: BinaryIO,
    progress: Progress = silent,
    *,
    overprint: bool = False,
    calibration: Calibration | None = None,
    trial: str = "",
) -> None:
    """The same for certificates of several designs in one file, each page as large as its design's sheet."""
    if not parts or not all(part.certificates for part in parts):
        raise ValueError("a batch needs at least one certificate")
    batches = [Batch(part.design, part.certificates, overprint=overprint) for part in parts]
    require([problem for batch in batches for problem in batch.problems()])
    paper = Paper(_size(parts[0].design), parts[0].design.name)
    done, total = 0, sum(len(part.certificates) for part in parts)
    for part, batch in zip(parts, batches, strict=True):
        paper.size = _size(part.design)
        printer = _Printer(paper, batch, Assets(part.files, part.dots_per_inch))
        correction = "" if calibration is None or calibration.none else calibration.operators(paper.size)
        marks = paper.keep(crop_marks(paper, part.design.sheet, trial)) if trial else ""
        for fields in part.certificates:
            progress(done, total, f"正在生成第 {done + 1} 张证书")
            for before in filter(None, (correction, marks)):
                paper.add(before)
            paper.add(printer.page(fields))
            paper.next_page()
            done += 1
    paper.save(stream)
    progress(total, total, "证书已生成")


def _size(design: Design) -> Size:
    return Size(design.sheet.width * MM, design.sheet.height * MM)


class Batch:
    """The texts of all certificates, each different one set once."""

    def __init__(self, design: Design, certificates: Sequence[Fields], *, overprint: bool = False) -> None:
        shown = (e for e in design.elements if not e.hidden and (e.overprint or not overprint))
        self.elements = tuple(shown)
        self._phrases = {
            e.key: Phrase(e.content, spaced=isinstance(e, TextElement) and e.spaced)
            for e in self.elements
            if isinstance(e, TextElement | CodeElement)
        }
        self.varying = tuple(element for element in self.elements if not self.constant(element))
        self.uses: Counter[tuple[str, str]] = Counter()
        self.settings: dict[tuple[str, str], Setting | None] = {}
        self._certificates = certificates

    def problems(self) -> tuple[Problem, ...]:
        """Sets every text and tells which cannot be printed, with whom it is for."""
        problems: list[Problem] = []
        faults: dict[tuple[str, str], str | None] = {}
        for element in self.elements:
            if not self.constant(element):
                continue
            fault = self._fault(element, (element.key, self.text(element, {})))
            if fault is not None:
                problems.append(Problem("每一张", element.name, fault))
        for number, fields in enumerate(self._certificates, start=1):
            for key, element in self.printed(fields):
                self.uses[key] += 1
                if key not in faults:
                    faults[key] = self._fault(element, key)
                fault = faults[key]
                if fault is not None:
                    problems.append(Problem(fields.get(NAME) or f"第 {number} 张", element.name, fault, number))
        return tuple(problems)

    def fonts(self) -> FontReport:
        """What the texts that were checked will be drawn with, and what will stand in for what."""
        faces = {element.key: typeface(element) for element in self.elements if isinstance(element, TextElement)}
        characters: dict[Typeface, dict[str, None]] = {face: {} for face in faces.values()}
        for key, text in self.settings:
            characters[faces[key]] |= dict.fromkeys("".join(text.splitlines()))
        return reported(characters, typefaces())

    def unprintable(self, fields: Fields) -> frozenset[str]:
        """The keys of the elements that keep one certificate from being printed."""
        printed = (e for e in self.elements if e.when is None or e.when.holds(fields))
        return frozenset(e.key for e in printed if self._fault(e, (e.key, self.text(e, fields))) is not None)

    def printed(self, fields: Fields) -> Iterator[tuple[tuple[str, str], AnyElement]]:
        """What one certificate prints beside what all have: each element with its key and text."""
        for element in self.varying:
            if element.when is None or element.when.holds(fields):
                yield (element.key, self.text(element, fields)), element

    def text(self, element: AnyElement, fields: Fields) -> str:
        """What an element says; nothing, if it is no text."""
        phrase = self._phrases.get(element.key)
        return phrase.filled(fields) if phrase else ""

    def constant(self, element: AnyElement) -> bool:
        """Whether every certificate prints the same there."""
        phrase = self._phrases.get(element.key)
        return element.when is None and (phrase is None or phrase.constant)

    def _fault(self, element: AnyElement, key: tuple[str, str]) -> str | None:
        """The characters that no font has, empty where the text does not fit, None where all is well."""
        text = key[1]
        if isinstance(element, CodeElement):
            return None if not text or printable(text, element.symbology) else ""
        if not isinstance(element, TextElement):
            return None
        self.settings[key] = set_text(element, text)
        absent = missing("".join(text.splitlines()), typeface(element))
        return absent or (None if self.settings[key] else "")


class _Printer:
    """Turns fields into page operators, elements in the order of the design."""

    def __init__(self, paper: Paper, batch: Batch, assets: Assets) -> None:
        self._paper, self._batch, self._assets = paper, batch, assets
        self._drawings: dict[tuple[str, str], str] = {}
        self._grounds = [""]  # what all certificates have behind each varying element, and in front of the last
        for constant, elements in groupby(batch.elements, key=batch.constant):
            if constant:
                drawn = "\n".join(filter(None, (self._drawing(e, batch.text(e, {})) for e in elements)))
                self._grounds[-1] = paper.keep(drawn) if drawn else ""
            else:
                self._grounds += [""] * len(list(elements))
        self._places = {element.key: at for at, element in enumerate(batch.varying)}

    def page(self, fields: Fields) -> str:
        """The operators of one certificate."""
        layers, at = [], 0
        for key, element in self._batch.printed(fields):
            place = self._places[element.key]
            layers += self._grounds[at : place + 1]
            layers.append(self._drawings.get(key) or self._drawn(key, element))
            at = place + 1
        layers += self._grounds[at:]
        return "\n".join(filter(None, layers))

    def _drawn(self, key: tuple[str, str], element: AnyElement) -> str:
        """The operators of a text: those of a kept drawing when several certificates have it."""
        drawing = self._drawing(element, key[1])
        if drawing and self._batch.uses[key] > 1:
            drawing = self._drawings[key] = self._paper.keep(drawing)
        return drawing

    def _drawing(self, element: AnyElement, text: str) -> str:
        match element:
            case TextElement():
                return self._set(element, text)
            case CodeElement():
                return self._code(element, text)
            case OrnamentElement():
                return self._ornament(element)
            case PictureElement():
                return self._assets.operators(self._paper, element)
            case RuleElement():
                return self._rule(element)

    def _set(self, element: TextElement, text: str) -> str:
        setting = self._batch.settings.get((element.key, text)) or set_text(element, text)
        if setting is None:
            raise ValueError(f"{element.name} does not fit: check before printing")
        left, top, ink = element.x * MM, element.y * MM, colour(element.ink)
        return "\n".join(
            self._paper.text(
                left + line.x,
                top + line.y,
                line.text,
                typeface(element),
                setting.size,
                space=line.space,
                ink=ink,
                turned=line.turned,
            )
            for line in setting.lines
            if line.text
        )

    def _code(self, element: CodeElement, text: str) -> str:
        if not text:
            return ""
        bottom = self._paper.size.height - (element.y + element.height) * MM
        place = element.x * MM, bottom, element.width * MM, element.height * MM
        return f"q {colour(element.ink).fill} {code_operators(text, element.symbology, *place)} Q"

    def _ornament(self, element: OrnamentElement) -> str:
        inks = Inks(colour(element.ink), colour(element.second_ink))
        drawn = ornament(element.style, element.width, element.height, inks)
        return f"q {self._in_mm(element.x, element.y)}\n{drawn}\nQ"

    def _rule(self, element: RuleElement) -> str:
        dash = f"[{element.dash:.3f}] 0 d " if element.dash else ""
        if element.width >= element.height:
            ends = f"0 {element.height / 2:.3f} m {element.width:.3f} {element.height / 2:.3f} l"
        else:
            ends = f"{element.width / 2:.3f} 0 m {element.width / 2:.3f} {element.height:.3f} l"
        pen = f"{colour(element.ink).stroke} {element.thickness:.3f} w {dash}"
        return f"q {self._in_mm(element.x, element.y)} {pen}{ends} S Q"

    def _in_mm(self, x: float, y: float) -> str:
        """The operator from which on lengths are mm, downwards from x, y."""
        return f"{MM:.6f} 0 0 {-MM:.6f} {x * MM:.3f} {self._paper.size.height - y * MM:.3f} cm"
