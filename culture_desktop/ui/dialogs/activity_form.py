"""The fields of an activity."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from culture_desktop.services.activities.rows import ActivityDraft
from culture_desktop.services.organisations import BrandRow, OrganisationNode
from culture_desktop.ui.labels import read_yuan
from culture_desktop.ui.widgets.form import Field, Form
from culture_desktop.ui.widgets.moment_edit import MomentEdit, OptionalMoment
from culture_desktop.ui.widgets.pick_list import PickList
from culture_desktop.vocabulary import Account, ActivityKind, Layer, Mechanism, Word, mechanisms_of

W = TypeVar("W", bound=Word)
E = TypeVar("E", bound=QWidget)
_LABELS, _SHORT, _LONG = 76, 168, 404
_USUAL_LENGTH = timedelta(hours=2)


@dataclass(frozen=True)
class ActivityChoices:
    """What hosts and brands there are."""

    organisations: Sequence[OrganisationNode]
    brands: Sequence[BrandRow]


class UnreadableFieldError(Exception):
    """A field holds what can't be read as what it should be."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


class ActivityForm(Form):
    """Editors for every field of a draft but state and summary, which have their own places."""

    def __init__(self, draft: ActivityDraft, choices: ActivityChoices) -> None:
        super().__init__(label_width=_LABELS)
        self._draft = draft
        self.fields: dict[str, Field] = {}
        self.title = self._add("名称", _line_edit(draft.title, 128), _LONG)
        self.code = self._add("编号", _line_edit(draft.code, 32), _SHORT, "不可重复，写在文书里")
        self.kinds = self._add("类型", _word_box(ActivityKind, draft.kind), _SHORT)
        self.layers = self._add("四层", _word_box(Layer, draft.layer), _SHORT)
        self.mechanisms = self._add("机制", QComboBox(), _SHORT)
        self.accounts = self._add("账户", _word_box(Account, draft.account, none="不记入账户"), _SHORT)
        self.starts = self._add("开始时间", MomentEdit(draft.starts), _SHORT)
        usual_end = draft.starts + _USUAL_LENGTH
        self.ends = self._add("结束时间", OptionalMoment("结束时间", draft.ends, usual_end), _LONG)
        self.place = self._add("地点", _line_edit(draft.place, 128), _LONG)
        names = [(node.full_name, node.id) for node in choices.organisations]
        self.hosts = self._add("主办", _key_box(names, draft.host_id, "未定"), _LONG)
        self.joint_hosts = self._add("联合举办", PickList("添加单位", names, draft.joint_host_ids), _LONG)
        brands = [(brand.name, brand.id) for brand in choices.brands]
        self.brands = self._add("品牌", _key_box(brands, draft.brand_id, "无"), _LONG)
        self.capacity = self._add("人数上限", _line_edit(str(draft.capacity or ""), 6), _SHORT, "人，不填为不限")
        budget = "" if draft.budget is None else f"{draft.budget:,.2f}"
        self.budget = self._add("预算", _line_edit(budget, 16), _SHORT, "元，不填为未定")
        self.layers.currentIndexChanged.connect(self._layer_changed)
        self._layer_changed()
        self.mechanisms.setCurrentIndex(max(0, self.mechanisms.findData(draft.mechanism.value)))

    def draft(self) -> ActivityDraft:
        """What is entered; raises UnreadableFieldError for what can't be read."""
        layer = _chosen(Layer, self.layers)
        return replace(
            self._draft,
            code=self.code.text().strip(),
            title=self.title.text().strip(),
            layer=layer,
            mechanism=_chosen(Mechanism, self.mechanisms),
            kind=_chosen(ActivityKind, self.kinds),
            account=self._chosen_account(),
            starts=self.starts.moment(),
            ends=self.ends.moment(),
            place=self.place.text().strip(),
            host_id=self.hosts.currentData(),
            joint_host_ids=self.joint_hosts.keys(),
            brand_id=self.brands.currentData(),
            capacity=self._read_capacity(),
            budget=self._read_budget(),
        )

    def fail(self, field: str, sentence: str) -> bool:
        """Say under a field what is wrong with it and put the keyboard there; False when it is none of these."""
        if field not in self.fields:
            return False
        self.fields[field].fail(sentence)
        self.fields[field].editor.setFocus()
        return True

    def clear_failures(self) -> None:
        """All fields are taken to be well."""
        for field in self.fields.values():
            field.clear_failure()

    def _add(self, label: str, editor: E, width: int, hint: str = "") -> E:
        self.fields[label] = self.add(label, editor, hint=hint, width=width)
        return editor

    def _layer_changed(self) -> None:
        layer = _chosen(Layer, self.layers)
        self.mechanisms.clear()
        for mechanism in mechanisms_of(layer):
            self.mechanisms.addItem(mechanism.label, mechanism.value)
        behaviour = layer is Layer.BEHAVIOUR
        self.accounts.setEnabled(behaviour)
        self.fields["账户"].set_hint("" if behaviour else "行为层的活动才记入账户")

    def _chosen_account(self) -> Account | None:
        taken = self.accounts.isEnabled() and self.accounts.currentData() is not None
        return _chosen(Account, self.accounts) if taken else None

    def _read_capacity(self) -> int | None:
        words = self.capacity.text().strip()
        if not words:
            return None
        if not words.isdecimal() or int(words) == 0:
            raise UnreadableFieldError("人数上限", "应为大于 0 的整数，不限就留空")
        return int(words)

    def _read_budget(self) -> Decimal | None:
        words = self.budget.text().strip()
        try:
            return read_yuan(words) if words else None
        except ValueError:
            raise UnreadableFieldError("预算", "应为不小于 0 的金额，最多两位小数") from None


def _line_edit(words: str, longest: int) -> QLineEdit:
    editor = QLineEdit(words)
    editor.setMaxLength(longest)
    editor.setCursorPosition(0)
    return editor


def _word_box(words: type[W], current: W | None, *, none: str = "") -> QComboBox:
    """A closed list; Qt hands enums back as plain strings, so the values are kept."""
    box = QComboBox()
    if none:
        box.addItem(none, None)
    for word in words:
        box.addItem(word.label, word.value)
    box.setCurrentIndex(max(0, box.findData(None if current is None else current.value)))
    return box


def _chosen(words: type[W], box: QComboBox) -> W:
    return next(word for word in words if word.value == box.currentData())


def _key_box(choices: Sequence[tuple[str, int]], current: int | None, none: str) -> QComboBox:
    box = QComboBox()
    box.setMaxVisibleItems(16)
    box.addItem(none, None)
    for name, key in choices:
        box.addItem(name, key)
    box.setCurrentIndex(max(0, box.findData(current)) if current is not None else 0)
    return box
