"""证书登记簿: every certificate that went out, with what can be done about each."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QStackedWidget

from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.certificates.service import RegisterRow
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import certificate_revocation_dialog, files
from culture_desktop.ui.dialogs.verify_dialog import VerifyDialog
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.documents.register_columns import REGISTER_COLUMNS, Standing
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.page import Page, Topics
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.text import Label
from culture_desktop.ui.widgets.word_box import WordBox

_TITLE, _CRUMB = "证书登记簿", "文书"
_TOPICS: Topics = frozenset({Topic.DOCUMENTS, Topic.AWARDS, Topic.PEOPLE})
_EVERY_SOURCE, _OF_LISTS = "全部来源", "名单"
_SEARCH, _BOX = 220, 168


class RegisterPage(Page):
    """Filters over one table; acts go for those ticked, else for the current one."""

    def __init__(
        self, services: Services, runner: Runner, settings: Settings, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(_TITLE)
        self._services, self._runner, self._settings, self._today = services, runner, settings, today
        self._rows: tuple[RegisterRow, ...] = ()
        self.search = SearchBox("编号、姓名、称号", shortcut="Ctrl+F")
        self.search.setFixedWidth(_SEARCH)
        self.search.searched.connect(self._show_rows)
        self.standing, self.source = WordBox(Standing, none="全部状态"), QComboBox()
        self.source.addItem(_EVERY_SOURCE)
        for box, name in ((self.standing, "状态"), (self.source, "来源")):
            box.setAccessibleName(name)
            box.setFixedWidth(_BOX)
            box.activated.connect(self._show_rows)
        self.table = RowTable[RegisterRow](
            REGISTER_COLUMNS,
            name=_TITLE,
            key=lambda found: found.number,
            checkable=True,
            muted=lambda found: found.revoked_on is not None,
        )
        self.table.current_changed.connect(self._allow)
        self.table.ticked.connect(self._allow)
        self._chosen = Label("", "caption")
        self.export_button = Button("导出", icon="download", shortcut="Ctrl+Shift+E", clicked=self.table.export)
        self.verify_button = Button("核验证书", icon="shield-lock", clicked=self.verify)
        self.revoke_button = Button("作废…", icon="circle-x", clicked=self.revoke)
        self.reprint_button = Button("重印…", icon="printer", shortcut="Ctrl+P", clicked=self.reprint)
        self.header_actions = [self.verify_button, self.export_button, self.revoke_button, self.reprint_button]
        self._stack = QStackedWidget()
        self._lay_out()
        self.set_heading(_TITLE, crumb=_CRUMB)
        self._allow()

    @override
    def refresh(self, topics: Topics) -> None:
        if topics and not topics & _TOPICS:
            return
        certificates = self._services.certificates
        self._runner.run(lambda _progress: certificates.rows(), title="读取证书登记簿", done=self._take)

    @override
    def leave_crumb(self) -> None:
        self.navigated.emit("documents", None)

    def clear_filters(self) -> None:
        """Show all."""
        self.search.clear()
        self.standing.choose(None)
        self.source.setCurrentIndex(0)
        self._show_rows()

    def reprint(self) -> None:
        """Ask where to, then write those chosen exactly as they were issued."""
        numbers = [found.number for found in self._wanted()]
        if not numbers:
            return
        path = files.save(self, f"重印 {len(numbers)} 张证书", "重印证书.pdf", (files.PDF,), self._settings)
        if path is None:
            return
        certificates = self._services.certificates

        def work(progress: Progress) -> Done[Path]:
            return certificates.reprint(numbers, path, progress)

        self._runner.run(work, title="重印证书", done=self._reprinted)

    def revoke(self) -> None:
        """Ask for the day and the reason, then revoke those chosen."""
        wanted = self._wanted()
        if wanted:
            numbers, today = [found.number for found in wanted], self._today()
            act = partial(self._services.certificates.revoke, numbers)
            done = certificate_revocation_dialog.ask(self, wanted, today, lambda on, why: act(on, why, today))
            if done is not None:
                self.changed.emit(done.changed)
                self.notify(done.sentence)

    def verify(self) -> None:
        """Say whether a certificate is genuine."""
        VerifyDialog(self, self._services.signing, self._runner, self._settings).exec()

    def _lay_out(self) -> None:
        filters = row(self.search, self.standing, self.source, STRETCH, self._chosen, gap=8)
        filters.setContentsMargins(PAGE_MARGIN, 4, PAGE_MARGIN, 0)
        card = Card(flush=True)
        card.body.addWidget(self.table)
        listed = column(filters, gap=8)
        listed.addLayout(column(card, margins=(PAGE_MARGIN, 4, PAGE_MARGIN, 16)), 1)
        reason = "评选的证书和批量证书印出后，编号、姓名和所用模板都记在这里"
        self._stack.addWidget(holder(listed))
        self._stack.addWidget(EmptyState("rosette", "还没有印过证书", reason, "去文书", self.leave_crumb))
        self.setLayout(column(self._stack, gap=0))

    def _take(self, rows: tuple[RegisterRow, ...]) -> None:
        self._rows = rows
        self._stack.setCurrentIndex(0 if rows else 1)
        chosen = self.source.currentText()
        self.source.clear()
        self.source.addItems([_EVERY_SOURCE, *dict.fromkeys(found.source or _OF_LISTS for found in rows)])
        self.source.setCurrentText(chosen)
        self._show_rows()

    def _show_rows(self, _filter: object = None) -> None:
        words, standing = self.search.text().strip().casefold(), self.standing.word()
        source = self.source.currentText() if self.source.currentIndex() > 0 else ""
        found = [
            each
            for each in self._rows
            if (standing is None or standing in Standing.of(each))
            and (not source or source == (each.source or _OF_LISTS))
            and words in f"{each.number}\n{each.name}\n{each.title}".casefold()
        ]
        self.table.set_placeholder(EmptyState.filtered("没有符合的证书", "都被查找或筛选挡住", self.clear_filters))
        self.table.set_rows(found)
        self._allow()
        self.set_heading(_TITLE, count(len(self._rows), "张") if self._rows else "", crumb=_CRUMB)
        revoked = sum(each.revoked_on is not None for each in self._rows)
        again = sum(each.reprints for each in self._rows)
        facts = f"显示 {count(len(found), '张')}　重印 {count(again, '次')}　作废 {count(revoked, '张')}"
        self.set_status(facts if self._rows else "")

    def _wanted(self) -> list[RegisterRow]:
        current = self.table.current_row()
        return self.table.ticked_rows() or ([current] if current is not None else [])

    def _allow(self, _row: object = None) -> None:
        wanted, ticked = self._wanted(), len(self.table.ticked_rows())
        standing = bool(wanted) and all(found.revoked_on is None for found in wanted)
        for button in (self.reprint_button, self.revoke_button):
            button.setEnabled(standing)
        why = "" if standing or not wanted else "其中有已作废的，不能重印"
        self._chosen.setText("　".join(filter(None, (f"已选 {count(ticked, '张')}" if ticked else "", why))))
        self.export_button.setEnabled(bool(self._rows))

    def _reprinted(self, done: Done[Path]) -> None:
        folder = QUrl.fromLocalFile(str(done.value.parent))
        self.changed.emit(done.changed)
        self.notify(done.sentence, "打开文件夹", lambda: QDesktopServices.openUrl(folder))
