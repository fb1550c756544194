"""Asks which paper is to be made, and of which campaign or activity.

::

    wanted = paper_dialog.ask(self, documents.campaign_kinds, awards.campaigns(), activities.years(), activities.rows)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from culture_desktop.services.activities.rows import ActivityQuery, ActivityRow
from culture_desktop.services.awards.rows import CampaignRow
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.form_papers import ACTIVITY_FORMS, CARDS
from culture_desktop.ui.labels import day
from culture_desktop.ui.tables.cells import Chip, Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.vocabulary import DocumentKind

_LABELS, _FIELD = 36, 168


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """Which paper, of the campaign or activity with which code and title."""

    kind: DocumentKind
    code: str
    title: str
    of_activity: bool


@dataclass(frozen=True, slots=True)
class _Offer:
    """A paper that can be made of activities, or of campaigns; ``words`` tell the two apart."""

    kind: DocumentKind
    of_activity: bool
    words: str


@dataclass(frozen=True, slots=True)
class _Subject:
    code: str
    title: str
    when: str
    state: str


_COLUMNS = (
    Column[_Subject]("名称", lambda s: Name(s.title), width=220, stretch=True),
    Column[_Subject]("编号", lambda s: Muted(s.code), width=96),
    Column[_Subject]("日期", lambda s: Muted(s.when), width=96),
    Column[_Subject]("进度", lambda s: Chip(s.state), width=84),
)


def ask(
    parent: QWidget | None,
    kinds: Sequence[DocumentKind],
    campaigns: Sequence[CampaignRow],
    years: Sequence[int],
    activities: Callable[[ActivityQuery], Sequence[ActivityRow]],
) -> WantedPaper | None:
    """The paper wanted: one of ``kinds`` or cards for the judges of a campaign, the briefing or a form of an activity.

    None when the dialog was left.

    ``activities`` gives those of a query.
    """
    dialog = PaperDialog(parent, kinds, campaigns, years, activities)
    return dialog.wanted() if dialog.exec() == Dialog.DialogCode.Accepted else None


class PaperDialog(Dialog):
    """The kind, then a table of what it can be of."""

    def __init__(
        self,
        parent: QWidget | None,
        kinds: Sequence[DocumentKind],
        campaigns: Sequence[CampaignRow],
        years: Sequence[int],
        activities: Callable[[ActivityQuery], Sequence[ActivityRow]],
    ) -> None:
        super().__init__(parent, "新建文书", act="生成", width=640)
        self._offers = _offers(kinds)
        self._campaigns, self._activities = tuple(campaigns), activities
        self.kinds = QComboBox()
        self.kinds.addItems([offer.words for offer in self._offers])
        self.years = QComboBox()
        self.years.setAccessibleName("年度")
        for year in years:
            self.years.addItem(f"{year} 年", year)
        self.search = SearchBox("名称或编号", shortcut="Ctrl+F")
        self.table = RowTable[_Subject](_COLUMNS, name="评选或活动", key=lambda s: s.code)
        form = Form(label_width=_LABELS)
        form.add("种类", self.kinds, width=_FIELD)
        self.body.addWidget(form)
        self.body.addLayout(row(self.search, self.years))
        self.body.addWidget(self.table, 1)
        self.resize(660, 480)
        self.kinds.currentIndexChanged.connect(self._show)
        self.years.currentIndexChanged.connect(self._show)
        self.search.searched.connect(self._show)
        self.table.current_changed.connect(self._allow)
        self.table.opened.connect(lambda _row: self.accept())
        self._show()
        self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _offer(self) -> _Offer:
        return self._offers[self.kinds.currentIndex()]

    def wanted(self) -> WantedPaper | None:
        """What is chosen; None without a campaign or activity."""
        subject = self.table.current_row()
        offer = self._offer
        return None if subject is None else WantedPaper(offer.kind, subject.code, subject.title, offer.of_activity)

    def _show(self, _change: object = None) -> None:
        of_activity = self._offer.of_activity
        self.years.setVisible(of_activity)
        subjects = self._of_activities() if of_activity else self._of_campaigns()
        words = self.search.text().strip().casefold()
        found = [subject for subject in subjects if words in f"{subject.title}\n{subject.code}".casefold()]
        what = "活动" if of_activity else "评选"
        if subjects:
            reason = f"{len(subjects)} 个{what}都不符合"
            self.table.set_placeholder(EmptyState.filtered(f"没有符合的{what}", reason, self._clear))
        else:
            self.table.set_placeholder(EmptyState("file-text", f"还没有{what}", f"先在“{what}”里新建"))
        self.table.set_rows(found)
        if self.table.current_row() is None and found:
            self.table.select_key(found[0].code)
        self._allow(self.table.current_row())

    def _of_activities(self) -> list[_Subject]:
        year = self.years.currentData()
        rows = self._activities(ActivityQuery(year)) if year is not None else ()
        return [_Subject(r.code, r.title, day(r.starts.date()), r.state.label) for r in rows]

    def _of_campaigns(self) -> list[_Subject]:
        return [
            _Subject(r.code, r.title, day(r.period_to), "已表彰" if r.winners else r.step.label)
            for r in self._campaigns
        ]

    def _clear(self) -> None:
        self.search.clear()
        self._show()

    def _allow(self, subject: _Subject | None) -> None:
        self.act_button.setText(f"生成{self._offer.kind.label}")
        self.act_button.setEnabled(subject is not None)


def _offers(kinds: Sequence[DocumentKind]) -> tuple[_Offer, ...]:
    """Papers of activities, then of campaigns, then cards for judges; those of one name say what they are of."""
    of_activities = (DocumentKind.BRIEFING, *ACTIVITY_FORMS)
    return (
        *(_Offer(kind, True, f"{kind.label}（活动）" if kind in kinds else kind.label) for kind in of_activities),
        *(_Offer(kind, False, f"{kind.label}（评选）" if kind in of_activities else kind.label) for kind in kinds),
        *(_Offer(kind, False, f"{kind.label}（评委）") for kind in CARDS),
    )
