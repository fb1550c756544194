"""数据与备份: where the data lies, what it holds, and how to keep it safe."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.services.check.rows import StoreCheck
from culture_desktop.services.store import StoreInfo
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.settings.backup_cards import BackupCard, PlaceCard, size
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.facts import Fact, Facts
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, row
from culture_desktop.ui.widgets.text import paragraph

_UNITS = {"人员": "人", "组织": "个", "活动": "场", "参与记录": "条", "评选": "次", "荣誉": "项", "文书": "份"}
_NETWORK = "保存比本机磁盘慢，一次只能在一台电脑上打开；断网时的改动不会保存"
_ICONS = {
    "人员": "users",
    "组织": "building-community",
    "活动": "calendar-event",
    "参与记录": "list-check",
    "评选": "award",
    "荣誉": "rosette",
    "文书": "file-text",
}


class DataSection(QWidget):
    """Cards for the file, backups and the sample.

    Signals:
        check_wanted, open_wanted: what the buttons say.
        sample_wanted, sample_removal_wanted, own_wanted: open the sample, remove it, go back to one's own data.
    """

    check_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    sample_removal_wanted = Signal()
    own_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.backups, self.place = BackupCard(), PlaceCard()
        self.backups.check_wanted.connect(self.check_wanted)
        whole = column(self._file_card(), self.backups, self.place, self._sample_card(), gap=16)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_info(self, info: StoreInfo) -> None:
        """Show where the data lies and how much it is."""
        files = f"，照片和文书 {count(info.files, '个')} {size(info.files_size)}" if info.files else ""
        place = [Fact("database", "位置", str(info.path)), Fact("", "大小", size(info.size) + files)]
        if info.network:
            place.append(Fact("info-circle", "网络盘", _NETWORK))
        self._place.set_facts(place)
        self._counts.set_facts(
            [
                Fact(_ICONS.get(what, "file"), what, count(number, _UNITS.get(what, "条")))
                for what, number in info.counts.items()
            ]
        )

    def show_sample(self, *, opened: bool, there: bool) -> None:
        """``opened``: the sample is what is open now; ``there``: its file exists."""
        self._sample.set_note("现在打开的就是样例" if opened else "")
        self.sample_button.setHidden(opened)
        self.own_button.setHidden(not opened)
        self.remove_button.setHidden(not there)

    def show_check(self, check: StoreCheck | None) -> None:
        """What a check found; None takes the last result away."""
        clear(self.backups.result)
        if check is None:
            return
        if check.sound:
            self.backups.result.addWidget(Band("circle-check", "检查完毕，数据完好", tone=Tone.OK))
            return
        if check.files_only:
            title = f"数据完好，旁边缺 {check.count} 个照片和文书，请把原来的“{check.folder}”文件夹复制过来"
            self.backups.result.addWidget(Band("alert-triangle", title, "\n".join(check.lines[:8]), tone=Tone.WARN))
            return
        title = f"检查出 {check.count} 处问题，请先备份现有文件，再从最近的完好备份恢复"
        self.backups.result.addWidget(Band("alert-circle", title, "\n".join(check.lines[:8]), tone=Tone.BAD))

    def _file_card(self) -> Card:
        card = Card("数据文件", "改动随时保存在这里")
        self._place, self._counts = Facts(), Facts(columns=2)
        self.open_button = Button("打开另一个数据文件…", icon="folder-open", clicked=self.open_wanted.emit)
        for part in (self._place, self._counts):
            card.body.addWidget(part)
        card.body.addLayout(row(self.open_button, STRETCH))
        return card

    def _sample_card(self) -> Card:
        self._sample = Card("样例年度")
        words = "一个虚构单位的一年，单独存放，不影响自己的数据。"
        self.sample_button = Button("打开样例", icon="plant-2", clicked=self.sample_wanted.emit)
        self.own_button = Button("回到我的数据", icon="arrow-left", clicked=self.own_wanted.emit)
        self.remove_button = Button("移除样例", icon="trash", kind=Kind.QUIET, clicked=self.sample_removal_wanted.emit)
        self._sample.body.addWidget(paragraph(words, "secondary"))
        self._sample.body.addLayout(row(self.sample_button, self.own_button, self.remove_button, STRETCH))
        return self._sample
