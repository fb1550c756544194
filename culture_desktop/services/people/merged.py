"""Which records of people went into which. It stands outside the history: what was printed for a record that is gone
belongs to the one it went into for as long as it is gone, and to itself again once the merge is taken back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Person, StoreState

_KEY = "merged_people"


def note_merged(session: Session, gone_id: int, kept_id: int) -> None:
    """Remember that one record went into another."""
    session.merge(StoreState(key=_KEY, value={**_noted(session), str(gone_id): kept_id}))


def merged_into(session: Session) -> dict[int, frozenset[int]]:
    """Id -> the ids of all that went into it and are not on the books."""
    noted = {int(gone): kept for gone, kept in _noted(session).items()}
    back = set(session.scalars(select(Person.id).where(Person.id.in_(noted)))) if noted else set()
    found: dict[int, set[int]] = {}
    for gone in noted.keys() - back:
        kept = noted[gone]
        while kept in noted and kept not in back:
            kept = noted[kept]
        found.setdefault(kept, set()).add(gone)
    return {kept: frozenset(ids) for kept, ids in found.items()}


def _noted(session: Session) -> dict[str, int]:
    state = session.get(StoreState, _KEY)
    return {} if state is None else dict(state.value)
