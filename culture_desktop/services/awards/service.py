"""A campaign from the check to the commendation. Nothing is final before ``confirm``."""

from datetime import date
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import RecordMissingError, SelectionInvalidError, StepBlockedError
from culture_desktop.models import Campaign, Certificate, Honour, Nomination, SelectionRun, Tier
from culture_desktop.progress import Progress, silent
from culture_desktop.rules.rounding import rounded
from culture_desktop.rules.selection import solve, verify
from culture_desktop.rules.selection.contradictions import contradiction
from culture_desktop.rules.selection.document import problem_digest
from culture_desktop.rules.workdays import NoticePeriod, notice_period
from culture_desktop.services.awards import records
from culture_desktop.services.awards.assessment import assess
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.queries import latest_run, require_campaign, require_open, tiers_of
from culture_desktop.services.awards.rows import CampaignBoard, CampaignRow
from culture_desktop.services.awards.steps import unfit_choice
from culture_desktop.services.given_numbers import CERTIFICATES, certificate_holder, free_certificate_numbers, given
from culture_desktop.services.people.merged import merged_into
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.workdays import read_calendar
from culture_desktop.vocabulary import CampaignStep, TierKind, chinese_date

_CHANGED = frozenset({Topic.AWARDS})


class AwardService:
    """One method, one intention of the user about a campaign under way."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def campaigns(self) -> tuple[CampaignRow, ...]:
        """All campaigns, newest first; the step of one under way is worked out from the data as it is."""
        nominees = select(func.count()).where(Nomination.campaign_id == Campaign.id).scalar_subquery()
        seats = select(func.coalesce(func.sum(Tier.seats), 0)).where(Tier.campaign_id == Campaign.id).scalar_subquery()
        winners = (
            select(func.count())
            .select_from(Honour)
            .join(Tier, Tier.id == Honour.tier_id)
            .where(Tier.campaign_id == Campaign.id)
            .scalar_subquery()
        )
        statement = select(Campaign, nominees, seats, winners).order_by(Campaign.as_of.desc(), Campaign.id.desc())
        with self._database.read() as session:
            return tuple(
                CampaignRow(
                    id=campaign.id,
                    code=campaign.code,
                    title=campaign.title,
                    step=CampaignStep.AWARD if won else read_board(session, campaign).current_step.step,
                    period_from=campaign.period_from,
                    period_to=campaign.period_to,
                    nominees=count,
                    seats=places,
                    winners=won,
                )
                for campaign, count, places, won in session.execute(statement).all()
            )

    def board(self, code: str) -> CampaignBoard:
        """Everything of one campaign, worked out anew."""
        with self._database.read() as session:
            return read_board(session, require_campaign(session, code))

    def explain(self, code: str, number: str) -> Nominee:
        """One nominee, by staff number or by a team's (full) name."""
        board = self.board(code)
        for nominee in board.nominees:
            if number == nominee.number or (nominee.kind is TierKind.TEAM and number == nominee.name):
                return nominee
        raise RecordMissingError(what="本次评选的推荐对象", key=number)

    def propose(self, code: str, progress: Progress = silent) -> Done[CampaignBoard]:
        """Work out the best list under all rules and keep it as the proposal; the same input gives the same list.

        For a campaign already confirmed nothing is changed.
        """
        progress(0, 3, "正在读取推荐与评分")
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            board = read_board(session, campaign)
            if board.confirmed:
                return Done(board, frozenset(), f"“{board.title}”此前已表彰，名单未改动")
            _require_reached(board, CampaignStep.SELECTION)
            _require_fit_choices(board)
            assessment = assess(session, campaign)
        progress(1, 3, "正在拟定名单")
        hopeless = contradiction(assessment.problem)
        if hopeless:
            raise SelectionInvalidError(reason=hopeless)
        result = solve(assessment.problem)
        faults = verify(assessment.problem, result)
        if faults:
            raise AssertionError(f"selection refuted by the verifier: {len(faults)} faults")
        progress(2, 3, "正在保存")
        with self._database.begin("拟定名单") as session:
            campaign = require_open(session, code, CampaignStep.SELECTION)
            session.add(
                SelectionRun(
                    campaign_id=campaign.id,
                    digest=problem_digest(assessment.problem),
                    result=records.record(result, assessment.nominees),
                )
            )
            # A list put up before this one was another list.
            campaign.notice_from = campaign.notice_to = None
            session.flush()
            board = read_board(session, campaign)
        return Done(board, _CHANGED, f"已拟定“{board.title}”名单：{len(board.winners)} 个")

    def notice_period(self, code: str, first_day: date) -> NoticePeriod:
        """The period a public notice put up on this day would have; CalendarUnknownError as in ``start_notice``."""
        with self._database.read() as session:
            return notice_period(first_day, require_campaign(session, code).notice_days, read_calendar(session))

    def start_notice(self, code: str, first_day: date, last_day: date | None = None) -> Done[CampaignBoard]:
        """Set the period of public notice, by working days from its first day or up to a last day given.

        Raises CalendarUnknownError for a year without a holiday calendar: then the last day has to be given.
        """
        with self._database.begin("开始公示") as session:
            campaign = require_open(session, code, CampaignStep.NOTICE)
            _require_reached(read_board(session, campaign), CampaignStep.NOTICE)
            end = last_day or notice_period(first_day, campaign.notice_days, read_calendar(session)).end
            if end < first_day:
                raise StepBlockedError(step=CampaignStep.NOTICE.label, reason="截止日期早于开始日期，请改正。")
            campaign.notice_from, campaign.notice_to = first_day, end
            session.flush()
            board = read_board(session, campaign)
        return Done(board, _CHANGED, f"公示期 {chinese_date(first_day)}至{chinese_date(end)}")

    def confirm(self, code: str, on: date, number_pattern: str) -> Done[CampaignBoard]:
        """The committee's decision: write honours and certificate numbers. Repeating it changes nothing.

        Refused until the public notice has ended. ``number_pattern`` holds ``{number}`` and may hold ``{year}``.
        """
        with self._database.begin("确认表彰") as session:
            campaign = require_campaign(session, code)
            board = read_board(session, campaign)
            if board.confirmed:
                return Done(board, frozenset(), f"“{board.title}”此前已表彰，未作改动")
            _require_reached(board, CampaignStep.AWARD)
            assert board.award_from is not None
            assert board.notice_to is not None
            if on < board.award_from:
                reason = f"公示到{chinese_date(board.notice_to)}结束，期满后才能表彰。"
                raise StepBlockedError(step=CampaignStep.AWARD.label, reason=reason)
            _write_honours(session, campaign, board, on, number_pattern)
            run = latest_run(session, campaign)
            assert run is not None
            run.confirmed = True
            session.flush()
            board = read_board(session, campaign)
        changed = frozenset({Topic.AWARDS, Topic.PEOPLE})
        return Done(board, changed, f"已表彰“{board.title}”：{len(board.winners)} 个")

    def next_certificate_numbers(self, code: str, year: int, number_pattern: str) -> tuple[str, ...]:
        """The numbers that ``confirm`` would give to the winners in this year, in their order; none once confirmed."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            board = read_board(session, campaign)
            return () if board.confirmed else _numbers(session, campaign, board, number_pattern, year)


def _require_reached(board: CampaignBoard, step: CampaignStep) -> None:
    """Raise StepBlockedError while a step before is not done."""
    blocker = board.blocker_of(step)
    if blocker:
        raise StepBlockedError(step=step.label, reason=f"{blocker}。")


def _require_fit_choices(board: CampaignBoard) -> None:
    """Raise StepBlockedError while somebody is to win by decision who is not eligible any more."""
    unfit = unfit_choice(board)
    if unfit:
        raise StepBlockedError(step=CampaignStep.SELECTION.label, reason=f"{unfit}。")


def _write_honours(session: Session, campaign: Campaign, board: CampaignBoard, on: date, pattern: str) -> None:
    tier_ids = {tier.name: tier.id for tier in tiers_of(session, campaign)}
    numbers = _numbers(session, campaign, board, pattern, on.year)
    for winner, number in zip(board.winners, numbers, strict=True):
        person = winner.kind is TierKind.PERSON
        honour = Honour(
            tier_id=tier_ids[winner.tier],
            person_id=winner.subject_id if person else None,
            team_id=None if person else winner.subject_id,
            title=winner.tier,
            granted_on=on,
            # A list of honours shows two decimals; the run that was confirmed keeps them all.
            score=None if winner.total is None else rounded(Fraction(winner.total), 2),
        )
        session.add(honour)
        session.flush()
        session.add(Certificate(honour_id=honour.id, number=number))


def _numbers(session: Session, campaign: Campaign, board: CampaignBoard, pattern: str, year: int) -> tuple[str, ...]:
    """A certificate number for each winner: the one printed for them before, else the first that nobody has or had."""
    free = free_certificate_numbers(session, pattern, year)
    own = {holder: number for number, holder in given(session, CERTIFICATES).items()}
    merged = merged_into(session)

    def known(winner: Nominee) -> str | None:
        """What was printed for the winner, or for a record that has since been merged with the winner's."""
        ids = [winner.subject_id]
        if winner.kind is TierKind.PERSON:
            ids += sorted(merged.get(winner.subject_id, ()))
        holders = (certificate_holder(campaign.id, winner.tier, winner.kind.value, key) for key in ids)
        return next((own[holder] for holder in holders if holder in own), None)

    return tuple(known(winner) or next(free) for winner in board.winners)
