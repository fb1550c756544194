"""Asks which activities a briefing is to tell of.

::

    ids = briefing_dialog.ask(self, (2026, 2025), services.activities.rows)      # tuple[int, ...] | None
"""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from culture_desktop.services.activities.rows import ActivityQuery, ActivityRow
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.labels import count, day
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.text import Label

_ID = Qt.ItemDataRole.UserRole


def ask(
    parent: QWidget | None,
    years: Sequence[int],
    activities: Callable[[ActivityQuery], Sequence[ActivityRow]],
    told: Collection[int] = (),
    *,
    act: str = "起草简报",
) -> tuple[int, ...] | None:
    """The activities in their order in time; ``told`` are ticked at first. None when the dialog was left."""
    dialog = BriefingDialog(parent, years, activities, told, act=act)
    return dialog.ids() if dialog.exec() == Dialog.DialogCode.Accepted else None


class BriefingDialog(Dialog):
    """A list to tick; what is ticked stays ticked whatever is searched for."""

    def __init__(
        self,
        parent: QWidget | None,
        years: Sequence[int],
        activities: Callable[[ActivityQuery], Sequence[ActivityRow]],
        told: Collection[int] = (),
        *,
        act: str = "起草简报",
    ) -> None:
        super().__init__(parent, "简报写哪些活动", act=act, width=560)
        self._act = act
        self._rows = [each for year in years for each in activities(ActivityQuery(year))]
        self._ticked = set(told)
        self.years = QComboBox()
        self.years.setAccessibleName("年度")
        self.years.addItem("全部年度", None)
        for year in years:
            self.years.addItem(f"{year} 年", year)
        self.years.setCurrentIndex(1 if years and not told else 0)
        self.search = SearchBox("名称、编号或地点", shortcut="Ctrl+F")
        self.list = QListWidget()
        self.list.setAccessibleName("活动")
        self.note = Label("", "caption")
        self.body.addLayout(row(self.search, self.years))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.note)
        self.resize(580, 480)
        self.search.searched.connect(self._show)
        self.years.currentIndexChanged.connect(self._show)
        self.list.itemChanged.connect(self._take)
        self.list.itemActivated.connect(_turn)
        self._show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def ids(self) -> tuple[int, ...]:
        """What is ticked, the earliest first."""
        rows = sorted((each for each in self._rows if each.id in self._ticked), key=lambda each: each.starts)
        return tuple(each.id for each in rows)

    def tick(self, activity_id: int) -> None:
        """Tick an activity, as a click on its box does."""
        for at in range(self.list.count()):
            if self.list.item(at).data(_ID) == activity_id:
                self.list.item(at).setCheckState(Qt.CheckState.Checked)

    def _show(self, _change: object = None) -> None:
        words, year = self.search.text().strip().casefold(), self.years.currentData()
        self.list.blockSignals(True)
        self.list.clear()
        for each in self._rows:
            if (
                year is None or each.starts.year == year
            ) and words in f"{each.title}\n{each.code}\n{each.place}".casefold():
                self.list.addItem(self._item(each))
        self.list.blockSignals(False)
        if self.list.count():
            self.list.setCurrentRow(0)
        self._say()

    def _item(self, each: ActivityRow) -> QListWidgetItem:
        came = f"　到场 {each.attended} 人" if each.attended else ""
        pictures = f"　照片 {each.pictures} 张" if each.pictures else ""
        made = QListWidgetItem(f"{day(each.starts.date())}　{each.title}{came}{pictures}")
        made.setData(_ID, each.id)
        made.setToolTip(f"{each.code}　{each.place}")
        made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        made.setCheckState(Qt.CheckState.Checked if each.id in self._ticked else Qt.CheckState.Unchecked)
        return made

    def _take(self, item: QListWidgetItem) -> None:
        if item.checkState() is Qt.CheckState.Checked:
            self._ticked.add(item.data(_ID))
        else:
            self._ticked.discard(item.data(_ID))
        self._say()

    def _say(self) -> None:
        if not self._rows:
            self.note.setText("还没有活动；不选活动也可以起草，从空白写起")
        elif not self.list.count():
            self.note.setText("没有符合的活动，换个词或年度再查")
        else:
            self.note.setText("起草的正文写明时间、地点、主办、到场和获奖；数据随名单变化")
        number = len(self._ticked)
        self.act_button.setText(f"{self._act}（{count(number, '项活动')}）" if number else f"{self._act}（空白）")


def _turn(item: QListWidgetItem) -> None:
    """Enter ticks, and unticks."""
    off = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if off else Qt.CheckState.Checked)
