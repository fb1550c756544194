"""The three doors: my roster, the sample year, a file there is already."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from culture_desktop.override import override
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.pages.welcome.door import Door
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row, scrolled
from culture_desktop.ui.widgets.page import Page
from culture_desktop.ui.widgets.seal import Seal
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import quoted

_SEAL, _MARGIN, _WIDEST = 60, 72, 1054


class FileKind(Enum):
    """What a file on the page is taken for, by its suffix."""

    ROSTER = frozenset(
        ".xlsx .xlsm .xls .et .ods .fods .csv .tsv .txt .htm .html .mht .mhtml .xml".split()  # noqa: SIM905  # one line reads best
    )
    DATA = frozenset({".runwu", ".db"})

    @classmethod
    def of(cls, file: Path) -> "FileKind | None":
        """The kind, or None for what is neither."""
        return next((kind for kind in cls if file.suffix.lower() in kind.value), None)


class WelcomePage(Page):
    """Shown while there is no data, or none that can be opened: ``problem`` says why.

    A file dropped anywhere on it goes through the right door.

    Signals:
        sample_requested: open the sample year.
        roster_requested: import this roster (Path, object).
        file_requested: open this data file, or restore this backup (Path, object).
        blank_requested: begin with nothing.
    """

    sample_requested = Signal()
    roster_requested = Signal(object)
    file_requested = Signal(object)
    blank_requested = Signal()
    undoable = False

    def __init__(self, settings: Settings, problem: str = "") -> None:
        super().__init__("总览")
        self._settings = settings
        self.setAcceptDrops(True)
        self.roster_door, self.sample_door, self.file_door = self._make_doors()
        self.blank_link = LinkButton("新建空白年度", clicked=self.blank_requested.emit)
        doors = row(gap=20)
        for door in (self.roster_door, self.sample_door, self.file_door):
            doors.addWidget(door, 1)
        middle = holder(doors)
        middle.setMaximumWidth(_WIDEST)
        whole = column(gap=0, margins=(_MARGIN, 24, _MARGIN, 24))
        if problem:
            whole.addWidget(Band("alert-circle", problem, tone=Tone.BAD))
        whole.addStretch(2)
        for part, gap in (
            (Seal(_SEAL), 18),
            (Label("从哪里开始", "key_figure"), 8),
            (Label("随风潜入夜，润物细无声", "honour"), 28),
        ):
            whole.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            whole.addSpacing(gap)
        whole.addLayout(self._centred(middle))
        whole.addSpacing(18)
        foot = row(STRETCH, Label("数据只存在这台电脑，不联网。", "caption"), self.blank_link, STRETCH)
        whole.addLayout(foot)
        whole.addStretch(3)
        self.setLayout(column(scrolled(holder(whole)), gap=0))
        self.set_status("数据文件没有打开" if problem else "尚无数据")

    def choose_roster(self) -> None:
        """Ask for a roster file."""
        self._emit(self.roster_requested, files.open_one(self, "导入我的名册", (files.TABLES,), self._settings))

    def choose_file(self) -> None:
        """Ask for a data file or a backup."""
        kinds = (files.DATA_OR_BACKUPS,)
        self._emit(self.file_requested, files.open_one(self, "打开或恢复", kinds, self._settings))

    def take_file(self, file: Path) -> None:
        """Send a dropped file through its door, or say why it fits none."""
        match FileKind.of(file):
            case FileKind.ROSTER:
                self.roster_requested.emit(file)
            case FileKind.DATA:
                self.file_requested.emit(file)
            case None:
                words = f"{quoted(file.name)}不是名册、数据文件或备份，请拖入 xlsx、xls、et、ods、csv、runwu 或 db 文件"
                self.notify(words, tone=Tone.WARN)

    def _emit(self, signal: SignalInstance, file: Path | None) -> None:
        if file is not None:
            signal.emit(file)

    def _make_doors(self) -> tuple[Door, Door, Door]:
        return (
            Door(
                "table-import",
                "导入我的名册",
                "从 Excel 或 CSV 开始，表头乱、有合并格也可以。先核对，后写入，一行不漏。",
                "选择文件",
                key="Alt+1",
                notes=("支持 xlsx、xls、et、ods、csv（含 GB18030）", "也可把文件拖到这里"),
                clicked=self.choose_roster,
                primary=True,
            ),
            Door(
                "plant-2",
                "看看样例年度",
                "一个 1,200 人的虚构单位，活动、评选、证书俱全。样例单独存放，一步即可移除。",
                "打开样例",
                key="Alt+2",
                notes=("约 3 分钟可印出第一张证书", "不影响自己的数据"),
                clicked=self.sample_requested.emit,
            ),
            Door(
                "restore",
                "打开或恢复文件",
                "换了电脑，或从前任手中接手。选中数据文件或备份，备份先查看内容，再恢复。",
                "选择文件",
                key="Alt+3",
                notes=("支持 .db 数据文件和 .runwu 备份", "恢复前自动留存当前数据"),
                clicked=self.choose_file,
            ),
        )

    @staticmethod
    def _centred(middle: QWidget) -> QHBoxLayout:
        line = row(gap=0)
        line.addStretch(1)
        line.addWidget(middle, 1000)
        line.addStretch(1)
        return line

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_file(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        file = _local_file(event.mimeData().urls())
        if file is not None:
            event.acceptProposedAction()
            self.take_file(file)


def _local_file(urls: list[QUrl]) -> Path | None:
    return next((Path(url.toLocalFile()) for url in urls if url.isLocalFile()), None)
