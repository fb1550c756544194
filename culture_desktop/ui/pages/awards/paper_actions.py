"""What the user does about all papers of a campaign at once: where they go, and what could not be made."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from culture_desktop.progress import Progress
from culture_desktop.services.documents.paper_set import PaperSet
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import files, signing_dialog, text_view
from culture_desktop.ui.pages.awards.campaign_actions import CampaignActions, Desk
from culture_desktop.vocabulary import DocumentKind


class PaperActions(CampaignActions):
    """The whole set in one go, and the papers no step has a button for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._folder = Path()
        desk.view.award.set_wanted.connect(self.make_set)
        desk.view.award.roll_wanted.connect(lambda: self.make_paper(DocumentKind.HONOUR_ROLL))
        desk.view.award.receipts_wanted.connect(lambda: self.make_paper(DocumentKind.RECEIPTS))

    def make_set(self) -> None:
        """Ask for a folder and fill it."""
        if not signing_dialog.ask(self._page, self._services.signing, self._runner):
            return
        folder = files.folder(self._page, "全套文书存到哪个文件夹", self._settings)
        if folder is None:
            return
        self._folder = folder / f"{self._code}全套文书"
        code, services, target = self._code, self._services, self._folder

        def work(progress: Progress) -> Done[PaperSet]:
            return services.paper_sets.make(code, services.settings.unit(), target, progress)

        self._view.problem.hide()
        self._runner.run(work, title="生成全套文书", done=self._made, failed=self._paper_failed)

    def _made(self, done: Done[PaperSet]) -> None:
        self._page.changed.emit(done.changed)
        if done.value.missing:
            words = "\n\n".join(f"{one.kind.label}：{one.reason}" for one in done.value.missing)
            self._page.notify(
                done.sentence, "没有生成的", lambda: text_view.show(self._page, "还不能生成的文书", words)
            )
        else:
            self._page.notify(done.sentence, "打开文件夹", self._open_folder)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
