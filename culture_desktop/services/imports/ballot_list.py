"""Judging a list of ballot papers, in its order: what each says of whom, and what would be written."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.models import Ballot, BallotMark, Campaign, Nomination, Organisation, Person
from culture_desktop.rules.names import normalise
from culture_desktop.services.awards.voting_reading import read_rounds
from culture_desktop.services.awards.voting_rows import Round
from culture_desktop.services.imports.preview import SHEET_STRIDE, FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.source import SourceRow, SourceRows
from culture_desktop.spreadsheets.table import Table
from culture_desktop.vocabulary import BallotChoice, TierKind, VotingKind

PREFIX = "nominee "
Marks = dict[int, BallotChoice]
_BETWEEN = re.compile(r"[┋;；、,，|｜\n]")
_STRANGER = "不是这一轮的候选对象"
_CHOICES = tuple(BallotChoice)


class BallotNominee(NamedTuple):
    """Whom a ballot may name."""

    id: int
    kind: TierKind
    number: str
    name: str


class BallotList:
    """Judges the papers of one list, in its order."""

    def __init__(self, session: Session, source: SourceRows, campaign: Campaign) -> None:
        self._source, self._held = source, held_ballots(session, campaign)
        self._nominees = {nominee.id: nominee for nominee in nominees_of(session, campaign)}
        self._columns = [{key: int(key.removeprefix(PREFIX)) for key in nominee_keys(t)} for t in source.tables]
        self._by_name: dict[str, list[BallotNominee]] = {}
        for nominee in self._nominees.values():
            for name in dict.fromkeys((nominee.name, nominee.number, f"{nominee.name}{nominee.number}")):
                self._by_name.setdefault(name, []).append(nominee)
        self._rounds = {round_.number: round_ for round_ in read_rounds(session, campaign)}
        self._room = {number: one.papers.returned - one.imported for number, one in self._rounds.items() if one.counted}
        self._names = [self._split(cell) for cell in source.column("chosen")]
        chosen = {n.kind for names in self._names for name in names for n in self._by_name.get(_plain(name), ())}
        # Whoever stands for the same and was not ticked was abstained from.
        self._standing = [n.id for n in self._nominees.values() if n.kind in chosen]
        self._first: dict[tuple[int, str], int] = {}

    def rows(self) -> Iterator[ImportRow]:
        """What each paper of the file would do."""
        papers = []
        for row, names in zip(self._source, self._names, strict=True):
            number = row.values.get("round", 1)
            papers.append((row, number, self._marks(row, names, self._rounds.get(number))))
        for (row, number, marks), name in zip(papers, self._numbers(papers), strict=True):
            yield self._judged(row, number, marks, name)

    def _numbers(self, papers: Sequence[tuple[SourceRow, int, Marks]]) -> list[str]:
        """The papers' own numbers; else their places in the order of what they say, within each round."""
        if "number" in self._source.keys:
            return [row.values.get("number") or "" for row, _, _ in papers]
        said = sorted((number, _said(marks), at) for at, (_, number, marks) in enumerate(papers))
        taken: Counter[int] = Counter()
        numbers = [""] * len(papers)
        for number, _, at in said:
            taken[number] += 1
            numbers[at] = str(taken[number])
        return numbers

    @staticmethod
    def _split(cell: str | None) -> list[str]:
        return [name for part in _BETWEEN.split(cell or "") if (name := part.strip())]

    def _marks(self, row: SourceRow, names: Sequence[str], round_: Round | None) -> Marks:
        if round_ is not None and (reason := _closed(round_)):
            row.refuse("round", reason)
            return {}
        standing = None if round_ is None else frozenset(one.nomination_id for one in round_.candidates)
        columns = self._columns[row.number // SHEET_STRIDE]
        return _marked(row, columns, standing) if columns else self._ticked(row, names, standing)

    def _judged(self, row: SourceRow, round_: int, marks: Marks, number: str) -> ImportRow:
        if not number:
            row.refuse("number", "票号为空")
        first = self._first.setdefault((round_, number), row.number)
        if first != row.number and number:
            row.refuse("number", f"票号与{self._source.place(first)}重复")
        self._take_room(row, round_, number)
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

    def _take_room(self, row: SourceRow, round_: int, number: str) -> None:
        """Of a round that is counted no more papers come in than came back."""
        if round_ in self._room and not row.problems and (round_, number) not in self._held:
            self._room[round_] -= 1
            if self._room[round_] < 0:
                returned = self._rounds[round_].papers.returned
                row.refuse("number", f"第 {round_} 轮登记收回 {returned} 张，选票已经够数")

    def _ticked(self, row: SourceRow, names: Sequence[str], standing: frozenset[int] | None) -> Marks:
        marks = dict.fromkeys(self._standing if standing is None else standing, BallotChoice.ABSTAIN)
        for name in names:
            found = self._by_name.get(_plain(name), [])
            if len(found) == 1 and standing is not None and found[0].id not in standing:
                row.refuse("chosen", f"“{name}”{_STRANGER}")
            elif len(found) == 1:
                marks[found[0].id] = BallotChoice.FOR
            else:
                reason = f"“{name}”不止一个，请连同工号写" if found else f"“{name}”不在本次评选的推荐名单里"
                row.refuse("chosen", reason)
        return marks


def _said(marks: Marks) -> tuple[tuple[int, int], ...]:
    """What a paper says, in an order of its own."""
    return tuple((key, _CHOICES.index(marks[key])) for key in sorted(marks))


def _closed(round_: Round) -> str:
    """Why no ballots can go into a round; empty when they can."""
    if round_.terms.kind is VotingKind.ASSESSMENT:
        return f"第 {round_.number} 轮是民主测评，按等次登记，没有选票可以导入"
    if round_.counted and not round_.imported:
        return f"第 {round_.number} 轮已按计票单登记，不再导入选票"
    return ""


def _marked(row: SourceRow, columns: Mapping[str, int], standing: frozenset[int] | None) -> Marks:
    """A column each: an empty cell abstains."""
    marks = {}
    for column, key in columns.items():
        if standing is None or key in standing:
            marks[key] = row.values.get(column, BallotChoice.ABSTAIN)
        elif column in row.values:
            row.refuse(column, _STRANGER)
    return marks


def _plain(name: str) -> str:
    """``王　静（1004）`` as it is looked up."""
    return normalise(re.sub(r"[（()）\s]", "", name)) if "/" not in name else name


def nominee_keys(table: Table) -> list[str]:
    """The columns of nominees in a table."""
    return [key for key in table.columns if key.startswith(PREFIX)]


def nominees_of(session: Session, campaign: Campaign) -> list[BallotNominee]:
    """Everybody nominated."""
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
        BallotNominee(key, TierKind.TEAM if person_id is None else TierKind.PERSON, number, name)
        for key, person_id, number, name in session.execute(statement)
    ]


def held_ballots(session: Session, campaign: Campaign) -> dict[tuple[int, str], tuple[int, Marks]]:
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
