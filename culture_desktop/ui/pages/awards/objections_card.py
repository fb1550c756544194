"""The objections to a public notice: who objected to whom, by when each is answered, how it ended."""

from datetime import date

from PySide6.QtCore import Signal

from culture_desktop.rules.objections import state_of
from culture_desktop.services.awards.rows import CampaignBoard, ObjectionRow
from culture_desktop.ui.labels import short_day
from culture_desktop.ui.tables.cells import Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.vocabulary import DocumentKind

_HEIGHT = 232


class ObjectionsCard(Card):
    """A table in the order received; Enter or a double click opens one.

    Signals:
        entry_wanted: an objection is to be entered.
        handling_wanted: this one is to be handled (ObjectionRow).
        paper_wanted: the ledger is to be made as PDF.
    """

    entry_wanted = Signal()
    handling_wanted = Signal(object)
    paper_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("异议", flush=True)
        self._board: CampaignBoard | None = None
        self._today = date.min
        columns = (
            Column[ObjectionRow]("序号", lambda row: Muted(row.fact.number), width=52),
            Column[ObjectionRow]("公示对象", lambda row: Name(row.fact.subject), width=110),
            Column[ObjectionRow]("提出人", lambda row: Muted(_objector(row)), width=150, priority=1, tooltip=_objector),
            Column[ObjectionRow]("内容", lambda row: row.content, width=160, stretch=True, tooltip=lambda r: r.content),
            Column[ObjectionRow]("收到", self._received, width=112),
            Column[ObjectionRow]("期限", self._deadline, width=100, priority=1),
            Column[ObjectionRow]("办理", self._status, width=104),
        )
        self.table = RowTable[ObjectionRow](columns, name="异议", key=lambda row: row.id)
        self.table.opened.connect(self._handle)
        self.table.current_changed.connect(self._allow)
        self.entry_button = Button("登记异议", icon="plus", clicked=self.entry_wanted.emit)
        self.handle_button = Button("办理", icon="pencil", clicked=self._handle_current)
        self.paper_button = Button(
            f"生成{DocumentKind.OBJECTIONS.label}", icon="file-type-pdf", clicked=self.paper_wanted.emit
        )
        for button in (self.paper_button, self.handle_button, self.entry_button):
            self.add_action(button)
        self.body.setSpacing(8)
        self.body.addSpacing(2)
        self.body.addWidget(self.table, 1)
        self.setFixedHeight(_HEIGHT)

    def show_board(self, board: CampaignBoard, today: date) -> None:
        """Show a campaign's objections as they stand on a day."""
        self._board, self._today = board, today
        started = board.notice_from is not None
        reason = "公示期内收到的异议登记在这里，全部办结后才能表彰" if started else "开始公示后可以登记异议"
        self.table.set_placeholder(EmptyState("speakerphone", "没有异议", reason))
        self.table.set_rows(board.objections)
        open_ = sum(row.open for row in board.objections)
        self.set_note(f"{len(board.objections)} 件，{open_} 件未办结" if board.objections else "")
        self.entry_button.setEnabled(started)
        self.paper_button.setEnabled(started)
        self._allow(self.table.current_row())

    def _received(self, row: ObjectionRow) -> Muted:
        assert self._board is not None
        late = state_of(row.fact, self._today, self._board.notice_to).late
        return Muted(f"{short_day(row.fact.received_on)}{' 逾期提出' if late else ''}")

    def _deadline(self, row: ObjectionRow) -> Status | Muted:
        day = short_day(row.fact.deadline)
        overdue = row.open and row.fact.deadline < self._today
        return Status(f"{day} 超期", Tone.BAD) if overdue else Muted(day)

    def _status(self, row: ObjectionRow) -> Status:
        return Status(row.status, Tone.WARN if row.open else Tone.OK)

    def _allow(self, row: ObjectionRow | None) -> None:
        self.handle_button.setEnabled(row is not None)

    def _handle_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._handle(row)

    def _handle(self, row: ObjectionRow) -> None:
        self.handling_wanted.emit(row)


def _objector(row: ObjectionRow) -> str:
    fact = row.fact
    return "，".join(
        filter(None, (f"{fact.name}（{fact.objector.label}）", fact.phone, "已盖章" if fact.sealed else ""))
    )
