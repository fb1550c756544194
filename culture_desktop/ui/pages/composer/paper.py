"""The paper that comes of what is written, with what is amiss in it."""

from dataclasses import dataclass

from culture_desktop.errors import CultureError
from culture_desktop.progress import Progress
from culture_desktop.services.briefings.papers import BriefingFinding
from culture_desktop.services.briefings.rows import BriefingDetail, BriefingDraft, BriefingNumber
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF, empty when it could not be made; the number that the briefing has or would be given; what is amiss."""

    briefing_id: int
    content: bytes
    number: BriefingNumber
    findings: tuple[BriefingFinding, ...]


def laid_out(
    services: Services, detail: BriefingDetail, draft: BriefingDraft, unit: UnitSettings, progress: Progress
) -> Paper:
    """What is written, on paper; what keeps it from being printed is among the findings."""
    papers = services.briefing_papers
    progress(0, 2, "正在排版")
    number = papers.number(detail.id, draft, unit)
    found = papers.findings(detail.id, draft)
    progress(1, 2, "正在排版")
    try:
        content = papers.preview(detail.id, draft, unit)
    except CultureError as error:
        content = b""
        if not any(finding.forbids for finding in found):
            found = (BriefingFinding(str(error), forbids=True), *found)
    return Paper(detail.id, content, number, found)
