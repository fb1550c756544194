"""Plans or changes an activity; the dialog stays until every field fits.

::

    done = activity_dialog.ask(self, "新建活动", draft, choices, self._activities.create)      # Done | None
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.activities.rows import ActivityDraft
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.activity_form import ActivityChoices, ActivityForm, UnreadableFieldError
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.layouts import scrolled
from culture_desktop.ui.widgets.text import Label

T = TypeVar("T")
_TALLEST = 640


def ask(
    parent: QWidget | None,
    title: str,
    draft: ActivityDraft,
    choices: ActivityChoices,
    save: Callable[[ActivityDraft], Done[T]],
) -> Done[T] | None:
    """What ``save`` answered; None when the dialog was left."""
    dialog = ActivityDialog(parent, title, draft, choices, save)
    dialog.exec()
    return dialog.answer


class ActivityDialog(Dialog, Generic[T]):
    """The form; what does not fit is said under its field, anything else above the buttons."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        draft: ActivityDraft,
        choices: ActivityChoices,
        save: Callable[[ActivityDraft], Done[T]],
    ) -> None:
        super().__init__(parent, title, act="保存" if draft.title else "新建活动", width=560)
        self._save = save
        self.answer: Done[T] | None = None
        self.form = ActivityForm(draft, choices)
        self.problem = Label("", tone=Tone.BAD)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.body.addWidget(scrolled(self.form), 1)
        self.body.addWidget(self.problem)
        self.resize(580, min(_TALLEST, self.form.sizeHint().height() + 130))
        self.form.title.setFocus()

    @override
    def accept(self) -> None:
        """Save; on an error stay open and say it where it belongs."""
        self.form.clear_failures()
        self.problem.hide()
        try:
            self.answer = self._save(self.form.draft())
        except UnreadableFieldError as error:
            self.form.fail(error.field, error.sentence)
        except CultureError as error:
            self._show_problem(error)
        else:
            super().accept()

    def _show_problem(self, error: CultureError) -> None:
        field = str(error.data.get("field") or error.data.get("what", "")).removeprefix("活动")
        if not self.form.fail(field, str(error)):
            self.problem.setText(str(error))
            self.problem.show()
