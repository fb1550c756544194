"""Importing what departments answered: the lists that went out to them, or any list with nominee, opinion and day."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from culture_desktop.errors import InvalidFieldError
from culture_desktop.models import Campaign, Nomination, Opinion
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.awards.nominee_rows import OpinionRow
from culture_desktop.services.awards.opinions import DEPARTMENT, Answer, check_answer, opinions_of
from culture_desktop.services.awards.queries import require_campaign, require_open
from culture_desktop.services.imports.form_headings import form_heading
from culture_desktop.services.imports.list_import import ListImport, rows_to
from culture_desktop.services.imports.preview import (
    SHEET_STRIDE,
    FieldChange,
    ImportReport,
    ImportRow,
    Verdict,
)
from culture_desktop.services.imports.source import Parser, SourceRow, SourceRows, stamp_of
from culture_desktop.services.imports.words import WordParser
from culture_desktop.services.results import Topic
from culture_desktop.spreadsheets.table import Table
from culture_desktop.spreadsheets.values import parse_code, parse_date, parse_name, parse_text, text
from culture_desktop.vocabulary import CampaignStep, ListKind, OpinionVerdict

_LONGEST = 2_000
_PARSERS: Mapping[str, Parser] = {
    "number": parse_code,
    "name": parse_name,
    "department": text,
    "verdict": WordParser(OpinionVerdict),
    "text": lambda cell: parse_text(cell, _LONGEST),
    "answered_on": parse_date,
}


class OpinionImportService(ListImport):
    """Answers into the campaign whose code is ``into``; only what was asked is answered."""

    kind = ListKind.OPINION
    intention = "导入部门意见"
    topics = frozenset({Topic.AWARDS})
    several = True

    @override
    def _parsers(self, session: Session, tables: Sequence[Table], into: str) -> Mapping[str, Parser]:
        return _PARSERS

    @override
    def _rows(self, session: Session, source: SourceRows, into: str) -> Iterable[ImportRow]:
        return _Answers(session, require_campaign(session, into), source).rows()

    @override
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        return (into, *stamp_of(session, Nomination, Opinion))

    @override
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        require_open(session, into, CampaignStep.ELIGIBILITY)
        for done, row in enumerate((*rows_to(rows, Verdict.NEW), *rows_to(rows, Verdict.CHANGED))):
            progress(done, len(rows), "正在写入")
            session.execute(update(Opinion).where(Opinion.id == row.target).values(**row.values))
        return 0

    @override
    def _sentence(self, session: Session, into: str, report: ImportReport) -> str:
        return f"已登记 {report.new + report.changed:,} 条部门意见"

    @override
    @staticmethod
    def _place(row: ImportRow) -> Hashable:
        return row.target


class _Answers:
    """Judges the rows of all lists, in their order; a department answers once about a nominee."""

    def __init__(self, session: Session, campaign: Campaign, source: SourceRows) -> None:
        self._source, self._today = source, date.today()
        self._departments = [form_heading(table, DEPARTMENT, campaign) for table in source.tables]
        self._asked: dict[tuple[str, str], list[OpinionRow]] = {}
        for row in opinions_of(session, campaign):
            for name in {row.number, row.name}:
                self._asked.setdefault((row.department, name), []).append(row)
        self._known = {department for department, _name in self._asked}
        self._first: dict[int, int] = {}

    def rows(self) -> Iterator[ImportRow]:
        """What each row would do."""
        return map(self._judged, self._source)

    def _judged(self, row: SourceRow) -> ImportRow:
        asked = self._opinion(row)
        number = asked.number if asked else row.values.get("number", "")
        name = asked.name if asked else row.values.get("name", "")
        values = self._written(row, asked) if asked is not None else {}
        if row.problems or asked is None:
            return ImportRow(row.number, Verdict.ERROR, number, name, values, problems=tuple(row.problems))
        verdict, changes = _outcome(asked, values)
        return ImportRow(row.number, verdict, number, name, values, asked.id, changes)

    def _opinion(self, row: SourceRow) -> OpinionRow | None:
        """What the row answers; refuses a row that answers nothing that was asked."""
        department = row.values.get("department", "") or self._departments[row.number // SHEET_STRIDE]
        if department not in self._known:
            said = f"没有向“{department}”征求过意见" if department else "没有写明是哪个部门答复的"
            row.refuse("department" if "department" in row.values else "name", said)
            return None
        key = row.values.get("number") or row.values.get("name", "")
        found = self._asked.get((department, key), [])
        if len(found) != 1:
            said = "不止一人，请填工号" if found else f"没有就此对象向“{department}”征求过意见"
            row.refuse("number" if "number" in row.values else "name", said)
            return None
        asked = found[0]
        if row.values.get("name", asked.name) not in (asked.name, asked.number):
            row.refuse("name", f"{key} 是“{asked.name}”，与姓名不符")
        first = self._first.setdefault(asked.id, row.number)
        if first != row.number:
            row.refuse("name", f"与{self._source.place(first)}重复")
        return asked

    def _written(self, row: SourceRow, asked: OpinionRow) -> dict[str, Any]:
        """The answer as it is stored; nothing where the department has not said anything."""
        verdict: OpinionVerdict | None = row.values.get("verdict")
        words = row.values.get("text", "")
        if verdict is None:
            if words or "answered_on" in row.values:
                row.refuse("verdict", "意见为空")
            return {}
        day: date = row.values.get("answered_on") or asked.answered_on or self._today
        if day < asked.asked_on:
            row.refuse("answered_on", f"早于征求日期 {asked.asked_on}")
        try:
            check_answer(Answer(verdict, words, day))
        except InvalidFieldError as error:
            row.refuse("text", f"应为{error.data['expected']}")
        return {"verdict": verdict, "text": words, "answered_on": day}


def _outcome(asked: OpinionRow, values: Mapping[str, Any]) -> tuple[Verdict, tuple[FieldChange, ...]]:
    if not values:
        return Verdict.UNCHANGED, ()
    if asked.verdict is None:
        return Verdict.NEW, ()
    held = (asked.verdict, " ".join(asked.text.split()), asked.answered_on)
    if held == (values["verdict"], values["text"], values["answered_on"]):
        return Verdict.UNCHANGED, ()
    before, after = (f"{one[0].label} {one[1]}".strip() for one in (held, (values["verdict"], values["text"])))
    return Verdict.CHANGED, (FieldChange("verdict", asked.department, before, after),)
