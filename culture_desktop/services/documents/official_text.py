"""An official paper from what the user wrote: plain text or Markdown, its headings told by their numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from culture_desktop.documents.annex import Annex
from culture_desktop.documents.official_paper import OfficialContent, Paragraph
from culture_desktop.errors import InvalidFieldError, PaperIncompleteError
from culture_desktop.services.documents.bound_files import BoundFile
from culture_desktop.services.documents.wording import document_number
from culture_desktop.services.settings import UnitSettings, require_setting
from culture_desktop.vocabulary import DocumentKind, chinese_date

NUMBERED = (DocumentKind.CIRCULAR, DocumentKind.DECISION, DocumentKind.REQUEST, DocumentKind.REPORT)
OFFICIAL_KINDS = (*NUMBERED, DocumentKind.NOTICE, DocumentKind.PLAN, DocumentKind.SUMMARY)
_ADDRESSED = frozenset({DocumentKind.CIRCULAR, DocumentKind.REQUEST, DocumentKind.REPORT})
UPWARDS = frozenset({DocumentKind.REQUEST, DocumentKind.REPORT})
_LONGEST_TITLE, _LONGEST_TEXT = 100, 200_000  # characters

_NUMERALS = "[〇一二三四五六七八九十百]+"
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (f"{_NUMERALS}、", f"[（(]{_NUMERALS}[）)]", r"\d{1,3}(?:[．、]|\.(?!\d))", r"[（(]\d{1,3}[）)]")
)
_MARKDOWN = re.compile(r"^\s*(?:#{1,6}\s+|[-*+]\s+|>\s?)|\*\*|__|`")


@dataclass(frozen=True, slots=True)
class OfficialDraft:
    """What the user wrote. ``recipients`` and ``copies_to`` are units in one line, ``signer`` of 请示 and 报告.

    ``attachments`` are only named; files that are ``bound`` in come after them.
    """

    kind: DocumentKind
    title: str
    text: str
    day: date
    recipients: str = ""
    signer: str = ""
    attachments: tuple[str, ...] = ()
    bound: tuple[BoundFile, ...] = ()
    copies_to: str = ""
    sealed: bool = True


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs, one a line, each with the level that its number tells; Markdown's marks are left out."""
    lines = (_MARKDOWN.sub("", line).strip() for line in text.splitlines())
    return tuple(Paragraph(line, _level(line)) for line in lines if line)


def _level(line: str) -> int:
    return next((level for level, pattern in enumerate(_LEVELS, start=1) if pattern.match(line)), 0)


def require_complete(draft: OfficialDraft, settings: UnitSettings) -> None:
    """Raises PaperIncompleteError, SettingMissingError or InvalidFieldError for what the paper cannot do without."""
    wanted = [("标题", draft.title), ("正文", draft.text)]
    wanted += [("主送机关", draft.recipients)] if draft.kind in _ADDRESSED else []
    wanted += [("签发人", draft.signer)] if draft.kind in UPWARDS else []
    absent = [what for what, value in wanted if not value.strip()]
    if absent:
        raise PaperIncompleteError(kind=draft.kind.label, what="、".join(absent))
    if len(draft.title.strip()) > _LONGEST_TITLE:
        shown, expected = f"{draft.title.strip()[:10]}…", f"{_LONGEST_TITLE} 字以内的文字"
        raise InvalidFieldError(field="标题", value=shown, expected=expected)
    if len(draft.text) > _LONGEST_TEXT:
        expected = f"{_LONGEST_TEXT} 字以内的文字"
        raise InvalidFieldError(field="正文", value=f"{draft.text[:10]}…", expected=expected)
    require_setting(settings, "issuer", "unit_name")
    if draft.kind in NUMBERED:
        require_setting(settings, "decision_prefix")


def official_content(
    draft: OfficialDraft, settings: UnitSettings, sequence: int | None, bound: Sequence[Annex] = ()
) -> OfficialContent:
    """The content of a complete draft; ``sequence`` is its place in the year's register, where its kind has one.

    ``bound`` are the draft's files as they were read.
    """
    issuer, day = require_setting(settings, "issuer", "unit_name"), chinese_date(draft.day)
    recipients, copies = draft.recipients.strip().rstrip("：:"), draft.copies_to.strip().rstrip("。.")
    content = OfficialContent(
        kind=draft.kind.label,
        title=" ".join(draft.title.split()),
        paragraphs=paragraphs(draft.text),
        issuer=issuer,
        date=day,
        recipients=f"{recipients}：" if recipients else "",
        attachments=(*_named(draft.attachments), *(annex.name for annex in bound)),
        bound=tuple(bound),
        sealed=draft.sealed,
    )
    if sequence is None:
        return content
    return replace(
        content,
        mark=issuer,
        number=document_number(require_setting(settings, "decision_prefix"), draft.day.year, sequence),
        signer=draft.signer.strip() if draft.kind in UPWARDS else "",
        note=_contact(settings) if draft.kind is DocumentKind.REQUEST else "",
        copies_to=f"{copies}。" if copies else "",
        printed_by=issuer,
        printed_on=day,
    )


def _named(attachments: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip().rstrip("。；;") for name in attachments if name.strip())


def _contact(settings: UnitSettings) -> str:
    known = (("联系人", settings.contact_person), ("电话", settings.contact_phone))
    return "，".join(f"{title}：{value.strip()}" for title, value in known if value.strip())
