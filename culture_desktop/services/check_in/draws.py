"""Lots drawn among those who came: prizes, groups, an order of appearance; each with its seed on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import Draw, Organisation, Participation, Person
from culture_desktop.rules import draws as rules
from culture_desktop.services.activities.queries import activity_by_id
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import Attendance, DrawKind

_CHANGED = frozenset({Topic.ACTIVITIES})
_LONGEST_SEED = 64
_LONGEST_TITLE = 128


@dataclass(frozen=True, slots=True)
class Drawn:
    """Somebody whom the lot fell on."""

    person_id: int
    number: str
    name: str
    unit: str


@dataclass(frozen=True)
class DrawRow:
    """A draw: under each heading (a prize, a group, or the order) who came out, in order.

    ``verified`` says that seed and pool give this result again.
    """

    id: int
    kind: DrawKind
    title: str
    seed: str
    drawn_at: datetime
    pool: int
    results: tuple[tuple[str, tuple[Drawn, ...]], ...]
    verified: bool


class DrawService:
    """Draws once and keeps what came out; nothing is drawn again in its place."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pool_size(self, activity_id: int) -> int:
        """How many came, who are all in the pot."""
        with self._database.read() as session:
            return len(_pool(session, activity_id))

    def draw_prizes(
        self, activity_id: int, title: str, prizes: Sequence[tuple[str, int]], seed: str, now: datetime
    ) -> Done[DrawRow]:
        """Draw winners of each prize (its name, how many), the first prize first; nobody wins two."""
        parameters = {"headings": [name for name, _ in prizes], "counts": [count for _, count in prizes]}
        return self._draw(activity_id, DrawKind.PRIZE, title, parameters, seed, now)

    def draw_groups(
        self, activity_id: int, title: str, count: int, seed: str, now: datetime, *, mixed: bool = True
    ) -> Done[DrawRow]:
        """Deal everybody to groups, ``mixed`` by unit; who is in which is noted with the participation."""
        headings = [f"第{number}组" for number in range(1, count + 1)]
        return self._draw(activity_id, DrawKind.GROUPS, title, {"headings": headings, "mixed": mixed}, seed, now)

    def draw_order(self, activity_id: int, title: str, seed: str, now: datetime) -> Done[DrawRow]:
        """Draw in which order everybody appears."""
        return self._draw(activity_id, DrawKind.ORDER, title, {"headings": ["出场顺序"]}, seed, now)

    def rows(self, activity_id: int) -> tuple[DrawRow, ...]:
        """The draws of an activity, the last first."""
        statement = select(Draw).where(Draw.activity_id == activity_id).order_by(Draw.id.desc())
        with self._database.read() as session:
            return tuple(_row(session, draw) for draw in session.scalars(statement))

    def _draw(
        self, activity_id: int, kind: DrawKind, title: str, parameters: dict[str, Any], seed: str, now: datetime
    ) -> Done[DrawRow]:
        title, seed = title.strip(), seed.strip()
        for field, value, longest in (("名称", title, _LONGEST_TITLE), ("种子", seed, _LONGEST_SEED)):
            if not 1 <= len(value) <= longest:
                raise InvalidFieldError(field=field, value=value[:longest], expected=f"1 到 {longest} 个字")
        with self._database.begin(f"{kind.label}：{title}") as session:
            activity_by_id(session, activity_id)
            pool = _pool(session, activity_id)
            if kind is DrawKind.GROUPS and parameters["mixed"]:
                parameters = {**parameters, "units": [unit for _, unit in pool]}
            ids = [person for person, _ in pool]
            try:
                result = _outcome(kind, ids, seed, parameters)
            except ValueError:
                needed = sum(parameters.get("counts", [len(parameters["headings"])]))
                raise InvalidFieldError(field="人数", value=needed, expected=f"不超过到场的 {len(ids)} 人") from None
            draw = Draw(
                activity_id=activity_id,
                kind=kind,
                title=title,
                seed=seed,
                pool=ids,
                parameters=parameters,
                result=result,
                drawn_at=now,
            )
            session.add(draw)
            session.flush()
            if kind is DrawKind.GROUPS:
                _note_groups(session, activity_id, parameters["headings"], result)
            row = _row(session, draw)
        return Done(row, _CHANGED, f"已从 {len(ids)} 人中抽出，种子 {seed} 已存档")


def _pool(session: Session, activity_id: int) -> list[tuple[int, int | None]]:
    """Who came, by staff number, with their unit."""
    statement = (
        select(Person.id, Person.unit_id)
        .join(Participation, Participation.person_id == Person.id)
        .where(Participation.activity_id == activity_id, Participation.attendance == Attendance.ATTENDED)
        .order_by(Person.number)
    )
    return [(row.id, row.unit_id) for row in session.execute(statement)]


def _outcome(kind: DrawKind, ids: Sequence[int], seed: str, parameters: dict[str, Any]) -> list[list[int]]:
    if kind is DrawKind.PRIZE:
        found: Sequence[Sequence[int]] = rules.winners(ids, seed, parameters["counts"])
    elif kind is DrawKind.GROUPS:
        found = rules.groups(ids, seed, len(parameters["headings"]), parameters.get("units", ()))
    elif ids:
        found = (rules.drawn(ids, seed),)
    else:
        raise RecordMissingError(what="到场的人", key="签到")
    return [list(one) for one in found]


def _note_groups(session: Session, activity_id: int, headings: Sequence[str], result: list[list[int]]) -> None:
    for heading, people in zip(headings, result, strict=True):
        session.execute(
            update(Participation)
            .where(Participation.activity_id == activity_id, is_any_of(Participation.person_id, people))
            .values(team=heading)
        )


def _row(session: Session, draw: Draw) -> DrawRow:
    ids = {person for people in draw.result for person in people}
    statement = (
        select(Person.id, Person.number, Person.name, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Person.unit_id)
        .where(is_any_of(Person.id, ids))
    )
    known = {row[0]: Drawn(row[0], row[1], row[2], row[3] or "") for row in session.execute(statement)}
    headings = draw.parameters["headings"]
    results = tuple(
        (heading, tuple(known[person] for person in people if person in known))
        for heading, people in zip(headings, draw.result, strict=True)
    )
    verified = _outcome(draw.kind, draw.pool, draw.seed, draw.parameters) == draw.result
    return DrawRow(draw.id, draw.kind, draw.title, draw.seed, draw.drawn_at, len(draw.pool), results, verified)
