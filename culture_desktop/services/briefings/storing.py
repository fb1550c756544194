"""Briefings between their rows and what is written of them."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.documents.briefings.blocks import Photo, photos
from culture_desktop.documents.briefings.reading import blocks_from_dict, blocks_to_dict, trusted_blocks
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import Briefing, BriefingPicture
from culture_desktop.services.briefings.rows import BriefingDraft, BriefingNumber

# What a column holds as it is; the blocks are ``content``.
HEAD = tuple(field.name for field in fields(BriefingDraft) if field.name != "blocks")
_LONGEST = {"masthead": ("简报名称", 64), "title": ("标题", 128), "editor": ("编者", 128)}
_LONGEST_FOOT = 1000
_FOOT = {"report_to": "报", "send_to": "送", "issue_to": "发"}
_MOST_COPIES = 9999
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def require_briefing(session: Session, briefing_id: int) -> Briefing:
    """The briefing, or RecordMissingError."""
    briefing = session.get(Briefing, briefing_id)
    if briefing is None:
        raise RecordMissingError(what="简报", key=briefing_id)
    return briefing


def draft_of(briefing: Briefing) -> BriefingDraft:
    """What is written of a briefing; raises BriefingTooNewError."""
    head = {name: getattr(briefing, name) for name in HEAD}
    return BriefingDraft(**head, blocks=trusted_blocks(briefing.content))


def number_of(briefing: Briefing) -> BriefingNumber | None:
    """The number it was issued under."""
    if briefing.year is None or briefing.sequence is None:
        return None
    return BriefingNumber(briefing.year, briefing.sequence, briefing.total, briefing.supplement)


def write_draft(session: Session, briefing: Briefing, draft: BriefingDraft) -> None:
    """Put what was written into the row, and its pictures among those at hand."""
    for name in HEAD:
        setattr(briefing, name, getattr(draft, name))
    briefing.content = blocks_to_dict(draft.blocks)
    session.flush()
    keep_pictures(session, briefing.id, photos(draft.blocks))


def keep_pictures(session: Session, briefing_id: int, wanted: Iterable[Photo]) -> None:
    """Enter pictures that a briefing does not have at hand yet."""
    known = set(session.scalars(select(BriefingPicture.sha256).where(BriefingPicture.briefing_id == briefing_id)))
    new = {photo.sha256: photo.file_name for photo in wanted if photo.sha256 not in known}
    session.add_all(BriefingPicture(briefing_id=briefing_id, sha256=key, file_name=name) for key, name in new.items())
    session.flush()


def checked(draft: BriefingDraft) -> BriefingDraft:
    """The draft without outer spaces; raises InvalidFieldError or BriefingBrokenError for what cannot be stored."""
    texts: dict[str, Any] = {name: " ".join(getattr(draft, name).split()) for name in (*_LONGEST, *_FOOT)}
    draft = replace(draft, **texts)
    for name, (title, most) in _LONGEST.items():
        value = texts[name]
        if len(value) > most or (not value and name != "editor"):
            expected = f"{'' if name == 'editor' else '不为空、'}{most} 字以内的文字"
            raise InvalidFieldError(field=title, value=f"{value[:10]}…" if value else "空白", expected=expected)
    for name, title in _FOOT.items():
        if len(texts[name]) > _LONGEST_FOOT:
            raise InvalidFieldError(field=title, value=f"{texts[name][:10]}…", expected=f"{_LONGEST_FOOT} 字以内的文字")
    if not 1 <= draft.copies <= _MOST_COPIES:
        raise InvalidFieldError(field="份数", value=draft.copies, expected=f"1 到 {_MOST_COPIES} 的整数")
    if not _FIRST_YEAR <= draft.day.year <= _LAST_YEAR:
        raise InvalidFieldError(field="日期", value=draft.day, expected=f"{_FIRST_YEAR} 到 {_LAST_YEAR} 年的日期")
    blocks_from_dict(blocks_to_dict(draft.blocks))
    return draft


def draft_to_dict(draft: BriefingDraft) -> dict[str, Any]:
    """What is being written, as JSON holds it."""
    head = {name: getattr(draft, name) for name in HEAD}
    return {**head, "day": draft.day.isoformat(), "content": blocks_to_dict(draft.blocks)}


def draft_from_dict(value: dict[str, Any]) -> BriefingDraft:
    """The same back; raises BriefingTooNewError."""
    head = {name: value[name] for name in HEAD}
    return BriefingDraft(**{**head, "day": date.fromisoformat(head["day"])}, blocks=trusted_blocks(value["content"]))
