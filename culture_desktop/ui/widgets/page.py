"""What every page is to the window.

::

    class PeoplePage(Page):
        def __init__(self, people: PeopleService, runner: Runner) -> None:
            super().__init__("人员")
            ...
            self.header_actions = [Button("新建人员", icon="plus", kind=Kind.PRIMARY, clicked=self._add)]
            self.setLayout(...)

        def refresh(self, topics: Topics) -> None:      # also called once before the page is first shown
            ...
            self.set_status("显示 52 人，共 1,203 人　按工号排序")

        def _delete(self) -> None:
            done = self.carry_out(lambda: self._people.delete(...))     # every page is told what to fetch again
            if done is not None:                                        # None: the window has shown the error
                self.notify(done.sentence)

Pages never meet: what another page should show is asked for with ``navigated.emit("people", argument)``; the window
brings that page up and calls its ``open_with(argument)``.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.errors import CultureError
from culture_desktop.services.results import Done
from culture_desktop.services.shown_table import ShownTable
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.notice import Notice

T = TypeVar("T")
Topics = frozenset[object]
EVERYTHING: Topics = frozenset()  # refresh(EVERYTHING): the database was exchanged, or the page is new
NEW: object = object()  # navigated("activities", NEW): bring the page up and begin a new one


class Steps(Protocol):
    """Steps that a page takes back itself, before anything is saved."""

    def words(self) -> tuple[str, str]:
        """What undo and redo would do now; empty for nothing."""

    def undo(self) -> None:
        """Take the last step back, if there is one."""

    def redo(self) -> None:
        """Do it again, if there is one to do."""


class Page(QWidget):
    """Base of the pages.

    Signals:
        changed: data was changed; the topics (frozenset, object).
        failed: a CultureError to be shown (object).
        notified: a Notice, or plain words, for the bottom left (object).
        navigated: another page is wanted (its key, an argument it understands).
        heading_changed: title, subtitle, crumb or header actions differ now.
        status_changed: the facts for the status bar differ now.
        steps_changed: the page's own ``steps`` differ now.
        export_wanted: a table on the page is to be written to a file (ShownTable, object).
    """

    changed = Signal(object)
    failed = Signal(object)
    notified = Signal(object)
    navigated = Signal(str, object)
    heading_changed = Signal()
    status_changed = Signal()
    steps_changed = Signal()
    export_wanted = Signal(object)
    steps: Steps | None = None  # what Ctrl+Z takes back on this page instead of what was done to the data
    undoable = True  # whether Ctrl+Z takes back what was done to the data, while this page is on screen

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = title
        self.subtitle = subtitle
        self.crumb = ""
        self.header_actions: Sequence[QWidget] = ()
        self.status_text = ""

    def refresh(self, topics: Topics) -> None:
        """Fetch again what these topics touch; an empty set means everything."""

    def open_with(self, argument: object) -> None:
        """Show what another page asked for."""

    def export_table(self, shown: ShownTable) -> None:
        """Have a table that stands here, or on a dialog before it, written to a file."""
        self.export_wanted.emit(shown)

    def leave_crumb(self) -> None:
        """The crumb before the title was pressed: go back to the list."""

    def can_close(self) -> bool:
        """Whether the window may close now; False after the page has said why."""
        return True

    def carry_out(self, act: Callable[[], Done[T]]) -> Done[T] | None:
        """Do what the user wants at once: tell what was changed, or show what went wrong and answer None."""
        try:
            done = act()
        except CultureError as error:
            self.failed.emit(error)
            return None
        self.changed.emit(done.changed)
        return done

    def set_heading(
        self, title: str, subtitle: str = "", *, crumb: str = "", actions: Sequence[QWidget] | None = None
    ) -> None:
        """Change what stands in the top bar; ``crumb`` is the list this is a part of."""
        self.title, self.subtitle, self.crumb = title, subtitle, crumb
        if actions is not None:
            self.header_actions = actions
        self.heading_changed.emit()

    def set_status(self, text: str) -> None:
        """Change the facts at the left of the status bar, separated by one full-width space."""
        self.status_text = text
        self.status_changed.emit()

    def notify(
        self, text: str, action: str = "", callback: Callable[[], object] | None = None, tone: Tone = Tone.OK
    ) -> None:
        """Say what was done; the window adds 撤销 where data was changed and there is no other ``action``."""
        self.notified.emit(Notice(text, action, callback, tone))
