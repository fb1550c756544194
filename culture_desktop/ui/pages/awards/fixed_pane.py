"""指定人选: whose places were decided whatever the scores, with the reasons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.services.awards.nominee_rows import FixedPlace, Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.ui.labels import day
from culture_desktop.ui.pages.awards.nominee_words import figure, unit_words
from culture_desktop.ui.tables.cells import Figure, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column


def _place(nominee: Nominee) -> FixedPlace:
    assert nominee.fixed is not None
    return nominee.fixed


def _words(nominee: Nominee) -> Status:
    if not nominee.eligibility.passed:
        return Status(f"{_place(nominee).words}，现不合格", Tone.BAD)
    return Status(_place(nominee).words, Tone.OK if _place(nominee).chosen else Tone.NEUTRAL)


_COLUMNS = (
    Column[Nominee]("姓名或集体", lambda n: Name(n.name), width=160, order=lambda n: n.name),
    Column[Nominee]("单位", lambda n: Muted(unit_words(n)), width=150, priority=1, tooltip=lambda n: n.unit_full_name),
    Column[Nominee]("得分", lambda n: Figure(figure(n.total)), width=76, right=True, order=lambda n: n.total or 0),
    Column[Nominee]("指定", _words, width=190, order=lambda n: _place(n).words),
    Column[Nominee]("理由", lambda n: _place(n).reason, width=240, stretch=True, tooltip=lambda n: _place(n).reason),
    Column[Nominee]("日期", lambda n: Muted(day(_place(n).decided_at.date())), width=110, priority=2),
)


class FixedPane(QWidget):
    """A table of decisions; the current one can be taken back.

    Signals:
        release_wanted: the decision on the Nominee is to be taken back (object).
    """

    release_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.table = RowTable[Nominee](_COLUMNS, name="指定人选", key=lambda n: n.nomination_id)
        empty = EmptyState("gavel", "没有指定人选", "在“名单”里选中一个对象，用“指定…”决定其入选或不列入，写明理由。")
        self.table.set_placeholder(empty)
        self.table.current_changed.connect(self._follow)
        self.release_button = Button("取消指定", icon="restore", clicked=self._release)
        self.card = Card("指定人选", flush=True)
        self.card.add_action(self.release_button)
        self.card.body.addWidget(self.table, 1)
        self.setLayout(column(self.card, gap=0))
        self._open = False

    def show_board(self, board: CampaignBoard) -> None:
        """Show a campaign's decisions."""
        self._open = not board.confirmed
        self.table.set_rows(board.fixed)
        self.card.set_note(f"{len(board.fixed)} 项，随名单写入会议记录" if board.fixed else "")
        if self.table.current_row() is None and board.fixed:
            self.table.select_key(board.fixed[0].nomination_id)
        self._follow()

    def _follow(self, _nominee: object = None) -> None:
        self.release_button.setVisible(self._open and bool(self.table.row_model.rows))
        self.release_button.setEnabled(self.table.current_row() is not None)

    def _release(self) -> None:
        self.release_wanted.emit(self.table.current_row())
