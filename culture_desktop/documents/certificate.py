"""Certificates of honour: one sheet a person or team, thousands in a batch.

The frame and the title are drawn once and printed on every page, and so is every text that several certificates have.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.border import border_operators
from culture_desktop.documents.certificate_layout import HONOUR_A4, Box, CertificateLayout, Setting
from culture_desktop.documents.fonts import missing
from culture_desktop.documents.paper import MM, RED, Paper
from culture_desktop.documents.preflight import Problem, require
from culture_desktop.documents.qr import MAX_QR_BYTES, qr_operators
from culture_desktop.documents.text import distributed_space
from culture_desktop.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class CertificateContent:
    """What one certificate says, every text ready to print; ``name`` is who it is for, used in messages only.

    A person's salutation ends in 同志：, a team's does not: it comes ready. An empty ``qr_text`` prints no code.
    """

    number: str
    salutation: str
    body: str
    closing: str
    issuer: str
    date_text: str
    qr_text: str
    name: str


def write_certificates(
    contents: Sequence[CertificateContent],
    stream: BinaryIO,
    progress: Progress = silent,
    layout: CertificateLayout = HONOUR_A4,
    *,
    seal_outline: bool = False,
) -> None:
    """Writes one page for each content, in order.

    Nothing reaches the stream before all pages are drawn. Raises MissingGlyphsError or TextOverflowError, naming the
    people, before the first page. ``seal_outline`` marks with a dashed circle where the seal goes.
    """
    if not contents:
        raise ValueError("a batch needs at least one certificate")
    batch = _Batch(contents, layout)
    require(batch.problems())
    paper = Paper(layout.sheet, layout.heading)
    printer = _Printer(paper, layout, batch)
    shared = paper.keep(printer.shared(seal_outline=seal_outline))
    for done, content in enumerate(contents):
        progress(done, len(contents), f"正在生成第 {done + 1} 张证书")
        paper.add(shared)
        paper.add(printer.page(content))
        paper.next_page()
    paper.save(stream)
    progress(len(contents), len(contents), "证书已生成")


def preflight_certificates(
    contents: Sequence[CertificateContent], layout: CertificateLayout = HONOUR_A4
) -> tuple[Problem, ...]:
    """Every character that cannot be printed and every text that does not fit, with the person concerned."""
    return _Batch(contents, layout).problems()


def _texts(content: CertificateContent, layout: CertificateLayout) -> tuple[tuple[Box, str], ...]:
    """Each text of a certificate with its place."""
    running = f"{content.body}\n{content.closing}" if content.closing else content.body
    return (
        (layout.salutation, content.salutation),
        (layout.body, running),
        (layout.issuer, content.issuer),
        (layout.date, content.date_text),
        (layout.number, layout.number_prefix + content.number),
    )


class _Batch:
    """The texts of all certificates, each different one set once."""

    def __init__(self, contents: Sequence[CertificateContent], layout: CertificateLayout) -> None:
        self._contents = contents
        self._layout = layout
        self.uses: Counter[tuple[str, str]] = Counter()
        self.settings: dict[tuple[str, str], Setting | None] = {}

    def problems(self) -> tuple[Problem, ...]:
        """Sets every text and tells which cannot be printed."""
        absent: dict[tuple[str, str], str] = {}
        problems: list[Problem] = []
        for content in self._contents:
            for box, text in _texts(content, self._layout):
                key = box.label, text
                self.uses[key] += 1
                if key not in self.settings:
                    self.settings[key] = box.set(text)
                    absent[key] = missing("".join(text.splitlines()), box.face)
                if absent[key] or self.settings[key] is None:
                    problems.append(Problem(content.name, box.label, absent[key]))
            if len(content.qr_text.encode()) > MAX_QR_BYTES:
                problems.append(Problem(content.name, "二维码"))
        return tuple(problems)


class _Printer:
    """Turns contents into page operators."""

    def __init__(self, paper: Paper, layout: CertificateLayout, batch: _Batch) -> None:
        self._paper = paper
        self._layout = layout
        self._batch = batch
        self._drawings: dict[tuple[str, str], str] = {}

    def shared(self, *, seal_outline: bool) -> str:
        """What is the same on every sheet."""
        layout = self._layout
        place, width = layout.heading_place, layout.heading_width * MM
        space = distributed_space(layout.heading, place.face, place.size, width)
        heading = self._paper.text(
            place.x * MM - width / 2, place.y * MM, layout.heading, place.face, place.size, space=space, ink=place.ink
        )
        parts = [border_operators(layout.sheet, layout.rule_y), heading]
        if seal_outline:
            x, y = layout.seal_centre
            parts.append(self._paper.circle(x * MM, y * MM, layout.seal_diameter / 2 * MM, 0.6, RED))
        return "\n".join(parts)

    def page(self, content: CertificateContent) -> str:
        """The operators of one certificate."""
        drawn = [self._drawn(box, text) for box, text in _texts(content, self._layout)]
        if content.qr_text:
            left, top = self._layout.qr_corner
            side = self._layout.qr_side
            bottom = self._layout.sheet.height - (top + side) * MM
            drawn.append(qr_operators(content.qr_text, left * MM, bottom, side * MM))
        return "\n".join(drawn)

    def _drawn(self, box: Box, text: str) -> str:
        """The text's operators: those of a kept drawing when several certificates have it."""
        key = box.label, text
        if key not in self._drawings:
            setting = self._batch.settings[key]
            if setting is None:
                raise ValueError(f"{box.label} does not fit: check before printing")
            drawing = self._drawing(box, setting)
            self._drawings[key] = self._paper.keep(drawing) if self._batch.uses[key] > 1 else drawing
        return self._drawings[key]

    def _drawing(self, box: Box, setting: Setting) -> str:
        return "\n".join(
            self._paper.text(
                box.x * MM + line.start,
                box.y * MM + number * setting.pitch,
                line.text,
                box.face,
                setting.size,
                space=line.space,
                ink=box.ink,
            )
            for number, line in enumerate(setting.lines)
        )
