"""Who gets certificates: those of a list file, of a campaign, an anniversary, an activity, or people chosen before.

::

    source = CertificateSource(services, settings, today, people=())
    source.changed.connect(self._forget)
    source.taken.connect(self.look)            # a file was chosen: look at it at once
    source.read()                              # a function for the runner: Path | CertificateList
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QStackedWidget, QWidget

from culture_desktop.errors import InvalidFieldError
from culture_desktop.rules.milestones import YEARS
from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.certificates.sources import CertificateList, Takers
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import Word

Read = Callable[[], Path | CertificateList]
_KIND, _YEAR = 132, 96


class SourceKind(Word):
    """Where the people come from."""

    FILE = "file", "名单文件"
    CAMPAIGN = "campaign", "评选获奖者"
    MILESTONES = "milestones", "司龄纪念"
    ACTIVITY = "activity", "活动参加者"
    PEOPLE = "people", "所选人员"


class CertificateSource(QWidget):
    """The kind, and behind it what tells which.

    Signals:
        changed: what was shown is no longer what is chosen.
        taken: a file was chosen.
    """

    changed = Signal()
    taken = Signal()

    def __init__(self, services: Services, settings: Settings, today: date, people: Sequence[int] = ()) -> None:
        super().__init__()
        self._services, self._settings, self._people = services, settings, tuple(people)
        self._path: Path | None = None
        self.kinds = [kind for kind in SourceKind if people or kind is not SourceKind.PEOPLE]
        self.kind, self.parts = QComboBox(), QStackedWidget()
        self.kind.addItems([kind.label for kind in self.kinds])
        self.kind.setFixedWidth(_KIND)
        self.file, self.file_button = QLineEdit(), Button("选择…", icon="folder-open", clicked=self.choose_file)
        self.file.setReadOnly(True)
        self.file.setPlaceholderText("每行一张证书，要有“姓名”一列")
        self.campaign, self.activity = QComboBox(), QComboBox()
        for found in services.awards.campaigns():
            self.campaign.addItem(found.title, found.code)
        for year in services.activities.years():
            for activity in services.activities.rows(ActivityQuery(year)):
                self.activity.addItem(f"{activity.title}（{activity.code}）", activity.code)
        self.attended, self.placed = QCheckBox("只给到场的"), QCheckBox("只给有成绩的")
        self.year, self.years = QSpinBox(), QLineEdit("、".join(map(str, YEARS)))
        self.year.setRange(1990, 2100)
        self.year.setValue(today.year)
        self.year.setSuffix(" 年")
        self.year.setFixedWidth(_YEAR)
        self._lay_out()
        self._connect()
        if people:
            self.kind.setCurrentIndex(self.kinds.index(SourceKind.PEOPLE))

    @property
    def chosen(self) -> SourceKind:
        """The kind chosen."""
        return self.kinds[self.kind.currentIndex()]

    def choose_file(self) -> None:
        """Ask for the list."""
        path = files.open_one(self, "选择名单", (files.TABLES,), self._settings)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Take a list."""
        self._path = path
        self.file.setText(path.name)
        self.kind.setCurrentIndex(self.kinds.index(SourceKind.FILE))
        self.taken.emit()

    def read(self) -> Read:
        """What reads the source chosen; raises InvalidFieldError where something is still to be said."""
        sources = self._services.certificate_sources
        match self.chosen:
            case SourceKind.FILE:
                if self._path is None:
                    raise InvalidFieldError(field="名单", value="空白", expected="一个名单文件")
                path = self._path
                return lambda: path
            case SourceKind.CAMPAIGN:
                code = _code(self.campaign, "评选")
                return partial(sources.campaign, code, self._services.settings.unit())
            case SourceKind.MILESTONES:
                return partial(sources.milestones, self.year.value(), self._whole_years())
            case SourceKind.ACTIVITY:
                takers = Takers(self.attended.isChecked(), self.placed.isChecked())
                return partial(sources.activity, _code(self.activity, "活动"), takers)
            case SourceKind.PEOPLE:
                return partial(sources.people, self._people)

    def _whole_years(self) -> tuple[int, ...]:
        said = self.years.text().replace("、", ",").replace("，", ",")
        try:
            return tuple(int(part) for part in said.split(","))
        except ValueError as error:
            raise InvalidFieldError(field="满几年", value=said, expected="用顿号隔开的年数，如 10、20") from error

    def _lay_out(self) -> None:
        self.years.setToolTip("年数，用顿号隔开")
        parts: dict[SourceKind, tuple[QWidget, ...]] = {
            SourceKind.FILE: (self.file, self.file_button),
            SourceKind.CAMPAIGN: (self.campaign,),
            SourceKind.MILESTONES: (self.year, self.years),
            SourceKind.ACTIVITY: (self.activity, self.attended, self.placed),
            SourceKind.PEOPLE: (Label(f"人员页选出的 {len(self._people)} 人", "secondary"),),
        }
        for kind in self.kinds:
            line = row(*parts[kind], gap=8)
            line.setStretchFactor(parts[kind][-1 if kind is SourceKind.MILESTONES else 0], 1)
            self.parts.addWidget(holder(line))
        whole = row(self.kind, gap=8)
        whole.addWidget(self.parts, 1)
        self.setLayout(column(whole, gap=0))
        named = ((self.kind, "来源"), (self.file, "名单文件"), (self.campaign, "评选"), (self.activity, "活动"))
        for widget, name in (*named, (self.year, "年度"), (self.years, "满几年")):
            widget.setAccessibleName(name)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self.parts.setCurrentIndex)
        for box in (self.kind, self.campaign, self.activity):
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        for check in (self.attended, self.placed):
            check.toggled.connect(lambda _on: self.changed.emit())
        self.year.valueChanged.connect(lambda _year: self.changed.emit())
        self.years.textEdited.connect(lambda _text: self.changed.emit())


def _code(box: QComboBox, what: str) -> str:
    code = box.currentData()
    if code is None:
        raise InvalidFieldError(field="来源", value="空白", expected=f"一次{what}；还没有的，请先建")
    return str(code)
