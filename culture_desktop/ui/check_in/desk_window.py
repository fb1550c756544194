"""The desk on the whole screen: scans go to the worker one after the other and are answered when they are on disk.

::

    desk = DeskWindow(title, service, runner, terms, sounds)
    desk.closed.connect(...)                   # with whether anything was written
    desk.begin()
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.check_in.rows import Answer, Turnout
from culture_desktop.services.check_in.service import CheckInService
from culture_desktop.services.check_in.sitting import DeskTerms, Sitting
from culture_desktop.ui.check_in.desk_side import DeskSide
from culture_desktop.ui.check_in.hall_board import HallBoard
from culture_desktop.ui.check_in.hints import Hints
from culture_desktop.ui.check_in.pick_panel import PickPanel
from culture_desktop.ui.check_in.scan_line import HEIGHT, WIDTH, ScanLine
from culture_desktop.ui.check_in.sounds import Sounds
from culture_desktop.ui.check_in.verdict_field import VerdictField
from culture_desktop.ui.check_in.verdicts import look_of
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.vocabulary import CheckInVerdict, CheckInWay

_FOOT = 76  # from the field's lower edge to the window's
_HINTS = 48
_RECENT = 50


@dataclass(frozen=True)
class _Step:
    """What one thing done at the desk left: the answer, and who is there now."""

    answer: Answer | None
    turnout: Turnout
    recent: tuple[Answer, ...]


class DeskWindow(QWidget):
    """Knows the keys; what they do is the service's.

    Signals:
        closed: the desk was left; whether anything was written (bool).
    """

    closed = Signal(bool)

    def __init__(
        self, title: str, service: CheckInService, runner: Runner, terms: DeskTerms, *, sounds: Sounds | None = None
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(f"{title}　签到台")
        self.setMinimumSize(1024, 600)
        self._title, self._service, self._runner, self._terms = title, service, runner, terms
        self.sounds = sounds or Sounds()
        self._sitting: Sitting | None = None
        self.last: Answer | None = None
        self._unknown = ""
        self._wrote = False
        self.verdict, self.side = VerdictField(title), DeskSide()
        self.line, self.panel = ScanLine(), PickPanel()
        self.hints = Hints()
        for part in (self.line, self.hints, self.panel):
            part.setParent(self.verdict)
        self.board: HallBoard | None = None
        whole = row(gap=0)
        whole.addWidget(self.verdict, 1)
        whole.addWidget(self.side)
        self.setLayout(whole)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self._connect()

    def begin(self) -> None:
        """Sit down: read the list in the worker, then take scans."""
        self.line.setEnabled(False)
        self._tick()
        self._clock.start()
        self._runner.run(
            lambda _progress: self._service.open(self._terms), title="打开签到台", done=self._ready, failed=self._refuse
        )

    def open_board(self) -> None:
        """Show the board for the hall, on another screen where there is one."""
        if self.board is None:
            self.board = HallBoard(self._title)
            self.board.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        screens = [screen for screen in self.screen().virtualSiblings() if screen is not self.screen()]
        if screens:
            self.board.setGeometry(screens[0].geometry())
            self.board.showFullScreen()
        else:
            self.board.resize(1024, 600)
            self.board.show()
        if self._sitting is not None:
            self.board.show_turnout(self._sitting.turnout())

    def _connect(self) -> None:
        self.line.returnPressed.connect(self._scan)
        self.line.installEventFilter(self)
        self.panel.typed.connect(self._find)
        self.panel.chosen.connect(self._choose)
        self.panel.left.connect(self._leave_panel)
        self.verdict.installEventFilter(self)

    def _ready(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self.line.setEnabled(True)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._do(lambda _sitting: None)

    def _scan(self) -> None:
        typed = self.line.text()
        self.line.clear()
        if typed.strip():
            self._do(lambda sitting: self._service.scan(sitting, typed, datetime.now()))

    def _do(self, step: Callable[[Sitting], Answer | None]) -> None:
        """Do something at the desk in the worker, and show what came of it."""
        sitting = self._sitting
        if sitting is None:
            return

        def work(_progress: object) -> _Step:
            answer = step(sitting)
            return _Step(answer, sitting.turnout(), self._service.recent(sitting, _RECENT))

        self._runner.run(work, title="签到", done=self._show, failed=self._refuse, cancellable=False)

    def _show(self, step: _Step) -> None:
        self.side.show_turnout(step.turnout)
        self.side.recent.show_answers(step.recent)
        if self.board is not None:
            self.board.show_turnout(step.turnout)
        answer = step.answer
        if answer is None:
            return
        self._wrote = self._wrote or answer.verdict is not None
        if answer.verdict is None:
            self.panel.open(answer.code, answer.candidates, "")
            return
        self.last = answer
        self._unknown = answer.code if answer.verdict is CheckInVerdict.UNKNOWN else ""
        self.verdict.show_answer(answer)
        self.sounds.play(() if answer.undone else look_of(answer.verdict).notes)

    def _refuse(self, error: CultureError) -> None:
        self.verdict.show_problem(str(error))
        self.sounds.play(look_of(CheckInVerdict.UNKNOWN).notes)

    def _undo(self) -> None:
        self._do(lambda sitting: self._service.undo_last(sitting, datetime.now()))

    def _take_in(self) -> None:
        last = self.last
        if last is None or last.person is None or last.verdict is not CheckInVerdict.NOT_LISTED:
            return
        person_id = last.person.person_id
        self._do(
            lambda sitting: self._service.admit(sitting, person_id, datetime.now(), CheckInWay.NAME, confirmed=True)
        )

    def _pick(self) -> None:
        self.panel.open("", (), self._unknown)

    def _find(self, words: str) -> None:
        sitting = self._sitting
        if sitting is not None and words.strip():
            self._runner.run(
                lambda _progress: self._service.find(sitting, words),
                title="查找人员",
                done=lambda answer: self.panel.show_people(answer.candidates),
                cancellable=False,
            )

    def _choose(self, person_id: int) -> None:
        card = self._unknown if self.panel.card.isChecked() and not self.panel.card.isHidden() else ""
        self._leave_panel()

        def step(sitting: Sitting) -> Answer:
            if card:
                self._service.remember_card(person_id, card)
            return self._service.admit(sitting, person_id, datetime.now(), CheckInWay.NAME)

        self._do(step)

    def _leave_panel(self) -> None:
        self.panel.hide()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_sound(self) -> None:
        self.sounds.on = not self.sounds.on
        self.hints.show_sound(self.sounds.on)

    def _tick(self) -> None:
        self.verdict.show_clock(f"{datetime.now():%H:%M:%S}")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            Qt.Key.Key_F2: self._undo,
            Qt.Key.Key_F3: self._pick,
            Qt.Key.Key_F4: self._turn_sound,
            Qt.Key.Key_F5: self._take_in,
            Qt.Key.Key_F6: self.open_board,
            Qt.Key.Key_Escape: self.close,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            act()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.verdict and event.type() is QEvent.Type.Resize:
            self._place()
        if watched is self.line and event.type() is QEvent.Type.FocusOut and not self.panel.isVisible():
            # Whatever took the keyboard inside this window gives it back: the next scan must not be lost.
            QTimer.singleShot(0, self.line, self._take_keyboard)
        return super().eventFilter(watched, event)

    def _take_keyboard(self) -> None:
        if self.isActiveWindow() and not self.panel.isVisible() and self.line.isEnabled():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        width, height = self.verdict.width(), self.verdict.height()
        self.line.move((width - WIDTH) // 2, height - _FOOT - HEIGHT)
        self.hints.setGeometry(0, height - _HINTS - 12, width, _HINTS)
        self.panel.move((width - self.panel.width()) // 2, (height - self.panel.height()) // 2)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._clock.stop()
        if self.board is not None:
            self.board.close()
        self.closed.emit(self._wrote)
        super().closeEvent(event)
