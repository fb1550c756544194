"""Importing ballots into a campaign, from either layout; who filled them in is never read.

Papers have a column per nominee, or one cell with the names of those voted for. Without a column of numbers they are
numbered as they come.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from culture_desktop.errors import HeaderNotFoundError
from culture_desktop.models import Ballot, BallotMark, Campaign, Nomination, Organisation, Person
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.rules.names import normalise
from culture_desktop.services.awards.queries import require_campaign, require_open
from culture_desktop.services.imports.list_import import ListImport
from culture_desktop.services.imports.preview import FieldChange, ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRow, SourceRows, stamp_of
from culture_desktop.services.imports.words import WordParser
from culture_desktop.services.results import Topic
from culture_desktop.spreadsheets.fields import Field, fields
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table
from culture_desktop.spreadsheets.values import CellError, parse_code, parse_integer, parse_text, text
from culture_desktop.vocabulary import BallotChoice, CampaignStep, ListKind, TierKind

_PREFIX = "nominee "
_BETWEEN = re.compile(r"[┋;；、,，|｜\n]")
_MOST_ROUNDS = 20
_WRITTEN = frozenset({Verdict.NEW, Verdict.CHANGED})
_LONGEST_CELL = 20_000
Marks = dict[int, BallotChoice]


class _Nominee(NamedTuple):
    id: int
    kind: TierKind
    number: str
    name: str


def _round(cell: Cell) -> int | None:
    number = parse_integer(text(cell).removeprefix("第").removesuffix("轮"))
    if number is not None and not 0 < number <= _MOST_ROUNDS:
        raise CellError(f"应为 1 到 {_MOST_ROUNDS} 的整数")
    return number


class BallotImportService(ListImport):
    """Ballots into the campaign whose code is ``into``; one that differs from what is on record is a correction."""

    kind = ListKind.BALLOT
    intention = "导入选票"
    topics = frozenset({Topic.AWARDS})

    @override
    def _fields(self, into: str) -> Sequence[Field]:
        with self._database.read() as session:
            nominees = _nominees(session, require_campaign(session, into)) if into else []
        names = [nominee.name for nominee in nominees]
        columns = (
            Field(f"{_PREFIX}{n.id}", n.name if names.count(n.name) == 1 else f"{n.name} {n.number}", (n.number,))
            for n in nominees
        )
        return (*columns, *fields(self.kind))

    @override
    def _claimed(self, table: Table, mapping: Mapping[str, str]) -> Table:
        if "chosen" not in table.columns and not _nominee_keys(table):
            raise HeaderNotFoundError(name=table.sheet.file, needed="候选人（每人一列），或“同意的候选人”一列")
        return table

    @override
    def _rows(self, session: Session, tables: Sequence[Table], into: str, progress: Progress) -> Iterable[ImportRow]:
        table, word = tables[0], WordParser(BallotChoice)
        known: dict[str, Parser] = {
            "number": parse_code,
            "round": _round,
            "chosen": lambda cell: parse_text(cell, _LONGEST_CELL),
        }
        parsers = known | dict.fromkeys(_nominee_keys(table), word)
        source = SourceRows(table, parsers, dict(self.fields(into)), progress)
        return _BallotList(session, source, table, require_campaign(session, into)).rows()

    @override
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        campaign = require_campaign(session, into)
        held = tuple((key, tuple(sorted(marks.items()))) for key, (_, marks) in _held(session, campaign).items())
        return (campaign.id, *stamp_of(session, Nomination), hash(held))

    @override
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        campaign = require_open(session, into, CampaignStep.SCORING)
        progress(0, len(rows), "正在写入")
        written = [row for row in rows if row.verdict in _WRITTEN]
        new = [row for row in written if row.target is None]
        if new:
            places = [{"round": row.values["round"], "number": row.number} for row in new]
            session.execute(insert(Ballot), [place | {"campaign_id": campaign.id} for place in places])
        held = _held(session, campaign)
        added: list[dict[str, Any]] = []
        for row in written:
            ballot_id, marks = held[row.values["round"], row.number]
            for nomination_id, choice in row.values["marks"].items():
                if nomination_id not in marks:
                    added.append({"ballot_id": ballot_id, "nomination_id": nomination_id, "choice": choice})
                elif marks[nomination_id] is not choice:
                    own = (BallotMark.ballot_id == ballot_id, BallotMark.nomination_id == nomination_id)
                    session.execute(update(BallotMark).where(*own).values(choice=choice))
        if added:
            session.execute(insert(BallotMark), added)
        return 0

    @override
    def _sentence(self, session: Session, into: str, report: ImportReport) -> str:
        return f"已记入 {report.new + report.changed:,} 张选票，没有保存投票人"

    @override
    @staticmethod
    def _place(row: ImportRow) -> Hashable:
        return row.values.get("round"), row.number


class _BallotList:
    """Judges the papers of one list, in its order."""

    def __init__(self, session: Session, source: SourceRows, table: Table, campaign: Campaign) -> None:
        self._source, self._held = source, _held(session, campaign)
        self._nominees = {nominee.id: nominee for nominee in _nominees(session, campaign)}
        self._columns = {key: int(key.removeprefix(_PREFIX)) for key in _nominee_keys(table)}
        self._by_name: dict[str, list[_Nominee]] = {}
        for nominee in self._nominees.values():
            for name in dict.fromkeys((nominee.name, nominee.number, f"{nominee.name}{nominee.number}")):
                self._by_name.setdefault(name, []).append(nominee)
        self._names = [self._split(cell) for cell in source.column("chosen")]
        chosen = {n.kind for names in self._names for name in names for n in self._by_name.get(_plain(name), ())}
        # Whoever stands for the same and was not ticked was abstained from.
        self._standing = [n.id for n in self._nominees.values() if n.kind in chosen]
        self._first: dict[tuple[int, str], int] = {}

    def rows(self) -> Iterator[ImportRow]:
        """What each paper of the file would do."""
        for position, (row, names) in enumerate(zip(self._source, self._names, strict=True), start=1):
            yield self._judged(row, names, position)

    @staticmethod
    def _split(cell: str | None) -> list[str]:
        return [name for part in _BETWEEN.split(cell or "") if (name := part.strip())]

    def _judged(self, row: SourceRow, names: Sequence[str], position: int) -> ImportRow:
        number, round_ = row.values.get("number"), row.values.get("round", 1)
        if number is None and "number" in self._source.keys:
            row.refuse("number", "票号为空")
        number = number or str(position)
        first = self._first.setdefault((round_, number), row.number)
        if first != row.number:
            row.refuse("number", f"票号与第 {first} 行重复")
        marks = self._ticked(row, names) if not self._columns else self._marked(row)
        values = {"round": round_, "marks": marks}
        if row.problems:
            return ImportRow(row.number, Verdict.ERROR, number, "", values, problems=tuple(row.problems))
        ballot_id, held = self._held.get((round_, number), (None, {}))
        if ballot_id is None:
            return ImportRow(row.number, Verdict.NEW, number, "", values)
        changes = tuple(
            FieldChange(str(key), self._nominees[key].name, held[key].label if key in held else "", choice.label)
            for key, choice in marks.items()
            if held.get(key) is not choice
        )
        verdict = Verdict.CHANGED if changes else Verdict.UNCHANGED
        return ImportRow(row.number, verdict, number, "", values, ballot_id, changes)

    def _marked(self, row: SourceRow) -> Marks:
        """A column each: an empty cell abstains."""
        return {key: row.values.get(column, BallotChoice.ABSTAIN) for column, key in self._columns.items()}

    def _ticked(self, row: SourceRow, names: Sequence[str]) -> Marks:
        marks = dict.fromkeys(self._standing, BallotChoice.ABSTAIN)
        for name in names:
            found = self._by_name.get(_plain(name), [])
            if len(found) == 1:
                marks[found[0].id] = BallotChoice.FOR
            else:
                reason = f"“{name}”不止一个，请连同工号写" if found else f"“{name}”不在本次评选的推荐名单里"
                row.refuse("chosen", reason)
        return marks


def _plain(name: str) -> str:
    """``王　静（1004）`` as it is looked up."""
    return normalise(re.sub(r"[（()）\s]", "", name)) if "/" not in name else name


def _nominee_keys(table: Table) -> list[str]:
    return [key for key in table.columns if key.startswith(_PREFIX)]


def _nominees(session: Session, campaign: Campaign) -> list[_Nominee]:
    name = func.coalesce(Person.name, Organisation.name)
    number = func.coalesce(Person.number, Organisation.full_name)
    statement = (
        select(Nomination.id, Nomination.person_id, number, name)
        .outerjoin(Person, Person.id == Nomination.person_id)
        .outerjoin(Organisation, Organisation.id == Nomination.team_id)
        .where(Nomination.campaign_id == campaign.id)
        .order_by(Nomination.id)
    )
    return [
        _Nominee(key, TierKind.TEAM if person_id is None else TierKind.PERSON, number, name)
        for key, person_id, number, name in session.execute(statement)
    ]


def _held(session: Session, campaign: Campaign) -> dict[tuple[int, str], tuple[int, Marks]]:
    """Round and number of every ballot on record: its id and what it says."""
    columns = (Ballot.round, Ballot.number, Ballot.id, BallotMark.nomination_id, BallotMark.choice)
    statement = select(*columns).outerjoin(BallotMark, BallotMark.ballot_id == Ballot.id)
    found: dict[tuple[int, str], tuple[int, Marks]] = {}
    ours = statement.where(Ballot.campaign_id == campaign.id).order_by(Ballot.id, BallotMark.id)
    for round_, number, ballot_id, nomination_id, choice in session.execute(ours):
        _, marks = found.setdefault((round_, number), (ballot_id, {}))
        if nomination_id is not None:
            marks[nomination_id] = choice
    return found
