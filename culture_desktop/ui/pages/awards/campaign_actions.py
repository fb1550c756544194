"""What the acts on one campaign share: its board, the making of papers, and the telling of what was done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from culture_desktop.errors import CultureError
from culture_desktop.progress import Progress
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.results import Done
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.pages.awards.campaign_view import CampaignView
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.page import Page
from culture_desktop.vocabulary import DocumentKind

MakePaper = Callable[[str, UnitSettings, Path | None, Progress], Done[IssuedRow]]


@dataclass(frozen=True)
class Desk:
    """What acts work with: the page that tells, the campaign on screen, the services and where they run."""

    page: Page
    view: CampaignView
    services: Services
    runner: Runner
    settings: Settings
    today: Callable[[], date]


class CampaignActions(QObject):
    """Joins a pane of the campaign on screen to the services: one method, one act of the user."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.page)
        self._page, self._view, self._services = desk.page, desk.view, desk.services
        self._runner, self._settings, self._today = desk.runner, desk.settings, desk.today

    @property
    def _board(self) -> CampaignBoard:
        return self._view.board

    @property
    def _code(self) -> str:
        return self._board.code

    def make_paper(self, kind: DocumentKind) -> None:
        """Make the paper of this kind of the campaign."""
        self.make(partial(self._services.documents.campaign_paper, kind), f"生成{kind.label}")

    def make(self, paper: MakePaper, title: str) -> None:
        """Make a paper and keep it; what keeps it from being made is said in the page."""
        code, settings = self._code, self._services.settings

        def work(progress: Progress) -> Done[IssuedRow]:
            return paper(code, settings.unit(), None, progress)

        self._view.problem.hide()
        self._runner.run(work, title=title, done=self._paper_made, failed=self._paper_failed)

    def _paper_made(self, done: Done[IssuedRow]) -> None:
        self._page.changed.emit(done.changed)
        self._page.notify(done.sentence, "查看", lambda: self._open_paper(done.value.id))

    def _paper_failed(self, error: CultureError) -> None:
        self._view.problem.show_error(error)

    def _open_paper(self, document_id: object) -> None:
        self._page.navigated.emit("documents", document_id)

    def _tell(self, done: Done[Any] | None) -> None:
        if done is not None:
            self._page.notify(done.sentence)

    def _tell_change(self, done: Done[Any] | None) -> None:
        """Pass on what a dialog or a task has changed."""
        if done is not None:
            self._page.changed.emit(done.changed)
            self._page.notify(done.sentence)
