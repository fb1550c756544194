"""Numbers that went out on paper. They stand outside the history: no undo may let one go to somebody else."""

import itertools
from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.errors import InvalidFieldError
from culture_desktop.models import Certificate, PrintedCertificate, StoreState

CERTIFICATES = "certificates"


def given(session: Session, series: str) -> Mapping[str, str]:
    """The numbers of a series that were printed, each with whom or what it went to."""
    kept = session.get(StoreState, _key(series))
    return kept.value if kept is not None else {}


def note_given(session: Session, series: str, numbers: Mapping[str, str]) -> None:
    """Keep numbers for their holders."""
    if not numbers.items() <= given(session, series).items():
        session.merge(StoreState(key=_key(series), value={**given(session, series), **numbers}))


def free_certificate_numbers(session: Session, pattern: str, year: int) -> Iterator[str]:
    """Numbers of certificates that nobody has or ever had, in order: ``云工荣〔{year}〕{number}号`` filled in.

    Only these two fields are known. Raises InvalidFieldError for a pattern without ``{number}``.
    """
    if "{number}" not in pattern:
        raise InvalidFieldError(field="证书编号格式", value=pattern, expected="含 {number} 的格式")
    taken = {
        *given(session, CERTIFICATES),
        *session.scalars(select(Certificate.number)),
        *session.scalars(select(PrintedCertificate.number)),
    }
    dated = pattern.replace("{year}", str(year))
    every = (dated.replace("{number}", f"{number:03d}") for number in itertools.count(1))
    return (number for number in every if number not in taken)


def certificate_holder(campaign_id: int, tier: str, kind: str, subject_id: int) -> str:
    """Whom a certificate's number belongs to: a person or team in a tier of a campaign."""
    return f"{campaign_id}/{tier}/{kind}/{subject_id}"


def _key(series: str) -> str:
    return f"given:{series}"
