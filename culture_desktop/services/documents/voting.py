"""The papers of a vote: ballot papers, the counting sheet, the result."""

from pathlib import Path

from sqlalchemy.orm import Session

from culture_desktop.database import Database, ledger
from culture_desktop.documents.ballot_paper import write_ballots
from culture_desktop.documents.tally_sheet import write_tally_sheet
from culture_desktop.documents.vote_result import write_vote_result
from culture_desktop.models import Campaign, VotingRound
from culture_desktop.progress import Progress, silent
from culture_desktop.services.awards.queries import require_campaign
from culture_desktop.services.awards.voting_reading import require_round
from culture_desktop.services.awards.voting_rows import Round
from culture_desktop.services.documents.issue import Paper, issue
from culture_desktop.services.documents.register import Subject
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.documents.voting_text import ballot_content, result_content, tally_content
from culture_desktop.services.results import Done
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind


class VotePaperService:
    """Makes the papers of a round. ``target`` None keeps one in the program only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ballots(
        self,
        code: str,
        number: int,
        copies: int,
        settings: UnitSettings,
        target: Path | None = None,
        progress: Progress = silent,
    ) -> Done[IssuedRow]:
        """So many ballot papers, or forms of an assessment; all are alike."""
        with self._database.read() as session:
            campaign, round_ = _read(session, code, number)
            content = ballot_content(campaign.title, round_, settings, copies)
            subject = Subject(DocumentKind.BALLOTS, campaign.id)
        title = f"{content.title}：{round_.terms.title}（{copies} 张）"
        paper = Paper(subject, title, lambda stream, watch: write_ballots(content, stream, watch))
        return issue(self._database, paper, settings, target, progress)

    def tally(
        self, code: str, number: int, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """The sheet on which a round is counted."""
        with self._database.read() as session:
            campaign, round_ = _read(session, code, number)
            content = tally_content(campaign.title, round_)
            subject = Subject(DocumentKind.BALLOTS, campaign.id)
        title = f"{content.title}：{round_.terms.title}"
        paper = Paper(subject, title, lambda stream, watch: write_tally_sheet(content, stream, watch))
        return issue(self._database, paper, settings, target, progress)

    def result(
        self, code: str, number: int, settings: UnitSettings, target: Path | None = None, progress: Progress = silent
    ) -> Done[IssuedRow]:
        """The result of a round that is counted, to be signed."""
        with self._database.read() as session:
            campaign, round_ = _read(session, code, number)
            head = ledger.head_of(session, VotingRound, (round_.id,))
            content = result_content(campaign.title, round_, head.printed if head else "")
            subject = Subject(DocumentKind.VOTES, campaign.id)
        title = f"{content.title}：{round_.terms.title}"
        paper = Paper(subject, title, lambda stream, watch: write_vote_result(content, stream, watch))
        return issue(self._database, paper, settings, target, progress)


def _read(session: Session, code: str, number: int) -> tuple[Campaign, Round]:
    campaign = require_campaign(session, code)
    return campaign, require_round(session, campaign, number)
