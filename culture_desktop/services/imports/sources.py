"""What is remembered of lists that come again, known by the titles of their columns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import ListSource
from culture_desktop.spreadsheets.table import Table
from culture_desktop.spreadsheets.titles import normal
from culture_desktop.vocabulary import ImportMode, ListKind

_LONGEST_NAME = 255


@dataclass(frozen=True)
class Choices:
    """What was chosen for a source: field key -> column title ("" for none), columns kept as extra fields, and units
    as the list writes them -> organisation id, None for nowhere."""

    mapping: Mapping[str, str]
    extra: tuple[str, ...] = ()
    units: Mapping[str, int | None] | None = None
    mode: ImportMode = ImportMode.ADD_UPDATE


@dataclass(frozen=True)
class Remembered:
    """A source as it was last used."""

    id: int
    name: str
    signature: str
    used_at: datetime
    choices: Choices


def signature(titles: Collection[str]) -> str:
    """What lists with these column titles have in common, in whatever order they stand."""
    known = sorted({normal(title) for title in titles if title})
    return sha256("\n".join(known).encode()).hexdigest()


def signature_of(tables: Sequence[Table]) -> str:
    """The signature of a file, all its tables together."""
    return signature([title for table in tables for title in table.titles])


def recalled(session: Session, kind: ListKind) -> dict[str, Remembered]:
    """All sources of a kind by signature, the last used first."""
    found = session.scalars(select(ListSource).where(ListSource.kind == kind).order_by(ListSource.used_at.desc()))
    return {source.signature: _remembered(source) for source in found}


def remember(session: Session, kind: ListKind, name: str, signed: str, choices: Choices, moment: datetime) -> int:
    """Keep what was chosen for the source of this signature; returns its id."""
    source = session.scalar(select(ListSource).where(ListSource.kind == kind, ListSource.signature == signed))
    if source is None:
        source = ListSource(kind=kind, signature=signed)
        session.add(source)
    source.name, source.used_at = name[:_LONGEST_NAME], moment
    source.mapping, source.extra, source.mode = dict(choices.mapping), list(choices.extra), choices.mode
    source.units = dict(choices.units or {})
    session.flush()
    return source.id


def _remembered(source: ListSource) -> Remembered:
    units: dict[str, Any] = source.units
    choices = Choices(dict(source.mapping), tuple(source.extra), units, source.mode)
    return Remembered(source.id, source.name, source.signature, source.used_at, choices)
