"""The conditions over the history: words, and the person, activity or campaign it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.activities.service import ActivityService
from culture_desktop.services.awards.service import AwardService
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.organisations import OrganisationService
from culture_desktop.services.people.service import PeopleService
from culture_desktop.ui.dialogs import activity_picker, people_picker
from culture_desktop.ui.theme.icons import icon
from culture_desktop.ui.widgets.chips import AddChip, FilterChip
from culture_desktop.ui.widgets.layouts import clear, row
from culture_desktop.ui.widgets.search_box import SearchBox

_SEARCH_WIDTH = 200
SUBJECTS = {"person": "人员", "activity": "活动", "campaign": "评选"}  # HistoryQuery has a field <subject>_id for each


@dataclass(frozen=True)
class Choices:
    """Where people, activities and campaigns to filter by come from."""

    people: PeopleService
    organisations: OrganisationService
    activities: ActivityService
    awards: AwardService


class HistoryFilters(QWidget):
    """A search and a chip for each condition.

    Signals:
        changed: other entries are wanted (HistoryQuery, object).
    """

    changed = Signal(object)

    def __init__(self, choices: Choices, year: int) -> None:
        super().__init__()
        self._choices, self._year = choices, year
        self.query = HistoryQuery()
        self.search = SearchBox("操作名称", shortcut="Ctrl+F", width=_SEARCH_WIDTH)
        self.search.searched.connect(self._search)
        self._chips = row(gap=8)
        self.chips: dict[str, QPushButton] = {}
        line = row(self.search, 4)
        line.addLayout(self._chips)
        line.addStretch(1)
        self.setLayout(line)
        self.show_names({})

    @property
    def conditions(self) -> int:
        """How many conditions are in force."""
        return bool(self.query.text) + sum(self._id(subject) is not None for subject in SUBJECTS)

    def set_query(self, query: HistoryQuery) -> None:
        """Put other conditions in force."""
        self.query = query
        if self.search.text() != query.text:
            self.search.setText(query.text)
        self.changed.emit(query)

    def clear_conditions(self) -> None:
        """Show everything."""
        self.set_query(HistoryQuery())

    def show_names(self, names: Mapping[str, str]) -> None:
        """Show the chips: the name under each subject in force, and a way to choose for the others."""
        clear(self._chips)
        for subject, word in SUBJECTS.items():
            if self._id(subject) is None:
                chip: QPushButton = AddChip(word, clicked=_Act(self.choose, subject))
                chip.setAccessibleName(f"按{word}筛选")
            else:
                chip = FilterChip(f"{word}：{names.get(subject, '')}", removed=_Act(self.drop, subject))
            self._chips.addWidget(chip)
            self.chips[subject] = chip

    def choose(self, subject: str) -> None:
        """Ask whom or what the entries should be about."""
        {"person": self._ask_person, "activity": self._ask_activity, "campaign": self._open_campaigns}[subject]()

    def drop(self, subject: str) -> None:
        """Take a condition off."""
        self._set(subject, None)

    def campaign_menu(self) -> QMenu:
        """The campaigns to choose from; there are few."""
        menu = QMenu(self)
        campaigns = self._choices.awards.campaigns()
        for campaign in campaigns:
            menu.addAction(icon("award"), campaign.title, _Act(self._set, "campaign", campaign.id))
        if not campaigns:
            menu.addAction("还没有评选").setEnabled(False)
        return menu

    def _ask_person(self) -> None:
        choices = self._choices
        found = people_picker.ask_one(
            self, "按人员筛选", choices.people, choices.organisations, year=self._year, act="筛选"
        )
        if found is not None:
            self._set("person", found)

    def _ask_activity(self) -> None:
        activities = self._choices.activities
        rows = [row for year in activities.years() for row in activities.rows(ActivityQuery(year))]
        found = activity_picker.ask(self, "按活动筛选", rows, act="筛选")
        if found is not None:
            self._set("activity", found)

    def _open_campaigns(self) -> None:
        menu, chip = self.campaign_menu(), self.chips["campaign"]
        menu.exec(chip.mapToGlobal(chip.rect().bottomLeft()))
        menu.deleteLater()

    def _id(self, subject: str) -> int | None:
        found: int | None = getattr(self.query, f"{subject}_id")
        return found

    def _set(self, subject: str, value: int | None) -> None:
        changes = {f"{subject}_id": value}
        self.set_query(replace(self.query, **changes))  # type: ignore[arg-type]  # the three fields are alike

    def _search(self, words: str) -> None:
        if words != self.query.text:
            self.set_query(replace(self.query, text=words))


class _Act:
    """Calls a method with what it is for; a named thing instead of a lambda over a loop variable."""

    def __init__(self, method: Callable[..., None], *arguments: object) -> None:
        self._method, self._arguments = method, arguments

    def __call__(self) -> None:
        self._method(*self._arguments)
