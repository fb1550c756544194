"""Rounds of voting and of peer assessment: called, counted, corrected with a reason, and decided by a second round.

What was counted is in the history and in the hash chain. Ballots name nobody: a round holds how many papers there were
and what they say, never whose they are.
"""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import BallotsInvalidError, StepBlockedError
from culture_desktop.models import Campaign, VotingRound
from culture_desktop.rules.records import Record
from culture_desktop.rules.tally import Papers
from culture_desktop.rules.voting_plan import voting_plans
from culture_desktop.services.awards.queries import require_campaign, require_open, tiers_of
from culture_desktop.services.awards.voting_checks import (
    LONGEST_TITLE,
    check_round_papers,
    check_terms,
    standing_in,
    with_grades,
    with_votes,
)
from culture_desktop.services.awards.voting_reading import boxes_of, read_rounds, require_round
from culture_desktop.services.awards.voting_rows import Marks, Round, RoundTerms, Voting
from culture_desktop.services.awards.voting_writing import (
    add_round,
    next_number,
    write_grades,
    write_papers,
    write_votes,
)
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import CampaignStep, Grade, MajorityOf, TierKind, VotingKind

_CHANGED = frozenset({Topic.AWARDS})


class VotingService:
    """One method, one intention of the user about a vote."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def voting(self, code: str) -> Voting:
        """All rounds of a campaign with their results, and the rounds its template prepared."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            boxes = boxes_of(session, campaign)
            rounds = read_rounds(session, campaign, boxes)
            made = {round_.terms.title for round_ in rounds}
            plans = tuple(
                plan for plan in voting_plans(Record(campaign.procedure, campaign.title)) if plan.title not in made
            )
            loose = boxes.keys() - {round_.number for round_ in rounds}
            tiers = tiers_of(session, campaign)
            places = {kind: sum(tier.seats for tier in tiers if tier.kind is kind) for kind in TierKind}
        words = "、".join(f"第 {number} 轮" for number in sorted(loose))
        said = f"{words}导入的选票上既有个人又有集体，得票只列在分数旁边；要计票当选，请按个人和集体分轮投票。"
        return Voting(rounds, plans, places, said if loose else "")

    def round(self, code: str, number: int) -> Round:
        """One round; RecordMissingError when there is none of that number."""
        with self._database.read() as session:
            return require_round(session, require_campaign(session, code), number)

    def new(
        self,
        code: str,
        terms: RoundTerms,
        nominations: Collection[int] | None = None,
        whom: TierKind | None = None,
    ) -> Done[int]:
        """Call a round among these nominations, by default all (persons or teams) who passed the check; its number.

        They are all persons or all teams. Raises BallotsInvalidError for who cannot stand.
        """
        check_terms(terms)
        with self._database.begin(f"新建{terms.kind.label}") as session:
            campaign = require_open(session, code, CampaignStep.SCORING)
            standing = standing_in(session, campaign, nominations, whom)
            if terms.kind is VotingKind.ELECTION and terms.places > len(standing):
                raise BallotsInvalidError(reason=f"应选 {terms.places} 名，候选对象只有 {len(standing)} 个")
            number = next_number(session, campaign)
            add_round(session, campaign, number, terms, standing)
        return Done(number, _CHANGED, f"已新建第 {number} 轮“{terms.title.strip()}”，候选对象 {len(standing)} 个")

    def count(
        self,
        code: str,
        number: int,
        papers: Papers,
        votes: Mapping[int, Marks],
        *,
        void: bool = False,
        reason: str = "",
    ) -> Done[Round]:
        """Record what was counted, by nomination; of a round with imported ballots only ``papers``, without ``votes``.

        More papers back than given out are refused with VoteVoidError, unless the round is to be recorded as
        ``void``. Counting again corrects, for a ``reason``.
        """
        with self._database.begin("登记计票", reason=reason) as session:
            campaign, round_ = self._to_count(session, code, number, VotingKind.ELECTION)
            check_round_papers(papers, void=void)
            counted = with_votes(round_, papers, {} if papers.void else votes)
            _check_second(session, campaign, counted)
            write_papers(session, counted)
            write_votes(session, counted)
            done = require_round(session, campaign, number)
        return Done(done, _CHANGED, f"已登记第 {number} 轮计票：{_told(done)}")

    def assess(
        self,
        code: str,
        number: int,
        papers: Papers,
        grades: Mapping[int, Mapping[Grade, int]],
        *,
        void: bool = False,
        reason: str = "",
    ) -> Done[Round]:
        """Record a peer assessment: how many gave each grade, by nomination. Otherwise as ``count``."""
        with self._database.begin("登记测评", reason=reason) as session:
            campaign, round_ = self._to_count(session, code, number, VotingKind.ASSESSMENT)
            check_round_papers(papers, void=void)
            counted = with_grades(round_, papers, {} if papers.void else grades)
            _check_second(session, campaign, counted)
            write_papers(session, counted)
            write_grades(session, counted)
            done = require_round(session, campaign, number)
        return Done(done, _CHANGED, f"已登记第 {number} 轮测评：{_told(done)}")

    def second(self, code: str, number: int, held_on: date) -> Done[int]:
        """Call a round among those tied at the last place of a round, for the places left; returns its number."""
        with self._database.begin("新建再次投票") as session:
            campaign = require_open(session, code, CampaignStep.SCORING)
            first = require_round(session, campaign, number)
            if first.second is not None:
                raise BallotsInvalidError(reason=f"第 {number} 轮已经有再次投票，是第 {first.second} 轮")
            if not first.tied:
                raise BallotsInvalidError(reason=f"第 {number} 轮没有因票数相等待定的名额，不需要再次投票")
            terms = RoundTerms(
                title=f"{first.terms.title}（再次投票）"[:LONGEST_TITLE],
                held_on=held_on,
                places=first.places_left,
                majority_of=MajorityOf.NONE,
            )
            made = next_number(session, campaign)
            add_round(session, campaign, made, terms, [one.nomination_id for one in first.tied], again_of=first.id)
        names = "、".join(one.label for one in first.tied)
        return Done(made, _CHANGED, f"已新建第 {made} 轮：在{names}之间就 {first.places_left} 个名额再次投票")

    def remove(self, code: str, number: int) -> Done[None]:
        """Take back a round that nothing was counted in."""
        with self._database.begin("删除投票") as session:
            campaign = require_open(session, code, CampaignStep.SCORING)
            round_ = require_round(session, campaign, number)
            if round_.counted or round_.imported:
                raise StepBlockedError(step="删除投票", reason=f"第 {number} 轮已经计票，作为依据须保留。有误请更正。")
            session.execute(delete(VotingRound).where(VotingRound.id == round_.id))
        return Done(None, _CHANGED, f"已删除第 {number} 轮“{round_.terms.title}”")

    @staticmethod
    def _to_count(session: Session, code: str, number: int, kind: VotingKind) -> tuple[Campaign, Round]:
        campaign = require_open(session, code, CampaignStep.SCORING)
        round_ = require_round(session, campaign, number)
        if round_.terms.kind is not kind:
            how = "等次" if round_.terms.kind is VotingKind.ASSESSMENT else "同意、不同意、弃权"
            raise BallotsInvalidError(reason=f"第 {number} 轮是{round_.terms.kind.label}，按{how}登记")
        return campaign, round_


def _check_second(session: Session, campaign: Campaign, counted: Round) -> None:
    """A correction may not take the ground from under a second round."""
    if counted.second is None:
        return
    second = require_round(session, campaign, counted.second)
    same = {one.nomination_id for one in counted.tied} == {one.nomination_id for one in second.candidates}
    if not same or counted.places_left != second.terms.places:
        reason = (
            f"第 {second.number} 轮是就第 {counted.number} 轮相等的票数再次投票，照这样更正，票数相等的就不是这些人了。"
            f"请先删除或撤销第 {second.number} 轮。"
        )
        raise StepBlockedError(step="更正计票", reason=reason)


def _told(round_: Round) -> str:
    if round_.papers.void:
        return "投票无效，须重新投票"
    if round_.tied:
        return f"{'、'.join(one.label for one in round_.tied)}票数相等，须再次投票"
    if round_.election is not None:
        return f"当选 {len(round_.election.elected)} 个"
    best = sum(one.grade is Grade.EXCELLENT for one in round_.candidates)
    return f"优秀 {best} 人"
