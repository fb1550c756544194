"""The fields of a person."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QWidget

from culture_desktop.errors import CultureError, InvalidFieldError
from culture_desktop.rules.masking import is_masked
from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.services.people.row_values import OPEN_WORDS
from culture_desktop.services.people.rows import Contact, PersonDraft
from culture_desktop.ui.dialogs.day_text import contract_text, read_contract_end, read_day
from culture_desktop.ui.labels import day
from culture_desktop.ui.widgets.buttons import IconButton
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Field, Form
from culture_desktop.ui.widgets.layouts import STRETCH, holder, row
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import EmploymentType, PersonStatus, PoliticalStatus, Sex

E = TypeVar("E", bound=QWidget)
_LABELS, _SHORT, _LONG = 72, 168, 404
_CONTRACT = "合同到期日"
_ID_HINT, _MASKED_HINT = "可不填，填了就核对校验位", "显示后才能修改，记入历史"
_ALIASES = {"电话": "手机"}  # what the services call a field, and what stands beside it here


class PersonForm(Form):
    """Editors for every field of a draft.

    A number that comes masked can only be looked at, until ``reveal`` hands out the whole ones: an eye beside it.
    """

    def __init__(
        self, draft: PersonDraft, units: Sequence[OrganisationNode], reveal: Callable[[], Contact] | None = None
    ) -> None:
        super().__init__(label_width=_LABELS)
        self._reveal = reveal
        self.fields: dict[str, Field] = {}
        self._draft = draft
        self.name = self._add("姓名", _line(64), _SHORT)
        self.number = self._add("工号", _line(64), _SHORT, "不可重复")
        self.unit = self._add("单位", UnitBox(units), _LONG)
        self.position = self._add("岗位", _line(64), _SHORT)
        self.employment = self._add("用工性质", WordBox(EmploymentType), _SHORT)
        self.front_line, self.manager = QCheckBox("一线"), QCheckBox("管理岗")
        self.add_wide(holder(row(self.front_line, 16, self.manager, STRETCH)))
        self.phone = self._add("手机", _line(32), _SHORT)
        self.sex = self._add("性别", WordBox(Sex, none="未填"), _SHORT)
        self.birth_date = self._add("出生日期", _line(16, "如 1990-05-06"), _SHORT)
        self.resident_id = self._add("身份证号", _line(18), _SHORT + 40, _ID_HINT)
        self.political = self._add("政治面貌", WordBox(PoliticalStatus, none="未填"), _SHORT)
        self.hire_date = self._add("入职日期", _line(16, "如 2017-04-13"), _SHORT)
        self.contract_ends = self._add(_CONTRACT, _line(16, f"如 2027-04-12，或{OPEN_WORDS}"), _SHORT + 40)
        self.status = self._add("状态", WordBox(PersonStatus), _SHORT)
        self.effective = self._add("生效日期", DayEdit(date.today()), _SHORT, "单位或状态从这一天起变更")
        self._entered = reveal is None  # a new person has no earlier unit
        self.eyes = (self._add_eye("手机"), self._add_eye("身份证号"))
        self._watch()
        self.show_draft(draft)

    def show_draft(self, draft: PersonDraft) -> None:
        """Fill the fields."""
        self._draft = draft
        for editor, words in (
            (self.name, draft.name),
            (self.number, draft.number),
            (self.position, draft.position),
            (self.phone, draft.phone or ""),
            (self.resident_id, draft.resident_id or ""),
            (self.birth_date, day(draft.birth_date) if draft.birth_date else ""),
            (self.hire_date, day(draft.hire_date) if draft.hire_date else ""),
            (self.contract_ends, contract_text(draft.contract_ends)),
        ):
            editor.setText(words)
            editor.setCursorPosition(0)
        self._show_masked()
        self.unit.show_unit(draft.unit_id)
        self.employment.choose(draft.employment)
        self.sex.choose(draft.sex)
        self.political.choose(draft.political_status)
        self.status.choose(draft.status)
        self.front_line.setChecked(draft.front_line)
        self.manager.setChecked(draft.manager)
        self._show_effective()

    def draft(self) -> PersonDraft:
        """What is entered; raises InvalidFieldError for what can't be read."""
        return replace(
            self._draft,
            number=self.number.text(),
            name=self.name.text(),
            sex=self.sex.word(),
            birth_date=read_day("出生日期", self.birth_date.text()),
            resident_id=self.resident_id.text(),
            phone=self.phone.text(),
            unit_id=self.unit.unit_id(),
            position=self.position.text(),
            employment=self.employment.required(),
            front_line=self.front_line.isChecked(),
            manager=self.manager.isChecked(),
            political_status=self.political.word(),
            hire_date=read_day("入职日期", self.hire_date.text()),
            contract_ends=read_contract_end(_CONTRACT, self.contract_ends.text()),
            status=self.status.required(),
        )

    def fail(self, error: CultureError) -> bool:
        """Say under the field that an error speaks of what is wrong; False when it speaks of none of these."""
        label = str(error.data.get("field") or error.data.get("what") or "")
        field = self.fields.get(_ALIASES.get(label, label))
        if field is None:
            return False
        field.fail(str(error))
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_failures(self) -> None:
        """All fields are taken to be well."""
        for field in self.fields.values():
            field.clear_failure()

    def reveal(self) -> None:
        """Show the whole numbers, to be changed; that they were looked at stands in the history."""
        if self._reveal is None:
            return
        contact = self._reveal()
        for editor, number in ((self.phone, contact.phone), (self.resident_id, contact.resident_id)):
            if is_masked(editor.text()):
                editor.setText(number or "")
                editor.setCursorPosition(0)
        self._show_masked()

    def _show_masked(self) -> None:
        numbers = ((self.phone, "手机", ""), (self.resident_id, "身份证号", _ID_HINT))
        for (editor, label, hint), eye in zip(numbers, self.eyes, strict=True):
            masked = self._reveal is not None and is_masked(editor.text())
            editor.setReadOnly(masked)
            eye.setVisible(masked)
            self.fields[label].set_hint(_MASKED_HINT if masked else hint)

    def _add_eye(self, label: str) -> IconButton:
        eye = IconButton("eye", f"显示完整{label}", clicked=self.reveal)
        self.fields[label].add_beside(eye)
        return eye

    def _watch(self) -> None:
        """A date is looked at when it is left, and an error goes when its field is changed."""
        dates = (("出生日期", self.birth_date), ("入职日期", self.hire_date), (_CONTRACT, self.contract_ends))
        for label, editor in dates:
            editor.editingFinished.connect(_DayCheck(self, label, editor))
        for field in self.fields.values():
            if isinstance(field.editor, QLineEdit):
                field.editor.textEdited.connect(field.clear_failure)
        self.unit.currentIndexChanged.connect(self._show_effective)
        self.unit.editTextChanged.connect(self._show_effective)
        self.status.currentIndexChanged.connect(self._show_effective)

    def _show_effective(self) -> None:
        """The day is asked for only where the unit or the status changes."""
        try:
            moved = self.unit.unit_id() != self._draft.unit_id
        except InvalidFieldError:
            moved = False
        changed = moved or self.status.required() is not self._draft.status
        self.set_row_visible(self.fields["生效日期"], changed and not self._entered)

    def _add(self, label: str, editor: E, width: int, hint: str = "") -> E:
        self.fields[label] = self.add(label, editor, hint=hint, width=width)
        return editor


class UnitBox(QComboBox):
    """Units and teams by their paths, found by any part of them."""

    def __init__(self, units: Sequence[OrganisationNode]) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(16)
        self.addItem("", None)
        for unit in sorted(units, key=lambda node: node.full_name):
            self.addItem(unit.full_name, unit.id)
        line, completer = self.lineEdit(), self.completer()
        assert line is not None
        assert completer is not None
        line.setPlaceholderText("未分单位；可输入名称查找")
        line.setCursorPosition(0)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)

    def show_unit(self, unit_id: int | None) -> None:
        """Choose a unit."""
        self.setCurrentIndex(max(0, self.findData(unit_id)) if unit_id is not None else 0)

    def unit_id(self) -> int | None:
        """The unit that is named; raises InvalidFieldError for a name that none has."""
        words = self.currentText().strip()
        at = self.findText(words, Qt.MatchFlag.MatchExactly)
        if at < 0:
            raise InvalidFieldError(field="单位", value=words, expected="列表里的一个单位，没有就先在“组织”里新建")
        found = self.itemData(at)
        return found if isinstance(found, int) else None


class _DayCheck:
    """Tells at once that a date can't be read."""

    def __init__(self, form: PersonForm, label: str, editor: QLineEdit) -> None:
        self._form, self._label, self._editor = form, label, editor
        self._read = read_contract_end if label == _CONTRACT else read_day

    def __call__(self) -> None:
        field = self._form.fields[self._label]
        try:
            found = self._read(self._label, self._editor.text())
        except InvalidFieldError as error:
            field.fail(str(error))
            return
        field.clear_failure()
        if found:
            self._editor.setText(contract_text(found))


def _line(longest: int, hint: str = "") -> QLineEdit:
    editor = QLineEdit()
    editor.setMaxLength(longest)
    editor.setPlaceholderText(hint)
    return editor
