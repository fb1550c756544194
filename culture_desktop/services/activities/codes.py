"""Codes of activities: the year and a running number."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Activity


def next_code(session: Session, year: int) -> str:
    """The code a new activity of the year gets: ``2026-048`` after ``2026-047``."""
    codes = session.scalars(select(Activity.code).where(Activity.code.startswith(f"{year}-"))).all()
    ends = [code.removeprefix(f"{year}-") for code in codes]
    # Digits that Unicode calls decimal are what int() reads; a code like "2026-春节" does not count.
    return f"{year}-{max((int(end) for end in ends if end.isdecimal()), default=0) + 1:03d}"
