"""The papers of a campaign, each drafted from one reading of it. A new paper is a function here and a line below it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from culture_desktop.database.ledger import head_of as chain_head_of
from culture_desktop.documents.briefings.paper import write_briefing
from culture_desktop.documents.campaign_notice import write_campaign_notice
from culture_desktop.documents.decision import write_decision
from culture_desktop.documents.eligibility_report import write_eligibility_report
from culture_desktop.documents.honour_roll import ROLL_FORMATS, write_honour_roll
from culture_desktop.documents.minutes import write_minutes
from culture_desktop.documents.nomination_form import write_nomination_forms
from culture_desktop.documents.public_notice import write_notice
from culture_desktop.documents.quota_table import write_quota_table
from culture_desktop.documents.ruled_report import RuledContent, write_ruled_report
from culture_desktop.documents.score_tables import write_score_tables
from culture_desktop.documents.vote_result import write_vote_result
from culture_desktop.errors import StepBlockedError
from culture_desktop.models import Campaign, VotingRound
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.ledger import head_of, head_of_proposal
from culture_desktop.services.awards.queries import latest_run, require_campaign, tasks_of
from culture_desktop.services.awards.quotas import saved_quotas
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.score_sheets import judge_sheets
from culture_desktop.services.awards.steps import require_confirmed
from culture_desktop.services.awards.timetable import task_row
from culture_desktop.services.awards.voting_reading import read_rounds
from culture_desktop.services.certificates.designs import DesignService
from culture_desktop.services.certificates.signing import Sign
from culture_desktop.services.documents.award_papers import (
    decision_content,
    eligibility_content,
    notice_content,
    quota_content,
)
from culture_desktop.services.documents.campaign_notice_text import campaign_notice_content
from culture_desktop.services.documents.certificate_paper import winners_paper
from culture_desktop.services.documents.honour_rolls import campaign_roll
from culture_desktop.services.documents.issue import Paper
from culture_desktop.services.documents.minutes_text import minutes_content
from culture_desktop.services.documents.nomination_text import nomination_forms_content
from culture_desktop.services.documents.objections_text import objections_content
from culture_desktop.services.documents.register import Subject, numbered, with_total
from culture_desktop.services.documents.score_text import form_tables, summary_tables
from culture_desktop.services.documents.voting_text import result_content
from culture_desktop.services.documents.winner_papers import (
    campaign_briefing_content,
    receipts_content,
    winners_content,
)
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind


@dataclass(frozen=True)
class CampaignReading:
    """A campaign as it stood when it was read: papers drafted from one reading agree with each other.

    ``sign`` gives certificates' codes their signature, where the key is open.
    """

    session: Session
    campaign: Campaign
    board: CampaignBoard
    settings: UnitSettings
    designs: DesignService
    sign: Sign | None

    @classmethod
    def of(
        cls, session: Session, code: str, settings: UnitSettings, designs: DesignService, sign: Sign | None = None
    ) -> "CampaignReading":
        """The campaign with this code, or RecordMissingError."""
        campaign = require_campaign(session, code)
        return cls(session, campaign, read_board(session, campaign), settings, designs, sign)

    def subject(self, kind: DocumentKind) -> Subject:
        """A paper of this kind about the campaign."""
        return Subject(kind, self.campaign.id)


def _campaign_notice(reading: CampaignReading) -> Paper:
    """The notice that opens the selection."""
    session, campaign, board = reading.session, reading.campaign, reading.board
    tasks = [task_row(task) for task in tasks_of(session, campaign)]
    quotas = saved_quotas(session, campaign, board.nominees)
    made_on = min(filter(None, (campaign.created_at.date(), board.notice_from)))
    content = campaign_notice_content(board, quotas, tasks, made_on, reading.settings)
    return Paper(
        reading.subject(DocumentKind.CAMPAIGN_NOTICE),
        content.title,
        lambda stream, watch: write_campaign_notice(content, stream, watch),
    )


def _quotas(reading: CampaignReading) -> Paper:
    """How the places were apportioned among the units, with the reason for each."""
    quotas = saved_quotas(reading.session, reading.campaign, reading.board.nominees)
    content = quota_content(reading.board, quotas, reading.settings)
    return Paper(
        reading.subject(DocumentKind.QUOTAS),
        content.title,
        lambda stream, watch: write_quota_table(content, stream, watch),
    )


def _nomination_forms(reading: CampaignReading) -> Paper:
    """A recommendation form for each nominee, with room for opinions and seals."""
    content = nomination_forms_content(reading.session, reading.campaign, reading.board)
    return Paper(
        reading.subject(DocumentKind.NOMINATION_FORMS),
        f"{content.title}（{len(content.forms)} 份）",
        lambda stream, watch: write_nomination_forms(content, stream, watch),
    )


def _eligibility(reading: CampaignReading) -> Paper:
    """The report of the eligibility check."""
    content = eligibility_content(reading.board, reading.settings)
    return Paper(
        reading.subject(DocumentKind.ELIGIBILITY),
        content.title,
        lambda stream, watch: write_eligibility_report(content, stream, watch),
    )


def _score_forms(reading: CampaignReading) -> Paper:
    """A form for each judge to score on by hand, with a line to sign."""
    sheets = judge_sheets(reading.session, reading.campaign, reading.board)
    title = f"{reading.board.title}{DocumentKind.SCORE_FORMS.label}（{len(sheets)} 位评委）"
    tables = form_tables(sheets)
    return Paper(
        reading.subject(DocumentKind.SCORE_FORMS),
        title,
        lambda stream, watch: write_score_tables(title, tables, stream, watch),
    )


def _scores(reading: CampaignReading) -> Paper:
    """Everybody's points, which judges' counted, total and rank."""
    title = f"{reading.board.title}{DocumentKind.SCORES.label}"
    tables = summary_tables(reading.board)
    return Paper(
        reading.subject(DocumentKind.SCORES),
        title,
        lambda stream, watch: write_score_tables(title, tables, stream, watch),
    )


def _minutes(reading: CampaignReading) -> Paper:
    """The minutes of the review that proposed the list, to be signed."""
    run = latest_run(reading.session, reading.campaign)
    head = head_of_proposal(reading.session, run) if run else None
    content = minutes_content(reading.board, head.printed if head else "")
    return Paper(
        reading.subject(DocumentKind.MINUTES),
        content.title,
        lambda stream, watch: write_minutes(content, stream, watch),
    )


def _notice(reading: CampaignReading) -> Paper:
    """The public notice; its period must be set."""
    content = notice_content(reading.board, reading.settings)
    return Paper(
        reading.subject(DocumentKind.NOTICE), content.title, lambda stream, watch: write_notice(content, stream, watch)
    )


def _objections(reading: CampaignReading) -> Paper:
    """The objections raised, and how each was handled."""
    return _ruled(reading, DocumentKind.OBJECTIONS, objections_content(reading.board, reading.settings))


def _ruled(reading: CampaignReading, kind: DocumentKind, content: RuledContent) -> Paper:
    return Paper(reading.subject(kind), content.title, lambda stream, watch: write_ruled_report(content, stream, watch))


def _decision(reading: CampaignReading) -> Paper:
    """The award decision; it keeps its number through every version."""
    board, session = reading.board, reading.session
    year = (board.awarded_on or board.as_of).year
    subject = numbered(session, reading.subject(DocumentKind.DECISION), year)
    head = head_of(session, board.id)
    content = decision_content(board, reading.settings, subject.sequence or 1, head.printed if head else "")
    return Paper(subject, content.title, lambda stream, watch: write_decision(content, stream, watch))


def _winners(reading: CampaignReading) -> Paper:
    """The winners with the numbers of their certificates."""
    return _ruled(reading, DocumentKind.WINNERS, winners_content(reading.board, reading.settings))


def _receipts(reading: CampaignReading) -> Paper:
    """Who gets how much prize money, with room to sign."""
    return _ruled(reading, DocumentKind.RECEIPTS, receipts_content(reading.board, reading.settings))


def _honour_roll(reading: CampaignReading) -> Paper:
    """The poster with the winners, on A4 and without portraits."""
    content = campaign_roll(reading.board, reading.settings)
    return Paper(
        reading.subject(DocumentKind.HONOUR_ROLL),
        f"{content.title}{DocumentKind.HONOUR_ROLL.label}",
        lambda stream, watch: write_honour_roll(content, ROLL_FORMATS[0], stream, watch),
    )


def _briefing(reading: CampaignReading) -> Paper:
    """A briefing about the selection to start from; it keeps its issue number through every version."""
    day = require_confirmed(reading.board, DocumentKind.BRIEFING)
    subject = numbered(reading.session, reading.subject(DocumentKind.BRIEFING), day.year)
    subject = with_total(reading.session, subject, reading.settings.briefings_before)
    content = campaign_briefing_content(reading.board, reading.settings, subject)
    title = f"{content.masthead}第 {subject.sequence} 期　{content.title}"
    return Paper(subject, title, lambda stream, watch: write_briefing(content, stream, watch))


def _votes(reading: CampaignReading) -> Paper:
    """The result of the last round of voting."""
    rounds = read_rounds(reading.session, reading.campaign)
    if not rounds:
        raise StepBlockedError(step=DocumentKind.VOTES.label, reason="这次评选没有投票或测评。")
    head = chain_head_of(reading.session, VotingRound, (rounds[-1].id,))
    content = result_content(reading.board.title, rounds[-1], head.printed if head else "")
    title = f"{content.title}：{rounds[-1].terms.title}"
    return Paper(
        reading.subject(DocumentKind.VOTES), title, lambda stream, watch: write_vote_result(content, stream, watch)
    )


def _certificates(reading: CampaignReading) -> Paper:
    """A certificate for each winner, in one file."""
    subject = reading.subject(DocumentKind.CERTIFICATES)
    return winners_paper(reading.session, subject, reading.board, reading.settings, reading.designs, reading.sign)


# In the order in which a campaign needs them. A draft raises StepBlockedError while its paper cannot be made yet.
CAMPAIGN_PAPERS: Mapping[DocumentKind, Callable[[CampaignReading], Paper]] = {
    DocumentKind.CAMPAIGN_NOTICE: _campaign_notice,
    DocumentKind.QUOTAS: _quotas,
    DocumentKind.NOMINATION_FORMS: _nomination_forms,
    DocumentKind.ELIGIBILITY: _eligibility,
    DocumentKind.SCORE_FORMS: _score_forms,
    DocumentKind.SCORES: _scores,
    DocumentKind.VOTES: _votes,
    DocumentKind.MINUTES: _minutes,
    DocumentKind.NOTICE: _notice,
    DocumentKind.OBJECTIONS: _objections,
    DocumentKind.DECISION: _decision,
    DocumentKind.WINNERS: _winners,
    DocumentKind.CERTIFICATES: _certificates,
    DocumentKind.RECEIPTS: _receipts,
    DocumentKind.BRIEFING: _briefing,
    DocumentKind.HONOUR_ROLL: _honour_roll,
}
