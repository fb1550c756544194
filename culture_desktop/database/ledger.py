"""The hash chain over scores, recusals, ballots, proposals and confirmed results, in the file.

Each transaction that writes such rows adds one link: the rows as they then stood and the reason (``rules.ledger`` says
how links hold together). Links hold ids, figures and hashes, never a person's name.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from culture_desktop.errors import CorrectionReasonMissingError
from culture_desktop.models import (
    Ballot,
    BallotMark,
    Certificate,
    FixedChoice,
    GradeCount,
    HistoryChange,
    Honour,
    LedgerLink,
    Objection,
    Recusal,
    Score,
    SelectionRun,
    VotingCandidate,
    VotingRound,
)
from culture_desktop.rules.ledger import START, Head, Link, Row, Rows, canonical, digest_of
from culture_desktop.vocabulary import ChangeKind

_COVERED = (
    *(Score, Recusal, Ballot, BallotMark, VotingRound, VotingCandidate, GradeCount),
    *(FixedChoice, SelectionRun, Objection, Honour, Certificate),
)
_TABLES = {model.__tablename__: model for model in _COVERED}
_LEFT_OUT = frozenset({"id", "created_at", "changed_at"})
# A person's name, whole lists of names, words that may name one.
_HASHED = frozenset({"judge", "result", "reason", "name", "contact", "content", "evidence", "handling"})
_JUST_PROPOSED = {"confirmed": 0}  # what confirming a proposal changes
_TALLIES = {VotingRound.__tablename__, VotingCandidate.__tablename__}  # rows that are there before they are counted
_BATCH = 500


def append(session: Session, first: int, last: int, label: str, reason: str) -> None:
    """Add the link of a transaction whose changes are numbered so, if it wrote anything of awards.

    Raises CorrectionReasonMissingError when it changes a score or a vote, or changes or removes a confirmed result,
    without a reason.
    """
    touched = session.execute(
        select(HistoryChange.table_name, HistoryChange.row_id, HistoryChange.kind, HistoryChange.before)
        .where(HistoryChange.id.between(first, last), HistoryChange.table_name.in_(_TABLES))
        .order_by(HistoryChange.id)
    ).all()
    if not touched:
        return
    if not reason.strip() and any(_needs_reason(*change) for change in touched):
        raise CorrectionReasonMissingError(what=label)
    ids: dict[str, set[int]] = {}
    for table, row_id, _kind, _before in touched:
        ids.setdefault(table, set()).add(row_id)
    _add(session, label, reason, canonical({table: _stored(session, table, ids[table]) for table in sorted(ids)}))


def begin_chain(session: Session, label: str) -> None:
    """Start the chain of a file that has awards and no link yet: an older version wrote it."""
    rows = {table: _stored(session, table, None) for table in sorted(_TABLES)}
    if any(rows.values()) and session.scalar(select(func.count()).select_from(LedgerLink)) == 0:
        _add(session, label, "", canonical(rows))


def links(session: Session) -> list[Link]:
    """Every link, in order, as it is in the file."""
    columns = (getattr(LedgerLink, name) for name in Link.__dataclass_fields__)
    return [Link(*row) for row in session.execute(select(*columns).order_by(LedgerLink.number))]


def head(session: Session) -> Head:
    """The last link; number 0 before the first."""
    statement = select(LedgerLink.number, LedgerLink.digest).order_by(LedgerLink.number.desc()).limit(1)
    found = session.execute(statement).one_or_none()
    return Head(*found) if found else Head(0, START)


def head_of(
    session: Session, model: type[Certificate | SelectionRun | VotingRound], ids: Collection[int]
) -> Head | None:
    """The link that last wrote one of these rows, which are still there: the state a paper about them states."""
    wanted = {str(key) for key in ids}
    table = model.__tablename__
    statement = select(LedgerLink).where(LedgerLink.content.contains(f'"{table}":'))
    for link in session.scalars(statement.order_by(LedgerLink.number.desc())):
        written = json.loads(link.content)[table]
        if any(written.get(key) for key in wanted):
            return Head(link.number, link.digest)
    return None


def current(session: Session) -> Rows:
    """The rows the chain covers, as they stand in the tables now."""
    return {table: _stored(session, table, None) for table in _TABLES}


def _add(session: Session, label: str, reason: str, content: str) -> None:
    last = head(session)
    link = Link(last.number + 1, datetime.now(), label, reason, content, "")
    session.execute(insert(LedgerLink).values(asdict(link) | {"digest": digest_of(last.digest, link)}))


def _needs_reason(table: str, _row_id: int, kind: ChangeKind, before: str | None) -> bool:
    """Whether this corrects what was scored or decided.

    Scores, votes and fixed choices may go with their nominee while nothing is decided; honours of earlier years are
    only taken over.
    """
    if kind is ChangeKind.INSERT:
        return False
    old: Mapping[str, Any] = json.loads(before or "{}")
    if kind is ChangeKind.UPDATE and table in _TALLIES:
        return any(value for name, value in old.items() if name not in _LEFT_OUT)
    if table == Objection.__tablename__:  # one that was closed is taken up again
        return old.get("conclusion") is not None
    if kind is ChangeKind.UPDATE:
        return table != SelectionRun.__tablename__ or old != _JUST_PROPOSED
    if table == SelectionRun.__tablename__:
        return bool(old["confirmed"])
    if table == FixedChoice.__tablename__:  # alone only by a service that asks for the reason
        return False
    return table == Certificate.__tablename__ or old.get("tier_id") is not None


def _stored(session: Session, table: str, ids: set[int] | None) -> dict[str, Row]:
    """Rows by id as they lie in the file, which is what the chain covers; None for those that are gone."""
    names = [column.name for column in _TABLES[table].__table__.columns if column.name not in _LEFT_OUT]
    query = f"SELECT id, {', '.join(names)} FROM {table}"
    connection = session.connection()
    found: dict[str, Row] = {}
    if ids is None:
        batches = [connection.exec_driver_sql(query)]
    else:
        found = {str(key): None for key in sorted(ids)}
        wanted = sorted(ids)
        batches = [
            connection.exec_driver_sql(f"{query} WHERE id IN ({','.join(map(str, wanted[at : at + _BATCH]))})")
            for at in range(0, len(wanted), _BATCH)
        ]
    for batch in batches:
        for key, *values in batch:
            found[str(key)] = {name: _shown(name, value) for name, value in zip(names, values, strict=True)}
    return found


def _shown(name: str, value: Any) -> Any:
    return f"sha256:{hashlib.sha256(str(value).encode()).hexdigest()}" if name in _HASHED else value
