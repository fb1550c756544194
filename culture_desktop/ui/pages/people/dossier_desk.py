"""The dossier on the people page: opening it, leaving it, what is done in it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from culture_desktop.errors import CultureError, RecordMissingError
from culture_desktop.progress import Progress
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.people.dossier_rows import Dossier, DossierPosting
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import export_dialog, files, posting_dialog
from culture_desktop.ui.pages.people.dossier_view import DossierView
from culture_desktop.ui.pages.people.people_actions import PeopleServices
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.page import Page
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, quoted

_WORDS = "档案写成 PDF，只存到你选的位置，程序里不留副本。电话和身份证号隐去几位。"


class DossierDesk(QObject):
    """Reads a dossier, shows it in ``view``, and carries out what is wanted there.

    Signals:
        shown: the dossier is read and stands in the view.
        gone: the person is no longer on the books.
    """

    shown = Signal()
    gone = Signal()

    def __init__(
        self, page: Page, services: PeopleServices, runner: Runner, settings: Settings, today: Callable[[], date]
    ) -> None:
        super().__init__(page)
        self._page, self._services, self._runner = page, services, runner
        self._settings, self._today = settings, today
        self._wanted: int | None = None
        self.view = DossierView()
        self.view.opened.connect(page.navigated)
        self.view.reveal_wanted.connect(self._reveal)
        self.view.posting_edit_wanted.connect(self._edit_posting)
        self.view.posting_delete_wanted.connect(self._delete_posting)
        self.history = Button("查看历史", icon="history", clicked=self._show_history)
        self.save = Button("另存为 PDF", icon="file-type-pdf", kind=Kind.PRIMARY, shortcut="Ctrl+S", clicked=self._save)
        self.actions = [self.history, self.save]
        for button in self.actions:
            button.setParent(page)
            button.hide()

    def open(self, person_id: int) -> None:
        """Read a person's dossier and show it."""
        self._wanted = person_id
        dossiers = self._services.dossiers

        def show(dossier: Dossier) -> None:
            if dossier.id == self._wanted:
                self.view.show_dossier(dossier, self._today())
                self.shown.emit()

        self._runner.run(lambda _progress: dossiers.read(person_id), title="读取档案", done=show, failed=self._not_read)

    def refresh(self) -> None:
        """Read the one shown again."""
        if self.view.dossier is not None:
            self.open(self.view.dossier.id)

    def _not_read(self, error: CultureError) -> None:
        if isinstance(error, RecordMissingError):  # it was removed, or its creation undone
            self.gone.emit()
        else:
            self._page.failed.emit(error)

    def _reveal(self) -> None:
        if self.view.dossier is None:
            return
        try:
            contact = self._services.people.reveal(self.view.dossier.id).value
        except CultureError as error:
            self._page.failed.emit(error)
        else:
            self.view.facts.show_whole(contact)

    def _show_history(self) -> None:
        if self.view.dossier is not None:
            self._page.navigated.emit("history", HistoryQuery(person_id=self.view.dossier.id))

    def _save(self) -> None:
        dossier = self.view.dossier
        if dossier is None:
            return
        reveal = export_dialog.ask(self._page, f"{quoted(dossier.draft.name)}的档案", _WORDS)
        if reveal is None:
            return
        path = files.save(self._page, "另存档案", f"{dossier.draft.name}档案.pdf", (files.PDF,), self._settings)
        if path is None:
            return
        dossiers, unit_name = self._services.dossiers, self._services.settings.unit().unit_name

        def write(progress: Progress) -> Done[Path]:
            return dossiers.write_pdf(
                dossier.id, path, self._today(), unit_name=unit_name, reveal=reveal, progress=progress
            )

        self._runner.run(write, title="另存档案", done=lambda done: self._page.notify(done.sentence))

    def _edit_posting(self, posting: DossierPosting) -> None:
        dossiers, person = self._services.dossiers, self.view.dossier
        assert person is not None

        def save(unit_id: int | None, starts: date | None, ends: date | None) -> Done[None]:
            if posting.id is None or ends is None or unit_id is None:
                return dossiers.set_unit_since(person.id, starts)
            return dossiers.set_posting(posting.id, unit_id, starts, ends)

        units = self._services.organisations.nodes(ADMINISTRATIVE_KINDS)
        self._tell(posting_dialog.ask(self._page, posting, units, save, self._today()))

    def _delete_posting(self, posting: DossierPosting) -> None:
        key = posting.id
        if key is not None:
            done = self._page.carry_out(lambda: self._services.dossiers.delete_posting(key))
            if done is not None:
                self._page.notify(done.sentence)

    def _tell(self, done: Done[None] | None) -> None:
        if done is not None:
            self._page.changed.emit(done.changed)
            self._page.notify(done.sentence)
