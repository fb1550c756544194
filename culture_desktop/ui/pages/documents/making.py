"""What 文书 makes anew: papers of campaigns and activities, papers of one's own text, batches of certificates."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from culture_desktop.progress import Progress
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.results import Done
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import (
    calibration_dialog,
    files,
    form_papers,
    mailing_dialog,
    official_dialog,
    paper_dialog,
)
from culture_desktop.ui.dialogs.certificate_batch_dialog import CertificateBatchDialog
from culture_desktop.ui.dialogs.paper_dialog import WantedPaper
from culture_desktop.ui.dialogs.verify_dialog import VerifyDialog
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.page import Page
from culture_desktop.ui.widgets.paper_problem import PaperProblem
from culture_desktop.ui.widgets.printing import Printing
from culture_desktop.vocabulary import DocumentKind


class Making(QObject):
    """Asks, makes, and hands what was made to ``made``."""

    def __init__(
        self,
        page: Page,
        services: Services,
        runner: Runner,
        settings: Settings,
        today: Callable[[], date],
        printing: Printing,
        problem: PaperProblem,
        made: Callable[[Done[IssuedRow]], None],
    ) -> None:
        super().__init__(page)
        self._page, self._services, self._runner, self._settings = page, services, runner, settings
        self._today, self._printing, self._problem, self._made = today, printing, problem, made

    def paper(self) -> None:
        """Ask which paper of what, make it and show it."""
        services = self._services
        years = services.activities.years() or (self._today().year,)
        wanted = paper_dialog.ask(
            self._page, services.documents.campaign_kinds, services.awards.campaigns(), years, services.activities.rows
        )
        if wanted is None:
            return
        work = self._work(wanted)
        if work is not None:
            self._make(wanted.kind, work)

    def _work(self, wanted: WantedPaper) -> form_papers.Work | None:
        """What makes the paper; a form is asked how it is wanted first."""
        services, kind, code = self._services, wanted.kind, wanted.code
        if wanted.of_activity and kind in form_papers.ACTIVITY_FORMS:
            return form_papers.of_activity(self._page, kind, code, wanted.title, services)
        if kind in form_papers.CARDS:
            return form_papers.of_judges(self._page, kind, code, services)
        papers = services.documents
        make = (
            services.briefing_papers.issue_of_activity if wanted.of_activity else partial(papers.campaign_paper, kind)
        )
        return lambda progress: make(code, services.settings.unit(), None, progress)

    def official(self) -> None:
        """An official paper of the user's own text."""
        documents, unit = self._services.documents, self._services.settings.unit()
        check = partial(documents.check_official, settings=unit)
        draft = official_dialog.ask(self._page, self._today(), check, self._choose_attachments)
        if draft is not None:
            self._make(draft.kind, lambda progress: documents.official(draft, unit, None, progress))

    def _choose_attachments(self, parent: QWidget) -> tuple[Path, ...]:
        return files.open_several(parent, "选择要装订的附件", (files.ATTACHMENTS,), self._settings)

    def batch(self, people: Sequence[int] = ()) -> None:
        """Certificates for many, or for people picked out elsewhere; printed at once where that was asked for."""
        dialog = CertificateBatchDialog(self._page, self._services, self._runner, self._settings, self._today(), people)
        done = dialog.run()
        if done is None:
            return
        path = done.value[0]
        folder = QUrl.fromLocalFile(str(path.parent))
        self._page.changed.emit(done.changed)
        self._page.notify(done.sentence, "打开文件夹", lambda: QDesktopServices.openUrl(folder))
        edge, plan = dialog.print_edge, dialog.plan
        if edge is not None and plan is not None:
            name, pages = dialog.sheets.printer_name, len(plan.certificates)
            self._printing.ask(path.read_bytes(), path.stem, pages, printer_name=name, edge=edge)

    def verify(self) -> None:
        """Say whether a certificate is genuine."""
        VerifyDialog(self._page, self._services.signing, self._runner, self._settings).exec()

    def mailing(self, papers: Sequence[IssuedRow], current: IssuedRow | None) -> None:
        """A folder of papers ready to be attached to a letter."""
        wanted = mailing_dialog.ask(self._page, papers, current)
        if wanted is None:
            return
        parent = files.folder(self._page, "寄送文件夹放到哪里", self._settings)
        if parent is None:
            return
        make, unit = self._services.mailing.make, self._services.settings.unit()
        self._problem.hide()
        self._runner.run(
            lambda progress: make(wanted.ids, parent, wanted.name, unit, progress),
            title="寄送文件夹",
            done=self._show_folder,
            failed=self._problem.show_error,
        )

    def _show_folder(self, done: Done[Path]) -> None:
        folder = QUrl.fromLocalFile(str(done.value))
        self._page.notify(done.sentence, "打开文件夹", lambda: QDesktopServices.openUrl(folder))

    def calibrate(self) -> None:
        """Measure where printers put ink."""
        changed = calibration_dialog.ask(self._page, self._services, self._runner, self._settings, self._today())
        if changed:
            self._page.changed.emit(changed)

    def _make(self, kind: DocumentKind, work: Callable[[Progress], Done[IssuedRow]]) -> None:
        self._problem.hide()
        self._runner.run(work, title=f"生成{kind.label}", done=self._made, failed=self._problem.show_error)
