"""撰写简报: the briefings at the left, text and pictures in the middle, the PDF that comes of them at the right."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QStackedWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.briefings.papers import BriefingFinding
from culture_desktop.services.briefings.rows import BriefingDetail, BriefingDraft
from culture_desktop.services.file_names import file_name
from culture_desktop.services.results import Topic
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.labels import clock, count
from culture_desktop.ui.pages.composer.issuing import Export, Issuing
from culture_desktop.ui.pages.composer.keeper import Keeper
from culture_desktop.ui.pages.composer.paper import Paper, laid_out
from culture_desktop.ui.pages.composer.preview import Preview
from culture_desktop.ui.pages.composer.reader import Read, Reader
from culture_desktop.ui.pages.composer.text_steps import TextSteps
from culture_desktop.ui.pages.composer.whole import Whole
from culture_desktop.ui.pages.composer.workspace import Workspace
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.ui.widgets.page import NEW, Page, Topics
from culture_desktop.vocabulary import BriefingState

_TITLE, _CRUMB = "撰写简报", "文书"
_TOPICS: Topics = frozenset({Topic.DOCUMENTS, Topic.ACTIVITIES, Topic.PEOPLE, Topic.SETTINGS})


class ComposerPage(Page):
    """One briefing is open at a time; it is kept while it is written and saved when it is left."""

    def __init__(
        self, services: Services, runner: Runner, settings: Settings, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(_TITLE)
        self.crumb = _CRUMB
        self._services, self._settings = services, settings
        self._detail: BriefingDetail | None = None
        self._unit = services.settings.unit()
        self.space = Workspace(runner, services.briefing_pictures.path)
        self._paper: Paper | None = None
        self.steps = TextSteps(self.space.editor)
        self.keeper, self.reader = Keeper(services.briefings, self), Reader(services, runner, self)
        self.whole = Whole(self, services, self.reader, self.space.editor, self.save, today)
        self.preview = Preview(runner, self._drawing, self)
        self.print_button = Button("打印", icon="printer", shortcut="Ctrl+P")
        failed = self.space.problem.show_error
        self.issuing = Issuing(self, services, runner, settings, self.print_button, self.space.said, failed)
        self.issue_button = Button("印发", icon="send", kind=Kind.PRIMARY, clicked=self.issue)
        exports = (("PDF 文件…", Export.PDF), ("Word 文档…", Export.WORD))
        self.export_button = MenuButton("导出", exports, icon="download")
        self.export_button.menu_.aboutToShow.connect(self._offer_folder)
        self.folder_action = self.export_button.menu_.addAction("打开所在文件夹", self.issuing.open_folder)
        self.header_actions = [self.export_button, self.print_button, self.issue_button]
        self._stack = QStackedWidget()
        self._stack.addWidget(self.space)
        reason = "选定一场或几场活动，润物按名单和照片起草，再由你改定"
        self._stack.addWidget(EmptyState("news", "还没有简报", reason, "新简报", self.make_new))
        self.setLayout(column(self._stack, gap=0))
        self._connect_text()
        self._connect_work()

    @property
    def briefing_id(self) -> int:
        """The briefing that is open, 0 for none."""
        return self._detail.id if self._detail is not None else 0

    def draft(self) -> BriefingDraft:
        """What is written now."""
        return self.space.head.draft(self.space.title.text(), self.space.editor.blocks())

    def open_briefing(self, briefing_id: int) -> None:
        """Open one; what was written of another is saved first."""
        if briefing_id != self.briefing_id and self.save():
            self.reader.look(briefing_id)
        else:
            self.space.list.choose(self.briefing_id)

    def save(self) -> bool:
        """Save what was written as one step of the history; False when it cannot be, and that is said."""
        if self._detail is None:
            return True
        try:
            done = self.keeper.save(self.draft())
        except CultureError as error:
            self.space.problem.show_error(error)
            return False
        if done is not None:
            self.space.restored.hide()
            self.changed.emit(done.changed)
        return True

    def make_new(self) -> None:
        """Ask what to write of, and begin."""
        self.whole.begin(self._begun)

    def discard(self) -> None:
        """Go back to what was saved last."""
        if self._detail is not None:
            self.keeper.close()
            self._services.briefings.discard(self._detail.id)
            wanted, self._detail = self._detail.id, None
            self.reader.look(wanted)

    def issue(self) -> None:
        """Give the briefing its number and enter its paper in the register."""
        if self._detail is not None and self.save():
            self.space.problem.hide()
            self.issuing.issue(self._detail.id)

    def print_paper(self) -> None:
        """Print what the preview shows."""
        if self._paper is not None and self._paper.content:
            self.issuing.print_paper(self._paper.content, self.space.title.text(), self.space.view.page)

    def choose_pictures(self) -> None:
        """Choose picture files and add them."""
        self.add_pictures(files.open_several(self, "添加照片", (files.PICTURES,), self._settings))

    def add_unplaced(self) -> None:
        """Add the pictures of the activities that the text does not show yet."""
        if self._detail is not None:
            self.issuing.add_unplaced(self.draft(), self._detail.id, self.space.pictures.add)

    def add_pictures(self, paths: tuple[Path, ...]) -> None:
        """Add picture files: at the end of a row, or as a row of their own after the cursor's line."""
        if paths and self._detail is not None:
            self.space.problem.hide()
            self.issuing.add_pictures(self.draft(), self._detail.id, paths, self.space.pictures.add)

    def go_to(self, finding: BriefingFinding) -> None:
        """Lead to what is amiss."""
        if finding.picture >= 0:
            self.space.pictures.choose(finding.picture)
        elif finding.block >= 0:
            self.space.editor.go_to_block(finding.block)
        else:
            self.space.aspects.show_part(1)

    @override
    def refresh(self, topics: Topics) -> None:
        if not topics or topics & _TOPICS:
            self.reader.look(self.briefing_id)

    @override
    def open_with(self, argument: object) -> None:
        if argument is NEW:
            self.make_new()
        elif isinstance(argument, int):
            self.open_briefing(argument)
        elif isinstance(argument, str) and argument and self.save():
            self.reader.look_of(argument)

    @override
    def leave_crumb(self) -> None:
        if self.save():
            self.navigated.emit("documents", None)

    @override
    def can_close(self) -> bool:
        self.issuing.cancel()
        self.save()  # what cannot be saved is kept, and found again when it is opened next
        return True

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.save()

    def _connect_text(self) -> None:
        space = self.space
        for edited in (space.editor.edited, space.title.textEdited, space.head.edited):
            edited.connect(self._edited)
        space.editor.files_dropped.connect(self._add_at_cursor)
        space.editor.pictures_refused.connect(self._refuse_pictures)
        space.bar.pictures_wanted.connect(self.choose_pictures)
        space.pictures.add_button.set_choices(
            [("从文件选…", self.choose_pictures), ("活动里未用的", self.add_unplaced)]
        )
        space.pictures.add_button.picked.connect(_do)
        space.pictures.files_dropped.connect(self.add_pictures)
        space.titles.picked.connect(self._take_title)
        space.more.set_choices(
            [("换写别的活动…", self.whole.choose_activities), ("按资料重新起草…", self.whole.draft_anew)]
        )
        space.more.picked.connect(_do)
        for told in (space.editor.document().undoAvailable, space.editor.document().redoAvailable):
            told.connect(lambda _available: self.steps_changed.emit())

    def _connect_work(self) -> None:
        space = self.space
        space.new_button.clicked.connect(self.make_new)
        space.discard_button.clicked.connect(self.discard)
        space.list.chosen.connect(self.open_briefing)
        space.list.removal_wanted.connect(self.whole.delete)
        space.findings.wanted.connect(self.go_to)
        space.problem.settings_wanted.connect(lambda: self.navigated.emit("settings", None))
        self.keeper.due.connect(lambda: self.keeper.keep(self.draft()))
        self.keeper.kept.connect(self._say_kept)
        self.keeper.failed.connect(space.problem.show_error)
        self.reader.read.connect(self._take)
        self.reader.failed.connect(space.problem.show_error)
        self.preview.drawn.connect(self._show_paper)
        self.preview.failed.connect(space.problem.show_error)
        self.print_button.clicked.connect(self.print_paper)
        self.export_button.picked.connect(self._export)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(space.view.clear)  # PDFium wants its files closed

    def _begun(self, sentence: str) -> None:
        self.changed.emit(frozenset({Topic.DOCUMENTS}))
        self.notify(sentence)
        self.space.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, read: Read) -> None:
        """Show what was read; what is being written of the same briefing stays, unless it was changed elsewhere."""
        self._unit = read.unit
        self._show_rows(read)
        old, new = self._detail, read.detail
        if new is None:
            self.keeper.close()
            self._detail = None
            self.space.view.clear()
            return
        self._detail = new
        self.space.editor.show_figures(read.figures)
        self.space.bar.show_figures(read.figures)
        self.space.titles.set_choices([(title, title) for title in read.titles])
        if old is None or old.id != new.id or (new.draft != old.draft and new.draft != self.draft()):
            self._open(new)
        else:
            self.keeper.saved_elsewhere(new.draft)
            self.preview.draw()
        said = new.state.label if new.number is None else new.number.words
        self.set_heading(_TITLE, said, crumb=_CRUMB)

    def _open(self, detail: BriefingDetail) -> None:
        """Show a briefing: what was kept of it and not saved comes first."""
        space, draft = self.space, detail.unsaved or detail.draft
        self.keeper.open(detail.id, detail.draft, detail.unsaved)
        space.problem.hide()
        space.restored.setVisible(detail.unsaved is not None)
        if detail.unsaved is not None and detail.unsaved_at is not None:
            when = f"{detail.unsaved_at:%m-%d} {clock(detail.unsaved_at)}"
            space.restored.set_text(f"上次关闭时没来得及保存，已找回 {when} 写下的内容。")
        space.title.setText(draft.title)
        space.title.setCursorPosition(0)
        space.head.show_draft(draft)
        space.findings.show_found(())
        space.view.clear()
        space.editor.show_blocks(draft.blocks)
        space.saved.setText("")
        self.steps_changed.emit()
        self.preview.draw_now()

    def _show_rows(self, read: Read) -> None:
        rows = read.rows
        self._stack.setCurrentIndex(0 if rows else 1)
        for button in (self.export_button, self.print_button, self.issue_button):
            button.setEnabled(bool(rows))
        self.space.list.show_rows(rows, read.detail.id if read.detail is not None else 0)
        drafts = sum(each.state is BriefingState.DRAFT for each in rows)
        self.set_status(f"{count(len(rows), '份简报')}，其中草稿 {count(drafts, '份')}　预览即 PDF" if rows else "")

    def _edited(self) -> None:
        if self._detail is not None:
            self.keeper.note()
            self.preview.draw()

    def _say_kept(self, when: datetime) -> None:
        self.space.saved.setText(f"已保存 {when:%H:%M:%S}")

    def _drawing(self) -> Callable[[Progress], Paper] | None:
        if self._detail is None:
            return None
        detail, draft, services, unit = self._detail, self.draft(), self._services, self._unit
        return lambda progress: laid_out(services, detail, draft, unit, progress)

    def _show_paper(self, paper: Paper) -> None:
        if paper.briefing_id != self.briefing_id:
            return
        self._paper = paper
        issued = self._detail is not None and self._detail.number is not None
        words = paper.number.words if issued else f"{paper.number.words}，印发时定"
        self.space.head.show_number(words, given=issued)
        short = paper.number.words.partition("（")[0]
        self.issue_button.setText(f"重新印发{short}" if issued else f"印发{short}")
        self.space.findings.show_found(paper.findings)
        if paper.content:
            self.space.view.show_pdf(paper.content, keep_place=True)

    def _export(self, kind: object) -> None:
        assert isinstance(kind, Export)
        if self._detail is not None and self.save():
            number = self._detail.number
            first = f"{number.words.partition('（')[0]}　" if number is not None else ""
            self.issuing.export(
                self._detail.id, file_name(f"{self.space.head.masthead.text()}{first}{self.space.title.text()}"), kind
            )

    def _offer_folder(self) -> None:
        self.folder_action.setEnabled(self.issuing.folder is not None)

    def _take_title(self, title: object) -> None:
        self.space.title.setText(str(title))
        self._edited()

    def _add_at_cursor(self, paths: tuple[Path, ...]) -> None:
        self.space.pictures.forget_current()
        self.add_pictures(paths)

    def _refuse_pictures(self, number: int) -> None:
        self.notify(f"{count(number, '张图片')}没有贴进来：请先存成文件，再拖到下面的“照片”里", tone=Tone.WARN)


def _do(act: object) -> None:
    assert callable(act)
    act()
