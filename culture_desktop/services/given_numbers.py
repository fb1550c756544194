"""Numbers that went out on paper. They stand outside the history: no undo may let one go to somebody else."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from culture_desktop.models import StoreState

CERTIFICATES = "certificates"


def given(session: Session, series: str) -> Mapping[str, str]:
    """The numbers of a series that were printed, each with whom or what it went to."""
    kept = session.get(StoreState, _key(series))
    return kept.value if kept is not None else {}


def note_given(session: Session, series: str, numbers: Mapping[str, str]) -> None:
    """Keep numbers for their holders."""
    if not numbers.items() <= given(session, series).items():
        session.merge(StoreState(key=_key(series), value={**given(session, series), **numbers}))


def certificate_holder(campaign_id: int, tier: str, kind: str, subject_id: int) -> str:
    """Whom a certificate's number belongs to: a person or team in a tier of a campaign."""
    return f"{campaign_id}/{tier}/{kind}/{subject_id}"


def _key(series: str) -> str:
    return f"given:{series}"
