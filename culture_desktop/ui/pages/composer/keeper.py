"""What is written is kept as it is written, and saved as one step of the history when the user turns to something else."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from culture_desktop.errors import CultureError
from culture_desktop.services.briefings.rows import BriefingDraft
from culture_desktop.services.briefings.service import BriefingService
from culture_desktop.services.results import Done

_AFTER = 800  # ms without a change


class Keeper(QObject):
    """Of one briefing at a time.

    Signals:
        kept: what was written is safe; since when (datetime, object).
        due: nothing was changed for a moment: ``keep`` what there is.
        failed: why it could not be kept or saved (CultureError, object).
    """

    kept = Signal(object)
    due = Signal()
    failed = Signal(object)

    def __init__(self, briefings: BriefingService, parent: QObject) -> None:
        super().__init__(parent)
        self._briefings = briefings
        self._id = 0
        self._saved: BriefingDraft | None = None  # as the history has it
        self._kept: BriefingDraft | None = None  # as it would be found after a crash
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.due)

    def open(self, briefing_id: int, saved: BriefingDraft, kept: BriefingDraft | None = None) -> None:
        """Begin with a briefing as it is saved, and as it was kept when that differs."""
        self._soon.stop()
        self._id, self._saved, self._kept = briefing_id, saved, kept or saved

    def saved_elsewhere(self, saved: BriefingDraft) -> None:
        """It is saved so by now: an undo of the window took the last saving back, or did it again."""
        self._saved = saved

    def close(self) -> None:
        """There is nothing to keep."""
        self._soon.stop()
        self._id, self._saved, self._kept = 0, None, None

    def note(self) -> None:
        """Something was changed."""
        if self._id:
            self._soon.start(_AFTER)

    def keep(self, draft: BriefingDraft) -> None:
        """Keep what is written now."""
        self._soon.stop()
        if not self._id or draft == self._kept:
            return
        try:
            self._briefings.keep(self._id, draft)
        except CultureError as error:
            self.failed.emit(error)
            return
        self._kept = draft
        self.kept.emit(datetime.now())

    def save(self, draft: BriefingDraft) -> Done[None] | None:
        """Save what is written now as a step of the history; None where nothing was changed.

        Raises the CultureError of a draft that cannot be saved; what is written is kept then.
        """
        self._soon.stop()
        if not self._id or (draft == self._saved and self._kept == self._saved):
            return None
        try:
            done = self._briefings.save(self._id, draft)
        except CultureError:
            self.keep(draft)
            raise
        self._saved = self._kept = draft
        return done
