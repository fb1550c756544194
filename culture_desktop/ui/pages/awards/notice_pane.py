"""公示: from which day, up to which, and the paper to be put up."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.errors import CalendarUnknownError
from culture_desktop.rules.workdays import NoticePeriod
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.ui.labels import short_day, weekday
from culture_desktop.ui.pages.awards.nominee_card import CARD_WIDTH
from culture_desktop.ui.pages.awards.nominee_columns import WINNER_COLUMNS
from culture_desktop.ui.pages.awards.objections_card import ObjectionsCard
from culture_desktop.ui.pages.awards.papers_card import PapersCard
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.widgets.buttons import Button, LinkButton
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.form import Field, Form
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import CampaignStep, DocumentKind, chinese_date

_LABELS, _FIELD = 52, 130


class NoticePane(QWidget):
    """The last day is worked out from the first by working days; for a year without a calendar it is asked for.

    ``period`` works a period out for the campaign with a code, and raises CalendarUnknownError.

    Signals:
        paper_wanted: the notice is to be made as PDF.
        start_wanted: the period is to be set (first day, last day or None, objects).
        holidays_wanted: the holidays of a year are to be entered (int).
    """

    paper_wanted = Signal()
    start_wanted = Signal(object, object)
    holidays_wanted = Signal(int)

    def __init__(self, period: Callable[[str, date], NoticePeriod], today: Callable[[], date]) -> None:
        super().__init__()
        self._period, self._today = period, today
        self._board: CampaignBoard | None = None
        self.first = DayEdit(today())
        self.last = DayEdit(today())
        self._form = Form(label_width=_LABELS)
        self._first_field = self._form.add("开始日期", self.first, width=_FIELD)
        self.last_field: Field = self._form.add("截止日期", self.last, width=_FIELD)
        self.computed = Label("", "strong")
        self.counted = Label("", "caption")
        self.counted.setWordWrap(True)
        self.first.picked.connect(self._show_period)
        self.start_button = Button("改公示期", icon="calendar-event", clicked=self.start)
        self._period_card = Card("公示期")
        for part in (self._form, self.computed, self.counted):
            self._period_card.body.addWidget(part)
        self.holidays_button = LinkButton("节假日安排", clicked=self._ask_for_holidays)
        self._period_card.body.addLayout(row(self.start_button, STRETCH, self.holidays_button))
        self.paper_button = Button("生成公示", icon="file-type-pdf", clicked=self.paper_wanted.emit)
        self.papers = PapersCard((DocumentKind.NOTICE, DocumentKind.OBJECTIONS), (self.paper_button,))
        self.table = RowTable[Nominee](WINNER_COLUMNS[:-1], name="拟表彰名单", key=lambda n: n.nomination_id)
        self.table.set_placeholder(EmptyState("award", "还没有名单", "拟定名单后在这里核对"))
        self.objections = ObjectionsCard()
        self._lay_out()

    def show_board(self, board: CampaignBoard, papers: Sequence[IssuedRow]) -> None:
        """Show a campaign's period and list."""
        other = self._board is None or self._board.code != board.code
        self._board = board
        if board.notice_from is not None:
            self.first.set_day(board.notice_from)
        elif other:
            self.first.set_day(self._today())
        ready = not board.blocker_of(CampaignStep.NOTICE)
        started = board.notice_from is not None and ready
        for editor in (self.first, self.last):
            editor.setEnabled(not board.confirmed)
        self.start_button.setVisible(started and not board.confirmed)
        self.papers.show_papers(papers, blocked="" if started else "定好公示期后才能生成公示")
        self._list.set_note(f"{len(board.winners)} 个")
        self.table.set_rows(board.winners)
        self.objections.show_board(board, self._today())
        self._show_period()

    def start(self) -> None:
        """Ask for the period shown to be set."""
        self.start_wanted.emit(self.first.day(), self.last.day() if self._asks_for_last else None)

    def _ask_for_holidays(self) -> None:
        self.holidays_wanted.emit(self._unknown_year or self.first.day().year)

    def _lay_out(self) -> None:
        side = column(self._period_card, self.papers, STRETCH, gap=12)
        right = holder(side)
        right.setFixedWidth(CARD_WIDTH)
        self._list = Card("拟表彰名单", flush=True)
        self._list.body.setSpacing(10)
        self._list.body.addSpacing(2)
        self._list.body.addWidget(self.table, 1)
        whole = row(gap=12)
        whole.addLayout(column(self._list, self.objections, gap=12), 1)
        whole.addWidget(right)
        self.setLayout(whole)

    def _show_period(self, _day: object = None) -> None:
        """Work the last day out, or ask for it."""
        if self._board is None:
            return
        self._asks_for_last, self._unknown_year = False, 0
        self.last_field.clear_failure()
        try:
            period = self._period(self._board.code, self.first.day())
        except CalendarUnknownError as error:
            self._ask_for_last(error)
            return
        self._form.set_row_visible(self.last_field, False)
        days = [f"{short_day(day)} {weekday(day)[-1]}" for day in period.counted]
        self.computed.setText(f"到{chinese_date(period.end)}（{weekday(period.end)}）止")
        self.counted.setText(f"计入 {len(days)} 个工作日：{'、'.join(days)}")

    def _ask_for_last(self, error: CalendarUnknownError) -> None:
        board = self._board
        assert board is not None
        self._asks_for_last, self._unknown_year = True, int(str(error.data["year"]))
        self._form.set_row_visible(self.last_field, True)
        self.last_field.fail(str(error))
        if board.notice_to is not None and self.first.day() == board.notice_from:
            self.last.set_day(board.notice_to)
        elif self.last.day() < self.first.day():
            self.last.set_day(self.first.day())
        self.computed.setText("")
        self.counted.setText(f"截止日期至少留够 {board.notice_days} 个工作日")

    _asks_for_last = False
    _unknown_year = 0
