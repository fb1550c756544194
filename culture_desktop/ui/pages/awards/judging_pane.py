"""评委与回避: the panel, whom each judge keeps out of judging, and the sheets they score on."""

from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.services.awards.judging_rows import JudgeRow, Panel
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.ui.pages.awards.judge_card import JudgeCard
from culture_desktop.ui.tables.cells import Bar, Cell, Figure, Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.menu_button import MenuButton


class NewJudge(Enum):
    """Where a new judge comes from."""

    STAFF = auto()
    OUTSIDE = auto()


class Sheets(Enum):
    """What judges score on."""

    FILES = auto()
    PAPER = auto()


def _scored(judge: JudgeRow) -> Cell:
    share = judge.scored / judge.to_score if judge.to_score else 0.0
    return Bar(f"{judge.scored} / {judge.to_score}", share, Tone.OK if judge.missing == 0 else Tone.WARN)


COLUMNS = (
    Column[JudgeRow]("评委", lambda j: Name(j.name), width=130, stretch=True, order=lambda j: j.name),
    Column[JudgeRow]("所在部门", lambda j: Muted(j.unit.rpartition("/")[2] or "外部"), width=150, priority=2),
    Column[JudgeRow]("已评", _scored, width=140, order=lambda j: j.missing),
    Column[JudgeRow]("回避", lambda j: Figure(str(j.recused)) if j.recused else None, width=60, right=True),
    Column[JudgeRow]("利害关系", lambda j: "、".join(tie.words for tie in j.ties) or None, width=160, priority=1),
    Column[JudgeRow]("来源", lambda j: Muted("名单" if j.declared else "随评分表"), width=80, priority=3),
)


class JudgingPane(QWidget):
    """Table and card; above them what the rules call for.

    Signals:
        judge_wanted: a judge is to be added (NewJudge, object).
        sheets_wanted: score sheets are to be made (Sheets, object).
        check_wanted: the recusals found by rule are to be looked at.
    """

    judge_wanted = Signal(object)
    sheets_wanted = Signal(object)
    check_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.judge_card = JudgeCard()
        self.sheets_button = MenuButton(
            "评分表",
            (("导出电子评分表（每人一个文件）", Sheets.FILES), ("打印纸质评分表", Sheets.PAPER)),
            icon="download",
        )
        self.add_button = MenuButton(
            "添加评委", (("从在册人员里选", NewJudge.STAFF), ("外部评委", NewJudge.OUTSIDE)), icon="user-plus"
        )
        self.sheets_button.picked.connect(self.sheets_wanted)
        self.add_button.picked.connect(self.judge_wanted)
        self.check_button = Button("查看并登记", icon="user-check", clicked=self.check_wanted.emit)
        self.band = Band("alert-triangle", "", tone=Tone.WARN, actions=[self.check_button])
        self._band = holder(column(self.band, margins=(15, 0, 15, 0)))
        self._band.hide()
        self.table = RowTable[JudgeRow](COLUMNS, name="评委", key=lambda j: j.id)
        self.table.set_placeholder(
            EmptyState(
                "gavel",
                "还没有评委",
                "添加评委后，可以核对回避、生成评分表；也可以直接导入评分表",
                "从在册人员里选",
                lambda: self.judge_wanted.emit(NewJudge.STAFF),
                kind=Kind.SECONDARY,
            )
        )
        self.table.current_changed.connect(self.judge_card.show_judge)
        self.card = Card("评委", flush=True)
        self.card.add_action(self.sheets_button)
        self.card.add_action(self.add_button)
        self.card.body.setSpacing(10)
        self.card.body.addWidget(self._band)
        self.card.body.addWidget(self.table, 1)
        whole = row(gap=12)
        whole.addWidget(self.card, 1)
        whole.addWidget(self.judge_card)
        self.setLayout(whole)

    def show_panel(self, board: CampaignBoard, panel: Panel) -> None:
        """Show the panel of a campaign."""
        open_ = not board.confirmed
        found, judges = len(panel.found), panel.judges
        fewest = board.scoring.panel.minimum_judges
        few = f"，至少要 {fewest} 位" if judges and len(judges) < fewest else ""
        self.card.set_note(f"{len(judges)} 位，回避 {len(panel.recusals)} 项{few}" if judges else "")
        self.add_button.setVisible(open_)
        self.sheets_button.setVisible(open_ and bool(judges))
        self._band.setVisible(open_ and found > 0)
        self.band.set_text(f"按规则有 {found} 项应回避，还没有登记。")
        self.judge_card.show_panel(panel, open_=open_)
        self.table.set_rows(judges)
        if self.table.current_row() is None and judges:
            self.table.select_key(judges[0].id)
