"""The band under the sheet: who cannot be printed with the design as it is, and the way to each of them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QFrame, QMenu

from culture_desktop.documents.designs.printer import Batch
from culture_desktop.documents.preflight import Problem
from culture_desktop.progress import Progress
from culture_desktop.services.certificates.previews import PreviewSheet
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.pages.designer.sources import Sources
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.text import ElidedLabel

_AFTER = 300  # ms without a change before everybody is looked at
_MOST_LISTED = 20


class Findings(QFrame):
    """Hidden while all is well.

    Signals:
        wanted: a certificate is to be shown (its place, the key of the element concerned).
    """

    wanted = Signal(int, str)

    def __init__(self, draft: Draft, sources: Sources, runner: Runner) -> None:
        super().__init__()
        self._draft, self._sources, self._runner = draft, sources, runner
        self._problems: tuple[Problem, ...] = ()
        self._unreadable = ""
        self._round = 0
        self.setObjectName("band")
        self.setProperty("tone", "warn")
        self.words = ElidedLabel("")
        self.look_button = LinkButton("", clicked=self._open)
        self.look_button.setAccessibleName("查看印不出的证书")
        self.menu = QMenu(self)
        line = row(Picture("alert-triangle", size=18, colour="warn"), gap=10, margins=(15, 7, 15, 7))
        line.addWidget(self.words, 1)
        line.addWidget(self.look_button)
        self.setLayout(line)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look_now)
        draft.changed.connect(self.look)
        self.hide()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found when everybody was looked at last."""
        return self._problems

    def look(self) -> None:
        """Look at everybody, once nothing has been changed for a while."""
        self._soon.start(_AFTER)

    def look_now(self) -> None:
        """Look at everybody; what was changed in the meantime makes the answer void."""
        self._soon.stop()
        self._round += 1
        this, design, certificates = self._round, self._draft.design, self._sources.data.certificates

        def work(_progress: Progress) -> tuple[int, tuple[Problem, ...]]:
            return this, Batch(design, certificates).problems()

        self._runner.run(work, title="检查证书", done=self._take)

    def show_sheet(self, sheet: PreviewSheet) -> None:
        """A picture that cannot be read is known from the sheet alone."""
        self._unreadable = sheet.problem
        self._show()

    def _take(self, found: tuple[int, tuple[Problem, ...]]) -> None:
        if found[0] == self._round:
            self._problems = found[1]
            self._fill_menu()
            self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._problems or self._unreadable))
        if self._problems:
            first = self._problems[0]
            why = "字库里没有其中的字" if first.missing else "放不下，缩到最小字号仍越出框线"
            more = len(self._problems) - 1
            rest = f"，另有 {count(more, '处')}" if more else ""
            self.words.setText(f"“{first.subject}”的{first.field}{why}{rest}")
            self.look_button.setText(f"查看 {count(len(self._problems), '处')}")
        else:
            self.words.setText(self._unreadable)
        self.look_button.setVisible(bool(self._problems))

    def _fill_menu(self) -> None:
        self.menu.clear()
        shown: Sequence[Problem] = self._problems[:_MOST_LISTED]
        for problem in shown:
            self.menu.addAction(str(problem), _Way(self, problem))
        if len(self._problems) > len(shown):
            self.menu.addAction(f"另有 {count(len(self._problems) - len(shown), '处')}").setEnabled(False)

    def _open(self) -> None:
        self.menu.popup(self.look_button.mapToGlobal(QPoint(0, -self.menu.sizeHint().height() - 2)))

    def go_to(self, problem: Problem) -> None:
        """Have the certificate of a problem shown."""
        key = next((e.key for e in self._draft.design.elements if e.name == problem.field), "")
        self.wanted.emit(max(0, problem.number - 1), key)


class _Way:
    """Leads to one problem when called."""

    def __init__(self, findings: Findings, problem: Problem) -> None:
        self._findings, self._problem = findings, problem

    def __call__(self) -> None:
        self._findings.go_to(self._problem)
