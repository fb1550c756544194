"""The limits of the list: how many from a unit, and which part of the winners a group is at least or at most.

::

    done = LimitsDialog(self, services.award_terms, terms, units).run()      # Done[None] | None
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from culture_desktop.errors import InvalidFieldError
from culture_desktop.override import override
from culture_desktop.rules.conditions import FieldRule
from culture_desktop.rules.fields import Field, choices_of
from culture_desktop.rules.limits import OWN, Group, SelectionLimits, UnitRule
from culture_desktop.rules.records import Record
from culture_desktop.rules.selection.problem import GroupLimit
from culture_desktop.rules.selection.requirements import percent
from culture_desktop.services.awards.campaign_terms import CampaignTerms
from culture_desktop.services.awards.terms import TermsService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog
from culture_desktop.ui.widgets.check_menu import CheckMenu
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, holder, row, scrolled
from culture_desktop.ui.widgets.row_list import RowList
from culture_desktop.ui.widgets.text import Label
from culture_desktop.ui.widgets.word_box import WordBox

_EACH: tuple[tuple[str, int | str], ...] = (
    ("每个班组（单位）", OWN),
    *((f"每个{name}级单位", depth) for depth, name in enumerate("一二三四", start=1)),
)
_WHERE, _TIER, _NUMBER, _NAME, _HEIGHT, _NO_LIMIT = 230, 150, 110, 150, 420, -1
_ALL = "获奖合计"


class UnitLine(QWidget):
    """How many from where, in which tier."""

    def __init__(self, units: Sequence[str], tiers: Sequence[str], rule: UnitRule | None = None) -> None:
        super().__init__()
        named = [*units] if rule is None or rule.unit is None or rule.unit in units else [rule.unit, *units]
        self._where: list[int | str] = [*(key for _label, key in _EACH), *named]
        self.where, self.tier = QComboBox(), _tier_box(tiers)
        self.where.addItems([*(label for label, _key in _EACH), *(f"“{unit}”" for unit in named)])
        self.where.setMaxVisibleItems(20)
        self.minimum, self.maximum = _bound("至少"), _bound("至多")
        for widget, name, width in (
            (self.where, "哪些单位", _WHERE),
            (self.tier, "哪一档", _TIER),
            (self.minimum, "至少", _NUMBER),
            (self.maximum, "至多", _NUMBER),
        ):
            widget.setAccessibleName(name)
            widget.setFixedWidth(width)
        if rule is None:
            self.maximum.setValue(1)
        else:
            self.where.setCurrentIndex(self._where.index(str(rule.unit) if rule.each is None else rule.each))
            _choose_tier(self.tier, rule.tier)
            self.minimum.setValue(_NO_LIMIT if rule.minimum is None else rule.minimum)
            self.maximum.setValue(_NO_LIMIT if rule.maximum is None else rule.maximum)
        self.setFocusProxy(self.where)
        self.setLayout(row(self.where, self.tier, self.minimum, self.maximum, STRETCH))

    def rule(self) -> UnitRule:
        """What is entered."""
        at = self.where.currentIndex()
        where = self._where[at]
        low, high = (None if spin.value() == _NO_LIMIT else spin.value() for spin in (self.minimum, self.maximum))
        if low is None and high is None:
            raise InvalidFieldError(field=self.where.currentText(), value="不限", expected="至少或至多几个")
        each, unit = (where, None) if at < len(_EACH) else (None, str(where))
        return UnitRule(unit, each, _tier_of(self.tier), low, high)


class GroupLine(QWidget):
    """Who belongs to a group."""

    def __init__(self, group: Group | None = None) -> None:
        super().__init__()
        self.name, self.field = QLineEdit(), WordBox(Field)
        self.name.setPlaceholderText("如 一线职工")
        self.name.setFixedWidth(_NAME)
        self.name.setAccessibleName("人群名称")
        self.field.setAccessibleName("按哪一项")
        self.values: CheckMenu | None = None
        self._place = column(gap=0)
        self._units = group.rule.values if group and group.rule.field is Field.UNIT else ()
        self.field.choose(group.rule.field if group else Field.FRONT_LINE)
        self.field.currentIndexChanged.connect(lambda _at: self._show_values(()))
        self.setFocusProxy(self.name)
        self.setLayout(row(self.name, Label("指"), self.field, Label("为"), holder(self._place), STRETCH, gap=6))
        if group is not None:
            self.name.setText(group.name)
        self._show_values(group.rule.values if group else ("yes",))

    def group(self) -> Group:
        """What is entered; RuleInvalidError for a group of nothing."""
        assert self.values is not None
        return Group(self.name.text().strip(), FieldRule(self.field.required(), self.values.keys()))

    def _show_values(self, ticked: Sequence[str]) -> None:
        clear(self._place)
        field = self.field.required()
        choices = choices_of(field) or [(unit, unit) for unit in self._units]
        self.values = CheckMenu(field.label, choices, ticked)
        self._place.addWidget(self.values)


class ShareLine(QWidget):
    """A group's part of the winners of a tier, or of all."""

    def __init__(self, tiers: Sequence[str], share: GroupLimit | None = None) -> None:
        super().__init__()
        self.tier, self.group = _tier_box(tiers), QLineEdit()
        self.low, self.high = QLineEdit(), QLineEdit()
        self.group.setPlaceholderText("人群名称")
        for widget, name, width in (
            (self.tier, "哪一档", _TIER),
            (self.group, "人群", _NAME),
            (self.low, "不低于", 80),
            (self.high, "不超过", 80),
        ):
            widget.setAccessibleName(name)
            widget.setFixedWidth(width)
        for line in (self.low, self.high):
            line.setPlaceholderText("如 60%")
        if share is not None:
            _choose_tier(self.tier, share.tier)
            self.group.setText(share.group)
            self.low.setText("" if share.minimum_share is None else percent(share.minimum_share))
            self.high.setText("" if share.maximum_share is None else percent(share.maximum_share))
        self.setFocusProxy(self.tier)
        parts = (self.tier, Label("中"), self.group, Label("不低于"), self.low, Label("不超过"), self.high)
        self.setLayout(row(*parts, STRETCH, gap=6))

    def share(self) -> GroupLimit:
        """What is entered; ProfileBrokenError for what is no share."""
        texts = {"minimum_share": self.low.text().strip(), "maximum_share": self.high.text().strip()}
        record = Record({key: with_percent(text) for key, text in texts.items() if text}, "结构比例")
        low, high = record.share("minimum_share"), record.share("maximum_share")
        name = self.group.text().strip()
        if low is None and high is None:
            raise InvalidFieldError(field=f"{name or '人群'}的比例", value="空白", expected="不低于或不超过百分之几")
        return GroupLimit(name, _tier_of(self.tier), low, high)


class LimitsDialog(SavingDialog):
    """Unit limits, groups, shares."""

    def __init__(
        self, parent: QWidget | None, service: TermsService, terms: CampaignTerms, units: Sequence[str]
    ) -> None:
        super().__init__(parent, "名额与结构限制", width=800)
        self._service, self._code = service, terms.code
        tiers = [tier.name for tier in terms.tiers]
        limits = terms.limits
        self.exactly = QCheckBox("名额须评满（不勾则可以空缺）")
        self.exactly.setChecked(limits.exactly)
        self.units = RowList[UnitLine]("添加单位限额", lambda: UnitLine(units, tiers))
        self.groups = RowList[GroupLine]("添加人群", GroupLine)
        self.shares = RowList[ShareLine]("添加比例", lambda: ShareLine(tiers))
        for unit in limits.units:
            self.units.add(UnitLine(units, tiers, unit))
        for group in limits.groups:
            self.groups.add(GroupLine(group))
        for share in limits.shares:
            self.shares.add(ShareLine(tiers, share))
        heads: tuple[tuple[str, QWidget], ...] = (
            ("单位限额", self.units),
            ("人群", self.groups),
            ("结构比例", self.shares),
        )
        parts = [part for title, widget in heads for part in (Label(title, "strong"), widget)]
        area = scrolled(holder(column(self.exactly, *parts, STRETCH, gap=8)))
        area.setMinimumHeight(_HEIGHT)
        self.body.addWidget(area, 1)
        self.finish()

    @override
    def save(self) -> Done[None]:
        groups = tuple(line.group() for line in self.groups.lines)
        limits = SelectionLimits(
            tuple(line.rule() for line in self.units.lines),
            groups,
            tuple(line.share() for line in self.shares.lines),
            self.exactly.isChecked(),
        )
        return self._service.save_limits(self._code, limits)


def _bound(prefix: str) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(_NO_LIMIT, 9999)
    spin.setSpecialValueText(f"{prefix}：不限")
    spin.setPrefix(f"{prefix} ")
    spin.setValue(_NO_LIMIT)
    return spin


def _tier_box(tiers: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.addItem(_ALL)
    for tier in tiers:
        box.addItem(tier, tier)
    return box


def _choose_tier(box: QComboBox, tier: str | None) -> None:
    box.setCurrentIndex(max(box.findData(tier), 0) if tier is not None else 0)


def _tier_of(box: QComboBox) -> str | None:
    tier = box.currentData()
    return tier if isinstance(tier, str) else None


def with_percent(text: str) -> str:
    """A share as it is typed, ``60`` meant as ``60%``."""
    return text if text.endswith("%") or "/" in text or "." in text else f"{text}%"
