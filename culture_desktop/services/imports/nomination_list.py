"""Judging the rows of 推荐表: whom they mean, whether their unit may put these forward, and how many."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.errors import NomineesOverQuotaError
from culture_desktop.models import Campaign, Nomination, Organisation, Person
from culture_desktop.services.awards.nomination_forms import UNIT
from culture_desktop.services.awards.queries import tiers_of
from culture_desktop.services.awards.quotas import nominated_by_unit, saved_quotas
from culture_desktop.services.imports import whom
from culture_desktop.services.imports.form_headings import form_heading
from culture_desktop.services.imports.named_organisations import NamedOrganisations
from culture_desktop.services.imports.preview import SHEET_STRIDE, FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRow, SourceRows
from culture_desktop.services.imports.units import unit_path
from culture_desktop.services.imports.whom import Meant, Outcome, Whom
from culture_desktop.services.imports.words import WordParser
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.services.people.postings import heads_on
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import CellError, text
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, EmploymentType, TierKind

PERSON, TEAM = "person_id", "team_id"
_SUBJECTS = {PERSON: TierKind.PERSON, TEAM: TierKind.TEAM}
_LONGEST_DEEDS = 10_000


def deeds(written: Cell) -> str:
    """Deeds with their paragraphs kept; raises CellError when they are too long."""
    lines = (text(line) for line in str(written).splitlines()) if isinstance(written, str) else (text(written),)
    found = "\n".join(filter(None, lines))
    if len(found) > _LONGEST_DEEDS:
        raise CellError(f"超过 {_LONGEST_DEEDS:,} 个字")
    return found


PARSERS: Mapping[str, Parser] = {
    **whom.PARSERS,
    "kind": WordParser(TierKind),
    "nominator": text,
    "deeds": deeds,
}


@dataclass(frozen=True, slots=True)
class PutForward:
    """What a quota counts of a row."""

    kind: TierKind
    unit_full_name: str
    employment: EmploymentType | None


class NominationList:
    """Judges the rows of all forms, in their order; nobody is put forward twice."""

    def __init__(self, session: Session, campaign: Campaign, source: SourceRows) -> None:
        self._session, self._campaign, self._source = session, campaign, source
        self._whom = Whom(session)
        self._teams = NamedOrganisations(session, ADMINISTRATIVE_KINDS)
        self._kinds = {tier.kind for tier in tiers_of(session, campaign)}
        self._units = [unit_path(form_heading(table, UNIT, campaign)) for table in source.tables]
        self._first: dict[tuple[str, int], int] = {}
        self._members: dict[str, int] | None = None
        self._held: dict[tuple[str, int | None], str] = {}
        columns = (Nomination.person_id, Nomination.team_id, Nomination.reason)
        for person_id, team_id, reason in session.execute(
            select(*columns).where(Nomination.campaign_id == campaign.id)
        ):
            self._held[(PERSON, person_id) if person_id is not None else (TEAM, team_id)] = reason

    def rows(self) -> Iterator[ImportRow]:
        """What each row would do; where a unit puts forward more than it may, all its new rows are refused."""
        rows = [self._judged(row) for row in self._source]
        new = [row for row in rows if row.verdict is Verdict.NEW]
        over = _overruns(self._session, self._campaign, new)
        for row in rows:
            sentence = over.get(row.row)
            problem = self._source.problem(row.row, "name", sentence) if sentence else None
            yield replace(row, verdict=Verdict.ERROR, problems=(problem,)) if problem else row

    def _judged(self, row: SourceRow) -> ImportRow:
        unit = self._unit(row)
        if not row.values.keys() & {"name", "number", "resident_id"}:
            row.refuse("name", "姓名为空；推荐集体的，请把集体名称写在这一列")
        kind: TierKind | None = row.values.get("kind")
        teams = [] if kind is TierKind.PERSON else self._named_teams(row, unit, certain=kind is TierKind.TEAM)
        if kind is TierKind.TEAM or teams:
            return self._of_team(row, teams, unit)
        return self._of_person(row, unit)

    def _unit(self, row: SourceRow) -> str:
        """The full name of the unit that puts forward: what the row says, or else its form; "" where neither does."""
        written = unit_path(row.values.get("nominator", "")) or self._units[_table_at(row)]
        if not written:
            return ""
        found = self._teams.find(written)
        if len(found) != 1:
            reason = "不止一个，请写全路径" if found else "不在组织机构里，请核对"
            row.refuse("nominator" if "nominator" in row.values else "name", f"推荐单位“{written}”{reason}")
            return ""
        return self._teams.full_name(found[0])

    def _named_teams(self, row: SourceRow, unit: str, *, certain: bool) -> list[int]:
        """The teams a row may mean, those of the unit before others; none where it means a person."""
        name = row.values.get("name", "")
        if not name or (not certain and row.values.keys() & {"number", "resident_id", "phone"}):
            return []
        path, place = unit_path(name), unit_path(row.values.get("unit", ""))
        found = self._teams.find(path)
        if place:
            exact = self._teams.find(f"{place}{SEPARATOR}{path}") or [
                key for key in found if self._teams.full_name(key).endswith(place)
            ]
            found = exact or found
        within = [key for key in found if unit and _below(self._teams.full_name(key), unit)]
        found = within or found
        if found and not certain and self._whom.knows(name):
            row.refuse("name", "个人与集体同名，请填类别")
        return found

    def _of_team(self, row: SourceRow, teams: Sequence[int], unit: str) -> ImportRow:
        name = row.values.get("name", "")
        if len(teams) > 1:
            row.refuse(
                "name", f"集体“{name}”不止一个（{'、'.join(map(self._teams.full_name, teams[:3]))}），请写全路径"
            )
        elif not teams:
            row.refuse("name", f"没有名为“{name}”的单位或班组，请核对")
        else:
            name = self._teams.full_name(teams[0])
            self._check(row, TEAM, teams[0], name, unit)
            if not self._team_members.get(name):
                row.refuse("name", f"集体“{name}”在 {self._campaign.as_of} 没有成员，不能推荐")
        values = _written(row, TEAM)
        if row.problems:
            return ImportRow(row.number, Verdict.ERROR, "", name, values, problems=tuple(row.problems))
        verdict, changes = self._outcome(TEAM, teams[0], values)
        return ImportRow(row.number, verdict, "", name, values, teams[0], changes)

    def _of_person(self, row: SourceRow, unit: str) -> ImportRow:
        meant = self._whom.meant(row)
        if unit and not meant.certain:
            # Of several of one name the form's own unit tells which.
            own = tuple(person for person in meant.people if _below(person.unit, unit))
            meant = Meant(own, len(own) == 1) if own else meant
        if meant.person is not None:
            self._check(row, PERSON, meant.person.id, meant.person.unit, unit)
        elif TierKind.PERSON not in self._kinds:
            row.refuse("name", "本次评选不评个人")
        values = _written(row, PERSON)
        return self._whom.import_row(row, meant, values, lambda person: self._outcome(PERSON, person, values))

    def _check(self, row: SourceRow, subject: str, key: int, place: str, unit: str) -> None:
        """Refuse what the campaign does not honour, who belongs elsewhere, and who stands here twice."""
        if _SUBJECTS[subject] not in self._kinds:
            row.refuse("name", f"本次评选不评{_SUBJECTS[subject].label}")
        if unit and not _below(place, unit):
            row.refuse("name", f"不属于推荐单位“{unit}”，属于“{place or '（未填部门）'}”")
        first = self._first.setdefault((subject, key), row.number)
        if first != row.number:
            row.refuse("name", f"与{self._source.place(first)}重复，同一对象只推荐一次")

    def _outcome(self, subject: str, key: int, values: Mapping[str, Any]) -> Outcome:
        held = self._held.get((subject, key))
        if held is None:
            return Verdict.NEW, ()
        said = values.get("deeds", "")
        if not said or said == deeds(held[:_LONGEST_DEEDS]):
            return Verdict.UNCHANGED, ()
        return Verdict.CHANGED, (FieldChange("deeds", "主要事迹", held, said),)

    @property
    def _team_members(self) -> Mapping[str, int]:
        """How many people each unit and all below it had as of the campaign, by full name; read when first asked."""
        if self._members is None:
            self._members = heads_on(self._session, self._campaign.as_of)
        return self._members


def require_quotas(session: Session, campaign: Campaign, new: Sequence[ImportRow]) -> None:
    """Raise NomineesOverQuotaError where rows, with what was decided about them, go beyond a unit's quota."""
    over = _overruns(session, campaign, new)
    if over:
        raise NomineesOverQuotaError(reason=next(iter(over.values())))


def _overruns(session: Session, campaign: Campaign, new: Sequence[ImportRow]) -> dict[int, str]:
    """By row, what is said of those that are more than their unit may put forward."""
    quotas = saved_quotas(session, campaign, ()).rows
    if not quotas or not new:
        return {}
    units = {quota.unit for quota in quotas}
    here = nominated_by_unit(units, _nominated(session, campaign))
    added = dict(zip((row.row for row in new), _put_forward(session, new), strict=True))
    counted = nominated_by_unit(units, added.values())
    found: dict[int, str] = {}
    for quota in quotas:
        key = (quota.unit, quota.kind, quota.pool)
        before, more = here.get(key, 0), counted.get(key, 0)
        if more and before + more > quota.nominees:
            already = f"，另已推荐 {before}" if before else ""
            said = f"“{quota.unit}”{quota.whom}可推荐 {quota.nominees}，表里新推荐 {more}{already}"
            said += f"，多 {before + more - quota.nominees}"
            found |= {row: said for row, one in added.items() if key in nominated_by_unit(units, (one,))}
    return found


def _put_forward(session: Session, rows: Sequence[ImportRow]) -> Iterator[PutForward]:
    """What quotas count of new rows, in their order."""
    ids = {subject: [row.target for row in rows if row.values["subject"] == subject] for subject in _SUBJECTS}
    people = (
        select(Person.id, func.coalesce(Organisation.full_name, ""), Person.employment)
        .outerjoin(Organisation, Organisation.id == Person.unit_id)
        .where(is_any_of(Person.id, ids[PERSON]))
    )
    known = {(PERSON, key): PutForward(TierKind.PERSON, unit, pool) for key, unit, pool in session.execute(people)}
    teams = select(Organisation.id, Organisation.full_name).where(is_any_of(Organisation.id, ids[TEAM]))
    known |= {(TEAM, key): PutForward(TierKind.TEAM, unit, None) for key, unit in session.execute(teams)}
    return (known[row.values["subject"], row.target or 0] for row in rows)


def _nominated(session: Session, campaign: Campaign) -> Iterator[PutForward]:
    people = (
        select(func.coalesce(Organisation.full_name, ""), Person.employment)
        .select_from(Nomination)
        .join(Person, Person.id == Nomination.person_id)
        .outerjoin(Organisation, Organisation.id == Person.unit_id)
    )
    for unit, pool in session.execute(people.where(Nomination.campaign_id == campaign.id)):
        yield PutForward(TierKind.PERSON, unit, pool)
    teams = select(Organisation.full_name).join(Nomination, Nomination.team_id == Organisation.id)
    for unit in session.scalars(teams.where(Nomination.campaign_id == campaign.id)):
        yield PutForward(TierKind.TEAM, unit, None)


def _written(row: SourceRow, subject: str) -> dict[str, Any]:
    given = {"deeds": row.values["deeds"]} if "deeds" in row.values else {}
    return {"subject": subject, **given}


def _below(place: str, unit: str) -> bool:
    return place == unit or place.startswith(f"{unit}{SEPARATOR}")


def _table_at(row: SourceRow) -> int:
    return row.number // SHEET_STRIDE
