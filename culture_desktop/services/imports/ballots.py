"""Importing ballots into a campaign, from either layout; who filled them in is never read.

Papers have a column per nominee, or one cell with the names of those voted for. Without a column of numbers they are
numbered by what they say, and all are written in an order drawn by lot: neither numbers nor rows follow the list.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from random import SystemRandom
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from culture_desktop.errors import HeaderNotFoundError
from culture_desktop.models import Ballot, BallotMark, Campaign, Nomination, VotingRound
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.awards.queries import require_campaign, require_open, tiers_of
from culture_desktop.services.awards.voting_reading import read_rounds
from culture_desktop.services.awards.voting_rows import RoundTerms
from culture_desktop.services.awards.voting_writing import add_round
from culture_desktop.services.imports.ballot_list import PREFIX, BallotList, held_ballots, nominee_keys, nominees_of
from culture_desktop.services.imports.list_import import ListImport
from culture_desktop.services.imports.preview import ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRows, stamp_of
from culture_desktop.services.imports.words import WordParser
from culture_desktop.services.results import Topic
from culture_desktop.spreadsheets.fields import Field, fields
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table
from culture_desktop.spreadsheets.values import CellError, parse_code, parse_integer, parse_text, text
from culture_desktop.vocabulary import BallotChoice, CampaignStep, ListKind, TierKind

_MOST_ROUNDS = 20
_WRITTEN = frozenset({Verdict.NEW, Verdict.CHANGED})
_LONGEST_CELL = 20_000


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
            nominees = nominees_of(session, require_campaign(session, into)) if into else []
        names = [nominee.name for nominee in nominees]
        columns = (
            Field(f"{PREFIX}{n.id}", n.name if names.count(n.name) == 1 else f"{n.name} {n.number}", (n.number,))
            for n in nominees
        )
        return (*columns, *fields(self.kind))

    @override
    def _claimed(self, table: Table, mapping: Mapping[str, str]) -> Table:
        if "chosen" not in table.columns and not nominee_keys(table):
            raise HeaderNotFoundError(name=table.sheet.file, needed="候选人（每人一列），或“同意的候选人”一列")
        return table

    @override
    def _parsers(self, session: Session, tables: Sequence[Table], into: str) -> Mapping[str, Parser]:
        known: dict[str, Parser] = {
            "number": parse_code,
            "round": _round,
            "chosen": lambda cell: parse_text(cell, _LONGEST_CELL),
        }
        keys = (key for table in tables for key in nominee_keys(table))
        return known | dict.fromkeys(keys, WordParser(BallotChoice))

    @override
    def _rows(self, session: Session, source: SourceRows, into: str) -> Iterable[ImportRow]:
        return BallotList(session, source, require_campaign(session, into)).rows()

    @override
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        campaign = require_campaign(session, into)
        held = tuple((key, tuple(sorted(marks.items()))) for key, (_, marks) in held_ballots(session, campaign).items())
        return (campaign.id, *stamp_of(session, Nomination), *stamp_of(session, VotingRound), hash(held))

    @override
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        campaign = require_open(session, into, CampaignStep.SCORING)
        progress(0, len(rows), "正在写入")
        written = [row for row in rows if row.verdict in _WRITTEN]
        SystemRandom().shuffle(written)
        new = [row for row in written if row.target is None]
        if new:
            _call_rounds(session, campaign, new)
            places = [{"round": row.values["round"], "number": row.number} for row in new]
            session.execute(insert(Ballot), [place | {"campaign_id": campaign.id} for place in places])
        held = held_ballots(session, campaign)
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


def _call_rounds(session: Session, campaign: Campaign, papers: Iterable[ImportRow]) -> None:
    """Make the rounds that the papers are of, where they are all about persons or all about teams.

    How many were present and how many papers were given out stays to be entered.
    """
    begun = {round_.number for round_ in read_rounds(session, campaign)} | {
        number for number, _ in held_ballots(session, campaign)
    }
    nominees = nominees_of(session, campaign)
    kinds = {nominee.id: nominee.kind for nominee in nominees}
    named: dict[int, set[TierKind]] = {}
    for row in papers:
        if row.values["round"] not in begun:
            named.setdefault(row.values["round"], set()).update(kinds[key] for key in row.values["marks"])
    for number, voted in sorted(named.items()):
        if len(voted) == 1:
            [kind] = voted
            places = sum(tier.seats for tier in tiers_of(session, campaign) if tier.kind is kind)
            terms = RoundTerms(f"第 {number} 轮投票", date.today(), places=max(places, 1))
            add_round(session, campaign, number, terms, [one.id for one in nominees if one.kind is kind])
