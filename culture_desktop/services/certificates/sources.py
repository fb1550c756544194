"""Where the people of a batch of certificates come from beside a list file: a campaign, anniversaries, an activity."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import NobodyListedError
from culture_desktop.models import Organisation, Participation, PastPosting, Person
from culture_desktop.rules.milestones import YEARS, Away, counted_from, milestone_in
from culture_desktop.services.activities.queries import require_activity
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.queries import require_campaign
from culture_desktop.services.certificates.winners import winners_fields
from culture_desktop.services.given_numbers import certificate_holder
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import Attendance, PersonStatus, TierKind, numeral, numeral_date

_IDS = 500  # in one statement


@dataclass(frozen=True, slots=True)
class Listed:
    """One certificate to be: what is known for it, and of whom.

    ``holder`` says whose its number is; empty: of whoever the certificate says the same of.
    """

    fields: Mapping[str, str]
    person_id: int | None = None
    holder: str = ""


@dataclass(frozen=True, slots=True)
class ChosenPeople:
    """People picked out elsewhere, who are to get certificates."""

    ids: tuple[int, ...]


@dataclass(frozen=True)
class CertificateList:
    """The certificates of a batch before their design; each has all ``columns``."""

    title: str
    entries: tuple[Listed, ...]
    columns: tuple[str, ...]
    campaign_id: int | None = None


@dataclass(frozen=True)
class Takers:
    """Whom of an activity: those who came, those with a result, those in some roles; else everybody on its list."""

    attended: bool = False
    placed: bool = False
    roles: Collection[str] = ()


_EVERYBODY = Takers()


class CertificateSourceService:
    """Finds them; each raises NobodyListedError where it is nobody."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def campaign(self, code: str, settings: UnitSettings) -> CertificateList:
        """The winners of a confirmed campaign, with the numbers they have."""
        with self._database.read() as session:
            board = read_board(session, require_campaign(session, code))
        found = zip(winners_fields(board, settings), board.standing, strict=True)
        entries = tuple(
            Listed(
                fields,
                winner.subject_id if winner.kind is TierKind.PERSON else None,
                certificate_holder(board.id, winner.tier, winner.kind.value, winner.subject_id),
            )
            for fields, winner in found
        )
        return _list(board.title, entries, board.id)

    def milestones(self, year: int, years: Collection[int] = YEARS) -> CertificateList:
        """Those on the books whose anniversary of service falls in a year, by years and day."""
        with self._database.read() as session:
            away = _away(session)
            statement = _people().where(Person.status == PersonStatus.ACTIVE, Person.hire_date.is_not(None))
            found = []
            for person, unit, full_name in session.execute(statement):
                start = counted_from(person.hire_date, away.get(person.id, ()))
                milestone = milestone_in(year, start, years)
                if milestone is not None:
                    found.append((milestone, person, unit, full_name))
            found.sort(key=lambda one: (-one[0].years, one[0].on, one[1].number))
            entries = tuple(
                Listed(
                    {**_of(person, unit, full_name), **_served(milestone.years, numeral_date(milestone.on))},
                    person.id,
                    f"milestone/{person.id}/{milestone.years}",
                )
                for milestone, person, unit, full_name in found
            )
        return _list(f"{year} 年司龄纪念", entries)

    def activity(self, code: str, takers: Takers = _EVERYBODY) -> CertificateList:
        """The participants of an activity, by staff number."""
        with self._database.read() as session:
            activity = require_activity(session, code)
            statement = (
                _people(Participation)
                .join(Participation, Participation.person_id == Person.id)
                .where(Participation.activity_id == activity.id)
            )
            if takers.attended:
                statement = statement.where(Participation.attendance == Attendance.ATTENDED)
            if takers.placed:
                statement = statement.where(Participation.result != "")
            entries = tuple(
                Listed(
                    {**_of(person, unit, full_name), **_took_part(activity.title, taken)},
                    person.id,
                    f"activity/{activity.id}/{person.id}/{taken.result}",
                )
                for person, unit, full_name, taken in session.execute(statement.order_by(Person.number))
                if not takers.roles or taken.role.value in takers.roles
            )
            return _list(activity.title, entries)

    def people(self, ids: Sequence[int]) -> CertificateList:
        """Some people, in this order."""
        known = {}
        with self._database.read() as session:
            for at in range(0, len(ids), _IDS):
                statement = _people().where(Person.id.in_(ids[at : at + _IDS]))
                known.update({person.id: _of(person, *unit) for person, *unit in session.execute(statement)})
        return _list("所选人员", tuple(Listed(known[one], one) for one in ids if one in known))


def _list(title: str, entries: tuple[Listed, ...], campaign_id: int | None = None) -> CertificateList:
    if not entries:
        raise NobodyListedError(title=title)
    return CertificateList(title, entries, tuple(entries[0].fields), campaign_id)


def _people(*more: type) -> Select[*tuple[Any, ...]]:
    """People with the name and the full name of their unit, and more columns."""
    statement: Select[*tuple[Any, ...]] = select(Person, Organisation.name, Organisation.full_name, *more)
    return statement.outerjoin(Organisation, Organisation.id == Person.unit_id)


def _of(person: Person, unit: str | None, full_name: str | None) -> dict[str, str]:
    whole = (full_name or "").replace("/", "")
    return {"姓名": person.name, "单位": unit or "", "单位全称": whole, "工号": person.number, "类别": "个人"}


def _served(years: int, day: str) -> dict[str, str]:
    told = numeral(years)
    return {
        "称号": f"{told}年司龄纪念",
        "正文": f"入职以来爱岗敬业，默默奉献，至{day}服务满{told}年，特发此证，以资纪念。",
        "年限": str(years),
        "周年日期": day,
    }


def _took_part(title: str, taken: Participation) -> dict[str, str]:
    won = f"在“{title}”活动中获得“{taken.result}”，特发此证，以资鼓励。"
    came = f"在“{title}”活动中积极{_VERBS.get(taken.role.value, '参与')}，特发此证，以资纪念。"
    return {
        "称号": taken.result or f"“{title}”纪念",
        "正文": won if taken.result else came,
        "活动": title,
        "角色": taken.role.label,
        "成绩": taken.result,
    }


_VERBS = {"speaker": "主讲", "host": "组织", "judge": "担任评委", "volunteer": "提供志愿服务"}


def _away(session: Session) -> Mapping[int, tuple[Away, ...]]:
    """The time people were away between two postings, by person."""
    statement = (
        select(PastPosting.person_id, PastPosting.starts, PastPosting.ends, Person.unit_since)
        .join(Person, Person.id == PastPosting.person_id)
        .order_by(PastPosting.person_id, PastPosting.ends)
    )
    postings: defaultdict[int, list[tuple[date | None, date, date | None]]] = defaultdict(list)
    for person_id, starts, ends, since in session.execute(statement):
        postings[person_id].append((starts, ends, since))
    return {person_id: tuple(_gaps(spans)) for person_id, spans in postings.items()}


def _gaps(spans: Sequence[tuple[date | None, date, date | None]]) -> Iterator[Away]:
    for at, (_starts, ends, since) in enumerate(spans):
        begins = spans[at + 1][0] if at + 1 < len(spans) else since
        if begins is not None and begins > ends:
            yield Away(ends, begins)
