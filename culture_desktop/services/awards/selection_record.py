"""A campaign's proposal as a file that anyone can recompute without this program's data."""

from pathlib import Path
from typing import Any

from culture_desktop.database import Database, write_atomically
from culture_desktop.errors import FileMissingError, FileUnreadableError, StepBlockedError
from culture_desktop.models import Campaign
from culture_desktop.progress import Progress, silent
from culture_desktop.rules.selection import solve
from culture_desktop.rules.selection.document import problem_digest
from culture_desktop.rules.selection.reading import MOST_BYTES
from culture_desktop.rules.selection.record import Verification, record_bytes, record_document, verify_record
from culture_desktop.services.awards.assessment import assess
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.queries import latest_run, require_campaign
from culture_desktop.services.results import Done
from culture_desktop.vocabulary import CampaignStep


class SelectionRecordService:
    """Writes records; reads the data and changes nothing in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, code: str, target: Path, progress: Progress = silent) -> Done[str]:
        """The latest proposal of a campaign with all it was made from; the value is the record's digest.

        Raises StepBlockedError before there is a proposal, and when the data has changed since.
        """
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            run = latest_run(session, campaign)
            assessment = assess(session, campaign)
            about = _about(campaign, assessment.nominees)
        step = CampaignStep.SELECTION.label
        if run is None:
            raise StepBlockedError(step=step, reason="还没有拟定名单，没有可写的评选记录。")
        if run.digest != problem_digest(assessment.problem):
            reason = "拟定之后评分、推荐或规则有了变化，写不出当时的评选记录。请重新拟定名单后再写。"
            raise StepBlockedError(step=step, reason=reason)
        document = record_document(assessment.problem, solve(assessment.problem), about, progress)
        write_atomically(target, record_bytes(document))
        return Done(document["digest"], frozenset(), f"评选记录已写入“{target.name}”，摘要 {document['digest']}")


def check_record(file: Path, progress: Progress = silent) -> Verification:
    """Recompute a record of a selection, without any data file.

    Raises FileMissingError, FileUnreadableError, and SelectionFileBrokenError for what is no record.
    """
    return verify_record(selection_file(file), file.name, progress)


def selection_file(file: Path) -> bytes:
    """The bytes of a file, no more than a selection may have and one beyond."""
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise FileMissingError(name=file.name) from error
    except OSError as error:
        raise FileUnreadableError(name=file.name) from error


def _about(campaign: Campaign, nominees: tuple[Nominee, ...]) -> dict[str, Any]:
    """Where the candidates and their scores come from; nominees who were not eligible are here with the reasons."""
    return {
        "campaign": campaign.code,
        "title": campaign.title,
        "as_of": campaign.as_of.isoformat(),
        "period": [campaign.period_from.isoformat(), campaign.period_to.isoformat()],
        "nominees": [_nominee(nominee) for nominee in nominees],
    }


def _nominee(nominee: Nominee) -> dict[str, Any]:
    return {
        "id": nominee.key,
        "name": nominee.name,
        "unit": nominee.unit_full_name,
        "eligible": nominee.eligibility.passed,
        "reason": "" if nominee.eligibility.passed else nominee.eligibility.sentence,
        "total": None if nominee.total is None else str(nominee.total),
        "scores": [
            {
                "criterion": score.name,
                "weight": str(score.weight),
                "points": None if score.points is None else str(score.points),
                "reason": score.reason,
            }
            for score in nominee.scores
        ],
    }
