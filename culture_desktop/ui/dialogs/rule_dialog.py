"""Composes a condition of eligibility; the sentence that it makes stands below, as it will be printed.

::

    rule = rule_dialog.ask(self, units, as_of)               # Rule | None
    rule = rule_dialog.ask(self, units, as_of, rule)         # to be changed
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from culture_desktop.errors import RuleInvalidError
from culture_desktop.override import override
from culture_desktop.rules.rule import DatedRule, Rule
from culture_desktop.ui.dialogs.deed_editors import (
    ConductEditor,
    HonourEditor,
    ParticipationEditor,
    TrainingEditor,
    VetoEditor,
)
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.rule_editors import AgeEditor, FieldEditor, RuleEditor, TenureEditor
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import Label

_LABELS, _KIND, _WIDTH = 48, 150, 700


def ask(parent: QWidget | None, units: Sequence[str], as_of: date, rule: Rule | None = None) -> Rule | None:
    """The condition; None when the dialog was left. ``units`` are full names to choose from."""
    dialog = RuleDialog(parent, units, as_of, rule)
    return dialog.made if dialog.exec() == Dialog.DialogCode.Accepted else None


class RuleDialog(Dialog):
    """Kind, editors, sentence."""

    def __init__(self, parent: QWidget | None, units: Sequence[str], as_of: date, rule: Rule | None) -> None:
        act = "添加" if rule is None else "保存"
        super().__init__(parent, "资格条件", act=act, width=_WIDTH)
        self._as_of, self._given = as_of, rule
        self.made: Rule | None = None
        self.editors: tuple[RuleEditor, ...] = (
            FieldEditor(units),
            TenureEditor(),
            AgeEditor(),
            TrainingEditor(),
            ParticipationEditor(),
            ConductEditor(),
            HonourEditor(),
            VetoEditor(),
        )
        self.kind, self._stack = QComboBox(), QStackedWidget()
        for editor in self.editors:
            self.kind.addItem(editor.title)
            self._stack.addWidget(editor)
            editor.changed.connect(self._show_sentence)
        self.sentence = Label("", "strong", selectable=True)
        self.sentence.setWordWrap(True)
        self.sentence.setMinimumWidth(_WIDTH - 130)
        form = Form(label_width=_LABELS)
        form.add("类别", self.kind, width=_KIND)
        form.add("条件", self._stack, width=Form.FILL)
        form.add("即", self.sentence, width=Form.FILL)
        self.body.addWidget(form)
        self.kind.currentIndexChanged.connect(self._show_editor)
        if rule is not None:
            fitting = next(at for at, editor in enumerate(self.editors) if editor.show_rule(rule))
            self.kind.setCurrentIndex(fitting)
        self._show_editor()

    @property
    def editor(self) -> RuleEditor:
        """The editors of the kind chosen."""
        return self.editors[self.kind.currentIndex()]

    def choose(self, title: str) -> RuleEditor:
        """Choose a kind."""
        self.kind.setCurrentText(title)
        return self.editor

    @override
    def accept(self) -> None:
        """Take the condition; what says why it is none stands there already."""
        self._show_sentence()
        if self.made is not None:
            super().accept()

    def _show_editor(self) -> None:
        self._stack.setCurrentIndex(self.kind.currentIndex())
        self._show_sentence()

    def _show_sentence(self) -> None:
        try:
            self.made = self._dated(self.editor.rule())
        except RuleInvalidError as error:
            self.made = None
            self.sentence.setText(str(error))
        else:
            self.sentence.setText(self.made.at(self._as_of).sentence)
        self.sentence.set_tone(Tone.BAD if self.made is None else None)
        self.act_button.setEnabled(self.made is not None)

    def _dated(self, rule: Rule) -> Rule:
        """A day of its own that the condition had stays its day."""
        own = self._given.as_of if isinstance(self._given, DatedRule) else None
        return rule.at(own) if own is not None and type(rule) is type(self._given) else rule
