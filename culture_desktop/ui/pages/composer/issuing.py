"""What becomes of a briefing: pictures in; number, PDF, Word and print out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton

from culture_desktop.documents.briefings.blocks import Photo, photos
from culture_desktop.errors import CultureError
from culture_desktop.progress import Progress
from culture_desktop.services.briefings.rows import BriefingDraft
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.page import Page
from culture_desktop.ui.widgets.pdf_document import PdfDocument
from culture_desktop.ui.widgets.printing import Printing

Failed = Callable[[CultureError], None]


class Export(Enum):
    """Files that a briefing is written to: what the dialog is called, the suffix, the filter."""

    PDF = "保存简报", ".pdf", files.PDF
    WORD = "导出 Word 文档", ".docx", "Word 文档 (*.docx)"

    def __init__(self, title: str, suffix: str, filter_: str) -> None:
        self.title, self.suffix, self.files = title, suffix, filter_


@dataclass(frozen=True)
class _Added:
    """Pictures that are at hand now, and why the next one is not."""

    pictures: Sequence[Photo]
    problem: CultureError | None


class Issuing(QObject):
    """Works on a briefing as it is saved; ``said`` gets what there is to say of printing."""

    def __init__(
        self,
        page: Page,
        services: Services,
        runner: Runner,
        settings: Settings,
        print_button: QPushButton,
        said: QLabel,
        failed: Failed,
    ) -> None:
        super().__init__(page)
        self._page, self._services, self._runner, self._settings = page, services, runner, settings
        self._printing, self._failed = Printing(print_button, said), failed
        self._folder: Path | None = None

    @property
    def folder(self) -> Path | None:
        """Where something was saved last."""
        return self._folder

    def add_pictures(
        self, draft: BriefingDraft, briefing_id: int, paths: tuple[Path, ...], take: Callable[[Sequence[Photo]], object]
    ) -> None:
        """Have picture files at hand and hand them on; the first that cannot be read is told, those before it are taken."""
        pictures = self._services.briefing_pictures
        placed, names = {photo.sha256 for photo in photos(draft.blocks)}, {path.name for path in paths}

        def add(progress: Progress) -> _Added:
            try:
                return _Added(pictures.add(briefing_id, paths, progress).value, None)
            except CultureError as error:
                at_hand = pictures.at_hand(briefing_id)
                kept = [photo for photo in at_hand if photo.file_name in names and photo.sha256 not in placed]
                return _Added(kept, error)

        def done(added: _Added) -> None:
            if added.pictures:
                take(added.pictures)
                self._page.changed.emit(frozenset({Topic.DOCUMENTS}))
            if added.problem is not None:
                self._failed(added.problem)

        self._runner.run(add, title="添加照片", done=done, failed=self._failed)

    def add_unplaced(self, draft: BriefingDraft, briefing_id: int, take: Callable[[Sequence[Photo]], object]) -> None:
        """Hand on the pictures of the activities, and those added before, that the text does not show."""
        pictures, placed = self._services.briefing_pictures, {photo.sha256 for photo in photos(draft.blocks)}
        found = [photo for photo in pictures.at_hand(briefing_id) if photo.sha256 not in placed]
        if found:
            take(found)
        else:
            self._page.notify("活动的照片都已在简报里了", tone=Tone.INFO)

    def issue(self, briefing_id: int) -> None:
        """Give it its number and enter it in the register."""
        services = self._services

        def make(progress: Progress) -> Done[IssuedRow]:
            return services.briefing_papers.issue(briefing_id, services.settings.unit(), None, progress)

        self._runner.run(make, title="印发简报", done=self._issued, failed=self._failed)

    def export(self, briefing_id: int, name: str, kind: Export) -> None:
        """Write it to a file of the user's choice."""
        services = self._services
        path = files.save(self._page, kind.title, f"{name}{kind.suffix}", (kind.files,), self._settings)
        if path is None:
            return

        def write(progress: Progress) -> Done[Path]:
            progress(0, 1, "正在写文件")
            return services.briefing_papers.export(briefing_id, services.settings.unit(), path)

        self._runner.run(write, title="导出简报", done=self._written, failed=self._failed)

    def open_folder(self) -> None:
        """Show the folder that something was saved in last."""
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def print_paper(self, content: bytes, title: str, current: int) -> None:
        """Print what the preview shows; while it is printed, stop it."""
        document = PdfDocument(content)
        pages = document.page_count
        document.close()
        self._printing.ask(content, title, pages, current=current)

    def cancel(self) -> None:
        """Stop what is being printed."""
        self._printing.cancel()

    def _issued(self, done: Done[IssuedRow]) -> None:
        self._page.changed.emit(done.changed)
        self._page.notify(done.sentence, "查看", lambda: self._page.navigated.emit("documents", done.value.id))

    def _written(self, done: Done[Path]) -> None:
        self._folder = done.value.parent
        self._page.notify(done.sentence, "打开文件夹", self.open_folder)
