"""单位与署名: what the unit is called and how its papers are signed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.services.settings import TITLES, UnitSettings
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.form import Field, Form
from culture_desktop.ui.widgets.layouts import column

_GROUPS = (
    ("单位", "写在状态栏和文书里", ("unit_name", "issuer")),
    ("简报", "", ("masthead", "editor", "report_to", "send_to", "copies")),
    (
        "公示与表彰",
        "",
        (
            *("decision_prefix", "certificate_pattern", "certificate_design", "team_design"),
            *("contact_person", "contact_phone", "contact_address"),
        ),
    ),
)
_HINTS = {
    "unit_name": "如“云川供电服务中心工会”",
    "issuer": "空着就用单位全称",
    "report_to": "报送上级",
    "send_to": "抄送",
    "copies": "份",
    "decision_prefix": "如“云供工”，印成“云供工〔2026〕1号”",
    "certificate_design": "模板名称；评选没有另选时用它",
    "team_design": "空着就和个人一样",
    "certificate_pattern": "{year} 是年份，{number} 是序号",
}
_SHORT = frozenset({"copies", "decision_prefix", "contact_person", "contact_phone"})
_LONGEST = 200
_MOST_COPIES = 9999


class UnitSection(QWidget):
    """Each field is kept when it is left; what can't be kept says why and the old value holds."""

    def __init__(self, save: Callable[[UnitSettings], object]) -> None:
        super().__init__()
        self._save = save
        self._kept = UnitSettings()
        self.fields: dict[str, Field] = {}
        self.editors: dict[str, QLineEdit] = {}
        self.copies = QSpinBox()
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.editingFinished.connect(lambda: self._keep("copies", self.copies.value()))
        whole = column(gap=16)
        for title, note, names in _GROUPS:
            card, form = Card(title, note), Form()
            for name in names:
                self._add(form, name)
            card.body.addWidget(form)
            whole.addWidget(card)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_settings(self, settings: UnitSettings) -> None:
        """Show what is kept; a field with an error under it is left to the user."""
        self._kept = settings
        for name, editor in self.editors.items():
            value = getattr(settings, name)
            if not self.fields[name].failed and not editor.hasFocus() and editor.text() != value:
                editor.setText(value)
                editor.setCursorPosition(0)
        if not self.copies.hasFocus():
            self.copies.setValue(settings.copies)

    def _add(self, form: Form, name: str) -> None:
        width = Form.SHORT if name in _SHORT else Form.LONG
        if name == "copies":
            self.fields[name] = form.add(TITLES[name], self.copies, hint=_HINTS[name], width=width)
            return
        editor = QLineEdit()
        editor.setMaxLength(_LONGEST)
        editor.editingFinished.connect(lambda: self._keep(name, editor.text().strip()))
        self.editors[name] = editor
        self.fields[name] = form.add(TITLES[name], editor, hint=_HINTS.get(name, ""), width=width)

    def _keep(self, name: str, value: Any) -> None:
        field = self.fields[name]
        if value == getattr(self._kept, name):
            field.clear_failure()
            return
        wanted = replace(self._kept, **{name: value})
        try:
            self._save(wanted)
        except CultureError as error:
            field.fail(str(error))
        else:
            self._kept = wanted
            field.clear_failure()
