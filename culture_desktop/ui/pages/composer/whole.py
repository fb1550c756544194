"""What is done with a briefing as a whole: begun, given other activities, drafted anew, deleted."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import briefing_dialog, confirm
from culture_desktop.ui.pages.composer.reader import Reader
from culture_desktop.ui.pages.composer.text_editor import TextEditor
from culture_desktop.ui.widgets.page import Page


class Whole(QObject):
    """Each act saves first what is being written: ``save`` says whether that went well."""

    def __init__(
        self,
        page: Page,
        services: Services,
        reader: Reader,
        editor: TextEditor,
        save: Callable[[], bool],
        today: Callable[[], date],
    ) -> None:
        super().__init__(page)
        self._page, self._services, self._reader, self._editor = page, services, reader, editor
        self._save, self._today = save, today

    def begin(self, begun: Callable[[str], object]) -> None:
        """Ask what to write of, and begin; ``begun`` gets the sentence that tells it."""
        activities = self._services.activities
        ids = briefing_dialog.ask(self._page, activities.years() or (self._today().year,), activities.rows)
        if ids is not None and self._save():
            self._reader.begin(ids, begun)

    def choose_activities(self) -> None:
        """Have the briefing that is open tell of other activities."""
        detail = self._reader.detail
        if detail is None or not self._save():
            return
        activities, told = self._services.activities, [each.id for each in detail.activities]
        ids = briefing_dialog.ask(self._page, activities.years(), activities.rows, told, act="改写这些活动")
        if ids is not None:
            done = self._page.carry_out(lambda: self._services.briefings.set_activities(detail.id, ids))
            if done is not None:
                self._page.notify(done.sentence)

    def draft_anew(self) -> None:
        """Write the text anew from the facts of now; one undo brings the old text back."""
        detail, services = self._reader.detail, self._services
        effect = "正文和照片换成按活动资料重新起草的，标题和报头报尾不变。Ctrl+Z 可以撤销。"
        if detail is None or not confirm.ask(self._page, "重新起草正文", effect, act="重新起草", danger=False):
            return
        blocks = services.briefings.first_draft(detail.id, services.settings.unit()).blocks
        self._editor.selectAll()
        self._editor.insert_blocks(blocks)

    def delete(self, briefing_id: int) -> None:
        """Delete a draft."""
        detail = self._reader.detail
        if detail is not None and briefing_id == detail.id and not self._save():
            return
        done = self._page.carry_out(lambda: self._services.briefings.delete(briefing_id))
        if done is not None:
            self._page.notify(done.sentence)
