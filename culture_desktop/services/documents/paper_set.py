"""Every paper of a campaign that can be made, from one reading of it, in one go: all of them or none."""

import io
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from culture_desktop.database import Database, written_aside
from culture_desktop.documents.ruled_report import RuledContent, RuledRow, write_ruled_report
from culture_desktop.errors import CultureError, StepBlockedError
from culture_desktop.progress import Progress, silent
from culture_desktop.services.certificates.designs import DesignService
from culture_desktop.services.certificates.signing import SigningService
from culture_desktop.services.documents.campaign_papers import CAMPAIGN_PAPERS, CampaignReading
from culture_desktop.services.documents.issue import Drawn, Paper, drawn, kept
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind

CONTENTS = "目录"
_COLUMNS = (("序号", 16), ("文书", 52), ("标题", 110), ("页数", 18), ("说明", 65))


@dataclass(frozen=True, slots=True)
class MissingPaper:
    """A paper that cannot be made yet, and why in a sentence."""

    kind: DocumentKind
    reason: str


@dataclass(frozen=True, slots=True)
class PaperSet:
    """What was made, in order, each with the name of its file; and what was not."""

    made: tuple[IssuedRow, ...]
    names: tuple[str, ...]
    missing: tuple[MissingPaper, ...]


class PaperSetService:
    """Makes the set."""

    def __init__(self, database: Database, signing: SigningService | None = None) -> None:
        self._database, self._designs = database, DesignService(database)
        self._signing = signing or SigningService(database)

    def make(
        self, code: str, settings: UnitSettings, folder: Path | None = None, progress: Progress = silent
    ) -> Done[PaperSet]:
        """Make every paper possible at this point; ``folder`` gets them as numbered files with a list of contents.

        Files of other names in the folder are left alone. Cancelled or failing, nothing is kept and no file changed.
        Raises StepBlockedError when not one paper can be made.
        """
        title, drafts, missing = self._drafts(code, settings)
        ready: list[Drawn] = []
        for number, (kind, paper) in enumerate(drafts):
            progress(number, len(drafts) + 1, f"正在生成{kind.label}")
            try:
                ready.append(drawn(paper, silent))
            except CultureError as error:
                missing.append(MissingPaper(kind, str(error)))
        if not ready:
            raise StepBlockedError(step="生成全套文书", reason=missing[0].reason)
        progress(len(drafts), len(drafts) + 1, "正在保存")
        order = list(CAMPAIGN_PAPERS)
        missing.sort(key=lambda one: order.index(one.kind))
        kinds = [one.paper.subject.kind for one in ready]
        names = tuple(f"{_number(kind)} {kind.label}.pdf" for kind in kinds)
        files = dict(zip(names, (one.content for one in ready), strict=True))
        if folder is not None:
            files[f"00 {CONTENTS}.pdf"] = _contents(title, ready, missing)
        with ExitStack() as aside:
            if folder is not None:
                for name, content in files.items():
                    aside.enter_context(written_aside(folder / name, content))
            with self._database.begin("生成全套文书") as session:
                given = [kept(session, self._database, one, settings) for one in ready]
        progress(len(drafts) + 1, len(drafts) + 1, "完成")
        said = f"，{len(missing)} 种还不能生成" if missing else ""
        value = PaperSet(tuple(given), names, tuple(missing))
        return Done(value, frozenset({Topic.DOCUMENTS}), f"已生成 {len(given)} 种文书{said}")

    def _drafts(
        self, code: str, settings: UnitSettings
    ) -> tuple[str, list[tuple[DocumentKind, Paper]], list[MissingPaper]]:
        drafts, missing = [], []
        with self._database.read() as session:
            reading = CampaignReading.of(session, code, settings, self._designs, self._signing.signer)
            for kind, draft in CAMPAIGN_PAPERS.items():
                try:
                    drafts.append((kind, draft(reading)))
                except CultureError as error:
                    missing.append(MissingPaper(kind, str(error)))
        return reading.board.title, drafts, missing


def _number(kind: DocumentKind) -> str:
    """A kind's number in the set is always the same, so that a set made again takes the place of the earlier one."""
    return f"{list(CAMPAIGN_PAPERS).index(kind) + 1:02d}"


def _contents(title: str, ready: list[Drawn], missing: list[MissingPaper]) -> bytes:
    """The list of contents: what is there, and what is not yet and why."""
    rows = [
        RuledRow(one.paper.title, (_number(kind), kind.label, one.paper.title, str(one.pages), ""))
        for one in ready
        for kind in (one.paper.subject.kind,)
    ]
    rows += [
        RuledRow(one.kind.label, (_number(one.kind), one.kind.label, "没有生成", "", one.reason)) for one in missing
    ]
    content = RuledContent(
        name=CONTENTS,
        title=f"{title}全套文书目录",
        subtitle="",
        summary=f"共 {len(ready)} 种，{sum(one.pages for one in ready)} 页，出自同一次读取的记录。",
        columns=_COLUMNS,
        rows=tuple(rows),
        signatures=(),
    )
    stream = io.BytesIO()
    write_ruled_report(content, stream)
    return stream.getvalue()
