"""What the user does with one activity: each act one call of a service."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from culture_desktop.progress import Progress
from culture_desktop.services.activities.calendar import CalendarService
from culture_desktop.services.activities.pictures import PictureService
from culture_desktop.services.activities.rows import ActivityDetail, ActivityDraft, Picture
from culture_desktop.services.activities.service import ActivityService
from culture_desktop.services.check_in.service import CheckInService
from culture_desktop.services.documents.cards import CardService
from culture_desktop.services.documents.forms import FormService
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.lists import ListService
from culture_desktop.services.organisations import OrganisationService
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.people.service import PeopleService
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.settings import SettingsService
from culture_desktop.services.templates import TemplateService
from culture_desktop.ui.dialogs import caption, files, form_papers, people_picker, unit_picker
from culture_desktop.ui.pages.activities.calendar.desk import CalendarServices
from culture_desktop.ui.pages.activities.detail_view import ActivityDetailView
from culture_desktop.ui.pages.activities.state_actions import StateActions
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.page import Page
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, ActivityState, Attendance, DocumentKind, quoted


@dataclass(frozen=True)
class ActivityServices:
    """What the activities page works with."""

    activities: ActivityService
    pictures: PictureService
    calendars: CalendarService
    check_in: CheckInService
    people: PeopleService
    organisations: OrganisationService
    documents: DocumentService
    lists: ListService
    templates: TemplateService
    settings: SettingsService
    forms: FormService
    cards: CardService
    calendar: CalendarServices


class ActivityActions(QObject):
    """Joins the view of one activity to the services."""

    def __init__(
        self,
        page: Page,
        view: ActivityDetailView,
        services: ActivityServices,
        states: StateActions,
        runner: Runner,
        settings: Settings,
    ) -> None:
        super().__init__(page)
        self._page, self._view, self._services = page, view, services
        self._runner, self._settings, self._states = runner, settings, states
        view.state_wanted.connect(self.move_to)
        view.summary.written.connect(self.write_summary)
        self._connect_people()
        view.pictures.add_wanted.connect(self.choose_pictures)
        view.pictures.files_dropped.connect(self.add_pictures)
        view.pictures.caption_wanted.connect(self.caption_picture)
        view.pictures.removal_wanted.connect(self.remove_picture)
        view.documents.briefing_wanted.connect(self.write_briefing)
        view.documents.list_wanted.connect(self.export_list)
        view.documents.form_wanted.connect(self.make_form)

    def _connect_people(self) -> None:
        people = self._view.people
        people.add_wanted.connect(self.pick_people)
        people.marked.connect(self.mark)
        people.removal_wanted.connect(self.remove_people)
        people.searched.connect(self.find_people)
        people.form_wanted.connect(self.write_form)

    @property
    def _detail(self) -> ActivityDetail:
        assert self._view.detail is not None
        return self._view.detail

    def export_calendar(self, codes: Sequence[str], name: str) -> None:
        """Write activities to a calendar file."""
        path = files.save(self._page, "导出到日历", f"{name}.ics", (files.CALENDAR,), self._settings)
        if path is None:
            return
        calendars = self._services.calendars
        self._runner.run(
            lambda _progress: calendars.export(path, codes),
            title="导出日历",
            done=lambda done: self._page.notify(done.sentence),
        )

    def move_to(self, state: ActivityState) -> None:
        """Bring the activity to a state."""
        self._view.summary.save()
        self._states.bring_to(self._detail.id, state)

    def _change(self, activity_id: int, change: Callable[[ActivityDraft], ActivityDraft]) -> bool:
        activities = self._services.activities
        done = self._page.carry_out(
            lambda: activities.update(activity_id, change(activities.detail(activity_id).draft))
        )
        return done is not None

    def write_summary(self, text: str) -> None:
        """Keep what was typed."""
        if self._change(self._detail.id, lambda draft: replace(draft, summary=text)):
            self._view.summary.confirm(text, datetime.now())

    def pick_people(self) -> None:
        """Choose people and sign them up."""
        detail = self._detail
        ids = people_picker.ask(
            self._page,
            f"添加{quoted(detail.draft.title)}的参加人员",
            self._services.people,
            self._services.organisations,
            year=detail.draft.starts.year,
            present={person.person_id for person in detail.participants},
        )
        if ids:
            self._tell(self._page.carry_out(lambda: self._services.activities.add_people(detail.id, ids)))

    def mark(self, ids: tuple[int, ...], attendance: Attendance) -> None:
        """Give people an attendance."""
        activity_id = self._detail.id
        self._page.carry_out(lambda: self._services.activities.set_attendance(activity_id, ids, attendance))

    def remove_people(self, ids: tuple[int, ...]) -> None:
        """Take people off the list, with their attendance."""
        activity_id = self._detail.id
        self._tell(self._page.carry_out(lambda: self._services.activities.remove_people(activity_id, ids)))

    def find_people(self, words: str) -> None:
        """Show the participants who fit the words, by name, pinyin, number or unit."""
        everybody = frozenset(person.person_id for person in self._detail.participants)
        query = PeopleQuery(search=words, ids=everybody, status=frozenset())
        self._view.people.show_found(self._services.people.ids(query) if words else None)

    def choose_pictures(self) -> None:
        """Choose pictures and add them."""
        self.add_pictures(files.open_several(self._page, "添加照片", (files.PICTURES,), self._settings))

    def add_pictures(self, paths: tuple[Path, ...]) -> None:
        """Keep pictures with the activity; each is turned upright and cleaned on the way."""
        activity_id, pictures = self._detail.id, self._services.pictures

        def add(progress: Progress) -> Done[int]:
            return pictures.add_all(activity_id, paths, progress)

        if paths:
            self._runner.run(add, title="添加照片", done=self._pictures_added, failed=self._pictures_failed)

    def _pictures_added(self, done: Done[int]) -> None:
        self._page.changed.emit(done.changed)
        self._tell(done)

    def _pictures_failed(self, error: object) -> None:
        self._page.changed.emit(frozenset({Topic.ACTIVITIES}))  # those before it are there
        self._page.failed.emit(error)

    def caption_picture(self, picture: Picture) -> None:
        """Change a picture's caption."""
        words = caption.ask(self._page, picture.caption, picture.file_name)
        if words is not None and words != picture.caption:
            self._page.carry_out(lambda: self._services.pictures.set_caption(picture.id, words))

    def remove_picture(self, picture: Picture) -> None:
        """Take a picture off; briefings made with it keep it."""
        self._tell(self._page.carry_out(lambda: self._services.pictures.remove(picture.id)))

    def write_briefing(self) -> None:
        """Write the briefing of the activity: the one that is begun, or one drafted now."""
        self._view.summary.save()
        self._page.navigated.emit("composer", self._detail.draft.code)

    def make_form(self, kind: DocumentKind) -> None:
        """Ask what a form needs and make it."""
        draft = self._detail.draft
        work = form_papers.of_activity(self._page, kind, draft.code, draft.title, self._services)
        if work is not None:
            self._runner.run(work, title=f"生成{kind.label}", done=self._paper_made)

    def _paper_made(self, done: Done[IssuedRow]) -> None:
        self._page.changed.emit(done.changed)
        self._page.notify(done.sentence, "查看", lambda: self._page.navigated.emit("documents", done.value.id))

    def export_list(self) -> None:
        """Write the participants to a file."""
        detail = self._detail
        name = f"{detail.draft.code}参加人员.xlsx"
        path = files.save(self._page, "导出名单", name, (files.SHEETS, files.CSV), self._settings)
        if path is not None:

            def export(progress: Progress) -> Done[Path]:
                return self._services.lists.export_participants(detail.id, path, progress)

            self._runner.run(export, title="导出名单", done=self._tell)

    def write_form(self) -> None:
        """Write a sign-up form with the people of a unit."""
        detail, title = self._detail, "报名表"
        nodes = self._services.organisations.nodes(ADMINISTRATIVE_KINDS)
        unit_id = unit_picker.ask(self._page, f"给哪个单位做{title}", nodes, act="下一步", effect="列出")
        if unit_id is None:
            return
        path = files.save(self._page, title, f"{detail.draft.code}{title}.xlsx", (files.SHEETS,), self._settings)
        if path is not None:

            def write(progress: Progress) -> Done[Path]:
                return self._services.templates.sign_up(detail.id, path, unit_id, progress)

            self._runner.run(write, title=title, done=self._tell)

    def _tell(self, done: Done[Any] | None) -> None:
        if done is not None:
            self._page.notify(done.sentence)
