"""The name of a person in what briefings say: counted, and taken out."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session

from culture_desktop.documents.text import spaced
from culture_desktop.models import Briefing, BriefingActivity, Participation, UnsavedBriefing
from culture_desktop.services.people.mentions import Traces, namesakes
from culture_desktop.services.people.stored_runs import in_texts

_HEAD = ("title", "editor", "report_to", "send_to", "issue_to")


def naming_briefings(session: Session, traces: Traces) -> Sequence[Briefing]:
    """Briefings that name the person, also in what is kept of them unsaved; with a namesake on the books, those of
    activities in which the person took part.
    """
    unsaved = select(UnsavedBriefing.briefing_id).where(
        or_(*(cast(UnsavedBriefing.draft, String).contains(name, autoescape=True) for name in _forms(traces)))
    )
    columns = (cast(Briefing.content, String), *(getattr(Briefing, name) for name in _HEAD))
    named = (column.contains(name, autoescape=True) for column in columns for name in _forms(traces))
    statement = select(Briefing).where(or_(*named, Briefing.id.in_(unsaved)))
    if namesakes(session, traces):
        told = select(BriefingActivity.briefing_id).join(
            Participation, Participation.activity_id == BriefingActivity.activity_id
        )
        statement = statement.where(Briefing.id.in_(told.where(Participation.person_id == traces.person_id)))
    return session.scalars(statement.order_by(Briefing.id)).all()


def forget_in_briefings(session: Session, briefings: Sequence[Briefing], traces: Traces, placeholder: str) -> None:
    """Put the placeholder in the place of the name."""

    def nameless(text: str) -> str:
        for name in _forms(traces):
            text = text.replace(name, placeholder)
        return text

    for briefing in briefings:
        briefing.content = _changed(briefing.content, nameless)
        for name in _HEAD:
            setattr(briefing, name, nameless(getattr(briefing, name)))
        unsaved = session.get(UnsavedBriefing, briefing.id)
        if unsaved is not None:
            unsaved.draft = _changed(unsaved.draft, nameless)


def _changed(value: dict[str, Any], change: Any) -> dict[str, Any]:
    found = in_texts(value, change)
    assert isinstance(found, dict)
    return found


def _forms(traces: Traces) -> tuple[str, ...]:
    """The name as it is written, and set apart as lists set it."""
    return tuple(dict.fromkeys((traces.name, spaced(traces.name))))
