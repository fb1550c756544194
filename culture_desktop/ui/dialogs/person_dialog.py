"""Adds or changes a person; the dialog stays until every field fits, and what was typed stays in it.

::

    done = person_dialog.ask(self, "编辑林婉清", draft, units, save, reveal)        # Done | None
    person_dialog.ask_several(self, draft, units, people.create, added=self._person_added)
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from culture_desktop.errors import CultureError, ResidentIdError
from culture_desktop.override import override
from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.services.people.rows import Contact, PersonDraft
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.person_form import PersonForm
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import scrolled
from culture_desktop.ui.widgets.text import Label

T = TypeVar("T")
Save = Callable[[PersonDraft], Done[T]]
_WIDTH, _TALLEST, _FRAME = 580, 640, 130
_PERSONAL = PersonDraft(number="", name="")


def ask(
    parent: QWidget | None,
    title: str,
    draft: PersonDraft,
    units: Sequence[OrganisationNode],
    save: Callable[[PersonDraft, date], Done[T]],
    reveal: Callable[[], Contact],
) -> Done[T] | None:
    """What ``save`` answered; None when the dialog was left.

    ``save`` takes the draft and the day from which on another unit or status holds; ``reveal`` hands out the numbers
    that come masked.
    """
    dialog = PersonDialog[T](
        parent, title, draft, units, lambda new: save(new, dialog.form.effective.day()), reveal=reveal
    )
    dialog.exec()
    return dialog.answers[-1] if dialog.answers else None


def ask_several(
    parent: QWidget | None,
    draft: PersonDraft,
    units: Sequence[OrganisationNode],
    save: Save[T],
    added: Callable[[Done[T]], None],
) -> None:
    """Add people one after the other; ``added`` is told of each at once."""
    PersonDialog(parent, "新建人员", draft, units, save, added=added).exec()


class PersonDialog(Dialog, Generic[T]):
    """The form; what does not fit is said under its field, anything else above the buttons."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        draft: PersonDraft,
        units: Sequence[OrganisationNode],
        save: Save[T],
        *,
        added: Callable[[Done[T]], None] | None = None,
        reveal: Callable[[], Contact] | None = None,
    ) -> None:
        super().__init__(parent, title, act="新建人员" if added else "保存", width=560)
        self._save, self._added = save, added
        self.answers: list[Done[T]] = []
        self.form = PersonForm(draft, units, reveal)
        self._going_on = False
        self.next = Button("保存并继续", clicked=self.save_and_next, shortcut="Ctrl+Return")
        self.next.setToolTip("保存后接着新建下一人，单位、岗位和用工性质沿用　Ctrl+Enter")
        self.next.setVisible(added is not None)
        self.note = Label("")
        self.note.setWordWrap(True)
        self.note.hide()
        self.body.addWidget(scrolled(self.form), 1)
        self.add_act(self.next)
        self.body.addWidget(self.note)
        self.resize(_WIDTH, min(_TALLEST, self.form.sizeHint().height() + _FRAME))
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        """Save; on an error stay open and say it where it belongs."""
        self.form.clear_failures()
        self.note.hide()
        try:
            draft = self.form.draft()
            done = self._save(draft)
        except ResidentIdError as error:
            self.form.fields["身份证号"].fail(str(error))
            self.form.resident_id.setFocus(Qt.FocusReason.OtherFocusReason)
        except CultureError as error:
            if not self.form.fail(error):
                self._say(str(error), Tone.BAD)
        else:
            self.answers.append(done)
            if self._added is not None:
                self._added(done)
            if self._going_on:
                self._begin_next(draft, done.sentence)
            else:
                super().accept()

    def save_and_next(self) -> None:
        """Save and go on with the next person."""
        self._going_on = True
        try:
            self.accept()
        finally:
            self._going_on = False

    def _begin_next(self, draft: PersonDraft, sentence: str) -> None:
        kept = replace(
            _PERSONAL,
            unit_id=draft.unit_id,
            position=draft.position,
            employment=draft.employment,
            front_line=draft.front_line,
            hire_date=draft.hire_date,
        )
        self.form.show_draft(kept)
        self.form.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(sentence, Tone.OK)

    def _say(self, words: str, tone: Tone) -> None:
        self.note.setText(words)
        self.note.set_tone(tone)
        self.note.show()
