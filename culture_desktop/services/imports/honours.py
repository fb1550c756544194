"""Importing who was honoured in past years, persons and teams: they count as earlier honours from then on."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from culture_desktop.models import Honour, Organisation, Person
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.imports import whom
from culture_desktop.services.imports.list_import import ListImport, rows_to
from culture_desktop.services.imports.named_organisations import NamedOrganisations
from culture_desktop.services.imports.preview import ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRow, SourceRows, stamp_of
from culture_desktop.services.imports.units import unit_path
from culture_desktop.services.imports.whom import Outcome, Whom
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.services.results import Topic
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table
from culture_desktop.spreadsheets.values import parse_date, parse_text, text
from culture_desktop.vocabulary import ListKind, OrganisationKind

_BATCH = 5000
_LONGEST_TITLE = 128
_YEAR = re.compile(r"((?:19|20)\d{2})(?:\.0)?(?:年|年度)?")
_PERSON, _TEAM = "person_id", "team_id"


def _granted(cell: Cell) -> date | int | None:
    """A day, or a year alone as a number."""
    year = _YEAR.fullmatch(text(cell))
    return int(year[1]) if year else parse_date(cell)


PARSERS: Mapping[str, Parser] = {
    **whom.PARSERS,
    "title": lambda cell: parse_text(cell, _LONGEST_TITLE),
    "granted_on": _granted,
    "year": _granted,
}


class HonourImportService(ListImport):
    """Honours of past years in. A year alone stands for its last day; an honour that is there is not written again."""

    kind = ListKind.HONOUR
    intention = "导入历年荣誉"
    topics = frozenset({Topic.PEOPLE, Topic.AWARDS})
    needs_one_of = ("granted_on", "year")

    @override
    def _parsers(self, session: Session, tables: Sequence[Table], into: str) -> Mapping[str, Parser]:
        return PARSERS

    @override
    def _rows(self, session: Session, source: SourceRows, into: str) -> Iterable[ImportRow]:
        return _HonourList(session, source).rows()

    @override
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        return stamp_of(session, Person, Organisation, Honour)

    @override
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        new = [
            {_PERSON: None, _TEAM: None, row.values["subject"]: row.target}
            | {"title": row.values["title"], "granted_on": row.values["granted_on"]}
            for row in rows_to(rows, Verdict.NEW)
        ]
        for start in range(0, len(new), _BATCH):
            progress(start, len(new), "正在写入")
            session.execute(insert(Honour), new[start : start + _BATCH])
        return 0

    @override
    def _sentence(self, session: Session, into: str, report: ImportReport) -> str:
        return f"已登记 {report.new:,} 项荣誉"

    @override
    @staticmethod
    def _place(row: ImportRow) -> Hashable:
        return row.target, *(row.values[key] for key in ("subject", "title", "granted_on"))


class _HonourList:
    """Judges the rows of one list, in its order."""

    def __init__(self, session: Session, source: SourceRows) -> None:
        self._source, self._whom = source, Whom(session)
        self._teams = NamedOrganisations(session, tuple(OrganisationKind))
        self._held: dict[tuple[str, int, str], set[date]] = {}
        columns = (Honour.person_id, Honour.team_id, Honour.title, Honour.granted_on)
        for person_id, team_id, title, granted_on in session.execute(select(*columns)):
            subject = (_TEAM, team_id) if team_id is not None else (_PERSON, person_id or 0)
            self._held.setdefault((*subject, title), set()).add(granted_on)

    def rows(self) -> Iterator[ImportRow]:
        """What each row of the file would do."""
        return map(self._judged, self._source)

    def _judged(self, row: SourceRow) -> ImportRow:
        values = row.values
        if "title" not in values:
            row.refuse("title", "荣誉称号为空")
        if not row.values.keys() & {"name", "number", "resident_id"}:
            row.refuse("name", "姓名为空；授予集体的，请把集体名称写在姓名一列")
        granted = values.get("granted_on") or values.get("year")
        if granted is None:
            row.refuse("granted_on" if row.has_column("granted_on") else "year", "授予日期为空")
        written = {
            "title": values.get("title", ""),
            "granted_on": date(granted, 12, 31) if isinstance(granted, int) else granted,
            "year_only": isinstance(granted, int),
        }
        teams = self._team(row)
        judged = self._of_team(row, written, teams[0]) if teams else self._of_person(row, written)
        if judged.verdict is Verdict.NEW and judged.target is not None:
            # The same honour once more in the same list says nothing new either.
            key = (judged.values["subject"], judged.target, written["title"])
            self._held.setdefault(key, set()).add(written["granted_on"])
        return judged

    def _team(self, row: SourceRow) -> list[int]:
        """The team a row names; nothing where it names a person. Refuses what may be either, or one of several."""
        name, unit = row.values.get("name", ""), unit_path(row.values.get("unit", ""))
        if "number" in row.values or "resident_id" in row.values or not name:
            return []
        path = unit_path(name)
        found = self._teams.find(unit) if unit.rpartition(SEPARATOR)[2] == path else []
        found = found or (self._teams.find(f"{unit}{SEPARATOR}{path}") if unit else []) or self._teams.find(path)
        if found and self._whom.knows(name):
            row.refuse("name", "个人与集体同名，请填工号，或写集体的全路径")
        elif len(found) > 1:
            places = "、".join(map(self._teams.full_name, found[:3]))
            row.refuse("name", f"集体“{name}”不止一个（{places}），请写全路径")
        return found[:1]

    def _of_team(self, row: SourceRow, written: Mapping[str, Any], team: int) -> ImportRow:
        name, values = self._teams.full_name(team), {**written, "subject": _TEAM}
        if row.problems:
            return ImportRow(row.number, Verdict.ERROR, "", name, values, problems=tuple(row.problems))
        verdict, changes = self._outcome(_TEAM, team, written)
        return ImportRow(row.number, verdict, "", name, values, team, changes)

    def _of_person(self, row: SourceRow, written: Mapping[str, Any]) -> ImportRow:
        meant, values = self._whom.meant(row), {**written, "subject": _PERSON}
        return self._whom.import_row(row, meant, values, lambda person: self._outcome(_PERSON, person, written))

    def _outcome(self, subject: str, key: int, written: Mapping[str, Any]) -> Outcome:
        held = self._held.get((subject, key, written["title"]), set())
        day: date = written["granted_on"]
        known = any(one.year == day.year for one in held) if written["year_only"] else day in held
        return (Verdict.UNCHANGED if known else Verdict.NEW), ()
