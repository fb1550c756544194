"""A condition as a row of words and editors that reads as the sentence it makes, one class for each kind."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from culture_desktop.override import override
from culture_desktop.rules.conditions import AgeRule, FieldRule, TenureRule
from culture_desktop.rules.fields import Field, choices_of
from culture_desktop.rules.rule import Rule
from culture_desktop.ui.widgets.check_menu import CheckMenu
from culture_desktop.ui.widgets.layouts import STRETCH, Part, clear, column, holder, row
from culture_desktop.ui.widgets.text import Label
from culture_desktop.ui.widgets.word_box import WordBox

_ANY_AGE, _MOST = 0, 999


class RuleEditor(QWidget):
    """Words and editors.

    Signals:
        changed: something else is entered.
    """

    changed = Signal()
    title = ""

    def rule(self) -> Rule:
        """What is entered; RuleInvalidError for what is not a condition."""
        raise NotImplementedError

    def show_rule(self, rule: Rule) -> bool:
        """Show a condition; False where another editor is the one for it."""
        raise NotImplementedError

    def _lay(self, *parts: Part) -> None:
        self.setLayout(row(*parts, STRETCH, gap=6))

    def _spin(self, name: str, value: int, least: int = 1, most: int = _MOST, none: str = "") -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(least, most)
        spin.setValue(value)
        spin.setAccessibleName(name)
        spin.setSpecialValueText(none)
        spin.valueChanged.connect(self.changed)
        return spin

    def _box(self, name: str, choices: Sequence[str]) -> QComboBox:
        box = QComboBox()
        box.addItems(choices)
        self._named(box, name)
        return box

    def _named(self, box: QComboBox, name: str) -> None:
        box.setAccessibleName(name)
        box.currentIndexChanged.connect(self.changed)


class FieldEditor(RuleEditor):
    """``用工形式为合同制或众包``."""

    title = "人员信息"

    def __init__(self, units: Sequence[str]) -> None:
        super().__init__()
        self._units = units
        self.field = WordBox(Field)
        self.values: CheckMenu | None = None
        self._place = column(gap=0)
        self._named(self.field, "哪一项")
        self.field.currentIndexChanged.connect(self._show_values)
        self._lay(self.field, Label("为"), holder(self._place))
        self._show_values()

    @override
    def rule(self) -> Rule:
        assert self.values is not None
        return FieldRule(self.field.required(), self.values.keys())

    @override
    def show_rule(self, rule: Rule) -> bool:
        if not isinstance(rule, FieldRule):
            return False
        self.field.choose(rule.field)
        self._show_values(rule.values)
        return True

    def _show_values(self, ticked: object = ()) -> None:
        field = self.field.required()
        chosen = ticked if isinstance(ticked, tuple) else ()
        units = dict.fromkeys([*self._units, *chosen]) if field is Field.UNIT else ()
        choices = [(unit, unit) for unit in units] or choices_of(field)
        clear(self._place)
        self.values = CheckMenu(field.label, choices, chosen)
        self.values.changed.connect(self.changed)
        self._place.addWidget(self.values)
        self.changed.emit()


class TenureEditor(RuleEditor):
    """``司龄满 3 年``."""

    title = "司龄"

    def __init__(self) -> None:
        super().__init__()
        self.years = self._spin("司龄年数", 1, most=60)
        self._lay(Label("司龄满"), self.years, Label("年"))

    @override
    def rule(self) -> Rule:
        return TenureRule(years=self.years.value())

    @override
    def show_rule(self, rule: Rule) -> bool:
        if not isinstance(rule, TenureRule):
            return False
        self.years.setValue(rule.years)
        return True


class AgeEditor(RuleEditor):
    """``年龄 18 至 45 周岁``."""

    title = "年龄"

    def __init__(self) -> None:
        super().__init__()
        self.minimum = self._spin("年龄下限", 18, _ANY_AGE, 120, "不限")
        self.maximum = self._spin("年龄上限", _ANY_AGE, _ANY_AGE, 120, "不限")
        self._lay(Label("年满"), self.minimum, Label("周岁，不超过"), self.maximum, Label("周岁"))

    @override
    def rule(self) -> Rule:
        return AgeRule(minimum=self.minimum.value() or None, maximum=self.maximum.value() or None)

    @override
    def show_rule(self, rule: Rule) -> bool:
        if not isinstance(rule, AgeRule):
            return False
        self.minimum.setValue(rule.minimum or _ANY_AGE)
        self.maximum.setValue(rule.maximum or _ANY_AGE)
        return True
