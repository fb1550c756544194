"""Sets one field of several people: the field, the value, and who gets what, before anything is written.

::

    chosen = bulk_dialog.ask(self, 52, fields, units, preview, today)      # (key, value, effective day) | None
"""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.services.people.field_edit import DATED, Entered, FieldChange, FieldPreview
from culture_desktop.services.people.fields import FieldKind, PersonField
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.field_editor import FieldEditor
from culture_desktop.ui.labels import apart, count
from culture_desktop.ui.tables.cells import Change, Diff, Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import clear, column, holder
from culture_desktop.ui.widgets.text import Label

Preview = Callable[[str, Entered], FieldPreview]
_LABELS, _MEDIUM, _HEIGHT, _WIDTH = 60, 320, 280, 560
_NOTHING = "（空）"


def ask(
    parent: QWidget | None,
    people: int,
    fields: Sequence[PersonField],
    units: Sequence[OrganisationNode],
    preview: Preview,
    today: date,
) -> tuple[str, Entered, date] | None:
    """The key of the field, its new value and, for units and statuses, from when on; None when the dialog was left."""
    dialog = BulkDialog(parent, people, fields, units, preview, today)
    if dialog.exec() != Dialog.DialogCode.Accepted or dialog.chosen is None:
        return None
    return (*dialog.chosen, dialog.effective.day())


class BulkDialog(Dialog):
    """The table under the fields is what will be written. Of a list nothing is chosen until the user chooses."""

    def __init__(
        self,
        parent: QWidget | None,
        people: int,
        fields: Sequence[PersonField],
        units: Sequence[OrganisationNode],
        preview: Preview,
        today: date,
    ) -> None:
        super().__init__(parent, f"修改 {count(people, '人')}的字段", act="修改", width=_WIDTH)
        self._fields, self._units, self._preview = tuple(fields), units, preview
        self.chosen: tuple[str, Entered] | None = None
        self.field = QComboBox()
        self.field.setMaxVisibleItems(24)
        self.field.addItems([field.title for field in self._fields])
        self.editor = FieldEditor(self._fields[0], units)
        self._place = column(gap=0)
        self.effective = DayEdit(today)
        self._form = Form(label_width=_LABELS)
        self._form.add("栏", self.field, width=_MEDIUM)
        self._form.add("改为", holder(self._place), width=_MEDIUM)
        self._since = self._form.add("生效日期", self.effective, hint="从这一天起变更", width=Form.SHORT)
        self.effect = Label("", "secondary")
        self.effect.setWordWrap(True)
        columns = (*_WHO, Column[FieldChange]("修改", self._diff, width=200, stretch=True))
        self.table = RowTable[FieldChange](columns, name="修改前后", key=lambda change: change.id)
        self.table.setFixedHeight(_HEIGHT)
        self.body.addWidget(self._form)
        self.body.addWidget(self.effect)
        self.body.addWidget(self.table)
        self.field.currentIndexChanged.connect(self._show_editor)
        self._show_editor()

    def choose(self, key: str) -> None:
        """Choose the field."""
        self.field.setCurrentIndex([field.key for field in self._fields].index(key))

    @override
    def accept(self) -> None:
        """Only what is shown is written."""
        if self._look():
            super().accept()

    def _show_editor(self) -> None:
        clear(self._place)
        field = self._fields[self.field.currentIndex()]
        self.editor = FieldEditor(field, self._units)
        self.editor.choose_nothing()
        self.editor.edited.connect(self._look)
        self._place.addWidget(self.editor)
        self._form.set_row_visible(self._since, field.key in DATED)
        self._look()

    def _look(self) -> bool:
        """Show what would change; whether anything would."""
        key = self.editor.field.key
        if not self.editor.chosen:
            self.chosen = None
            self._show((), "选定后，这里列出每个人的前后", Tone.NEUTRAL)
            return False
        try:
            value = self.editor.value()
            found = self._preview(key, value)
        except CultureError as error:
            self.chosen = None
            self._show((), str(error), Tone.BAD)
            return False
        self.chosen = (key, value)
        same = f"，{count(found.same, '人')}已是这样" if found.same else ""
        self._show(found.changes, f"{count(len(found.changes), '人')}有变化{same}", Tone.NEUTRAL)
        return bool(found.changes)

    def _diff(self, change: FieldChange) -> Diff:
        old, new = change.old, change.new
        if self.editor.field.kind is FieldKind.UNIT:
            old, new = apart(old, new)
        return Diff((Change("", old or _NOTHING, new or _NOTHING),))

    def _show(self, changes: Sequence[FieldChange], words: str, tone: Tone) -> None:
        self.table.set_rows(changes)
        self.effect.setText(words)
        self.effect.set_tone(tone)
        self.editor.mark(invalid=tone is Tone.BAD)
        self.act_button.setText(f"修改 {count(len(changes), '人')}" if changes else "修改")
        self.act_button.setEnabled(bool(changes))


_WHO = (
    Column[FieldChange]("姓名", lambda change: Name(change.name), width=140),
    Column[FieldChange]("工号", lambda change: Muted(change.number), width=110),
)
