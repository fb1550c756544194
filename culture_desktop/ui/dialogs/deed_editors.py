"""Conditions on what people did and were given, as rows of words and editors."""

from PySide6.QtWidgets import QLineEdit

from culture_desktop.override import override
from culture_desktop.rules.deeds import ConductRule, ParticipationRule, RecentHonourRule, VetoRule
from culture_desktop.rules.rule import Rule
from culture_desktop.ui.dialogs.rule_editors import RuleEditor
from culture_desktop.ui.widgets.text import Label
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import ActivityKind, Layer

_MOST, _TITLES = 999, 260


class ParticipationEditor(RuleEditor):
    """``近 6 个月内参加行为层竞赛活动不少于 2 次``."""

    title = "参加活动"

    def __init__(self) -> None:
        super().__init__()
        self.months = self._spin("近几个月", 0, 0, 120, "评选周期")
        self.layer, self.activity_kind = WordBox(Layer, none="各层"), WordBox(ActivityKind, none="各类")
        self._named(self.layer, "哪一层")
        self._named(self.activity_kind, "哪一类活动")
        self.minimum = self._spin("次数", 1)
        self.months.setPrefix("近 ")
        self.months.setSuffix(" 个月")
        self._lay(
            self.months, Label("内参加"), self.layer, self.activity_kind, Label("活动不少于"), self.minimum, Label("次")
        )

    @override
    def rule(self) -> Rule:
        months = self.months.value() or None
        return ParticipationRule(self.minimum.value(), self.layer.word(), self.activity_kind.word(), months)

    @override
    def show_rule(self, rule: Rule) -> bool:
        if not isinstance(rule, ParticipationRule):
            return False
        self.months.setValue(rule.months or 0)
        self.layer.choose(rule.layer)
        self.activity_kind.choose(rule.activity_kind)
        self.minimum.setValue(rule.minimum)
        return True


class TrainingEditor(ParticipationEditor):
    """``评选周期内参加培训活动不少于 2 次``."""

    title = "培训"

    def __init__(self) -> None:
        super().__init__()
        self.activity_kind.choose(ActivityKind.TRAINING)
        self.activity_kind.setEnabled(False)

    @override
    def show_rule(self, rule: Rule) -> bool:
        training = isinstance(rule, ParticipationRule) and rule.activity_kind is ActivityKind.TRAINING
        return training and super().show_rule(rule)


class ConductEditor(RuleEditor):
    """``近 12 个月内没有文明行为负面记录``."""

    title = "文明行为"
    _CLEAN, _POINTS = range(2)

    def __init__(self) -> None:
        super().__init__()
        self.months = self._spin("近几个月", 12)
        self.how = self._box("要求", ["没有负面记录", "得分不低于"])
        self.minimum = self._spin("分数", 0, -_MOST)
        self._points = Label("分")
        self._lay(Label("近"), self.months, Label("个月内文明行为"), self.how, self.minimum, self._points)
        self.how.currentIndexChanged.connect(self._show_points)
        self._show_points()

    @override
    def rule(self) -> Rule:
        minimum = self.minimum.value() if self.how.currentIndex() == self._POINTS else None
        return ConductRule(months=self.months.value(), minimum=minimum)

    @override
    def show_rule(self, rule: Rule) -> bool:
        if not isinstance(rule, ConductRule):
            return False
        self.months.setValue(rule.months)
        self.how.setCurrentIndex(self._CLEAN if rule.minimum is None else self._POINTS)
        self.minimum.setValue(rule.minimum or 0)
        return True

    def _show_points(self) -> None:
        for widget in (self.minimum, self._points):
            widget.setVisible(self.how.currentIndex() == self._POINTS)


class HonourEditor(RuleEditor):
    """``近 2 年内未获“心级之星”``."""

    title = "历年荣誉"

    def __init__(self) -> None:
        super().__init__()
        self.years, self.titles = self._spin("近几年", 2, most=60), QLineEdit()
        self.titles.setPlaceholderText("任何荣誉；只限几种就写名称，用顿号隔开")
        self.titles.setAccessibleName("荣誉名称")
        self.titles.setMinimumWidth(_TITLES)
        self.titles.textChanged.connect(self.changed)
        self._lay(Label("近"), self.years, Label("年内未获"), self.titles)

    @override
    def rule(self) -> Rule:
        words = self.titles.text().replace("，", "、").replace(",", "、").split("、")
        titles = dict.fromkeys(word.strip().strip("“”") for word in words)
        return RecentHonourRule(years=self.years.value(), titles=tuple(filter(None, titles)))

    @override
    def show_rule(self, rule: Rule) -> bool:
        if not isinstance(rule, RecentHonourRule):
            return False
        self.years.setValue(rule.years)
        self.titles.setText("、".join(rule.titles))
        return True


class VetoEditor(RuleEditor):
    """``没有一票否决情形``."""

    title = "一票否决"

    def __init__(self) -> None:
        super().__init__()
        self._lay(Label("没有一票否决情形"))

    @override
    def rule(self) -> Rule:
        return VetoRule()

    @override
    def show_rule(self, rule: Rule) -> bool:
        return isinstance(rule, VetoRule)
