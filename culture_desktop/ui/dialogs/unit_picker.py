"""Picks a unit or team, such as the one that people are to be moved to.

::

    unit_id = unit_picker.ask(self, "调整 4 人的单位", nodes, act="调整 4 人")
    placed = unit_picker.ask_placement(self, "调整 4 人的单位", nodes, today, act="调整 4 人")   # (unit, from which day)
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.organisation_nodes import tree_nodes
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.text import Label
from culture_desktop.ui.widgets.tree import OrganisationTree

_HEIGHT = 340


def ask(
    parent: QWidget | None,
    title: str,
    nodes: Sequence[OrganisationNode],
    *,
    act: str,
    effect: str = "调入",
    what: str = "单位",
) -> int | None:
    """The id of the unit picked; None when the dialog was left. ``effect`` says before its name what becomes of it,
    ``what`` how such as these are called."""
    dialog = UnitPicker(parent, title, nodes, act=act, effect=effect, what=what)
    return dialog.unit_id if dialog.exec() == Dialog.DialogCode.Accepted else None


def ask_placement(
    parent: QWidget | None, title: str, nodes: Sequence[OrganisationNode], today: date, *, act: str
) -> tuple[int, date] | None:
    """The id of the unit picked and from which day on; None when the dialog was left."""
    dialog = PlacementPicker(parent, title, nodes, today, act=act)
    accepted = dialog.exec() == Dialog.DialogCode.Accepted
    return (dialog.unit_id, dialog.effective.day()) if accepted and dialog.unit_id is not None else None


class UnitPicker(Dialog):
    """The administrative tree with a search."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        nodes: Sequence[OrganisationNode],
        *,
        act: str,
        effect: str = "调入",
        what: str = "单位",
    ) -> None:
        super().__init__(parent, title, act=act, width=440)
        self._effect, self._none = effect, f"选择一个{what}"
        self._names = {node.id: node.full_name for node in nodes}
        self.unit_id: int | None = None
        self.search = SearchBox(f"{what}名称")
        self.tree = OrganisationTree(what)
        self.tree.setFixedHeight(_HEIGHT)
        self.tree.set_nodes(tree_nodes(nodes))
        self.tree.setCurrentIndex(self.tree.model().index(-1, -1))
        self.effect = Label("", "secondary")
        self.effect.setWordWrap(True)
        self.search.searched.connect(self.tree.filter)
        self.tree.chosen.connect(self._choose)
        for part in (self.search, self.tree, self.effect):
            self.body.addWidget(part)
        self._choose(None)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: object) -> None:
        self.unit_id = key if isinstance(key, int) else None
        self.act_button.setEnabled(self.unit_id is not None)
        chosen = self._names.get(self.unit_id) if self.unit_id is not None else None
        self.effect.setText(f"{self._effect}：{chosen}" if chosen else self._none)


class PlacementPicker(UnitPicker):
    """The same with the day from which on people are there."""

    def __init__(
        self, parent: QWidget | None, title: str, nodes: Sequence[OrganisationNode], today: date, *, act: str
    ) -> None:
        super().__init__(parent, title, nodes, act=act)
        self.effective = DayEdit(today)
        form = Form(label_width=56)
        form.add("生效日期", self.effective, hint="从这一天起算在新单位", width=Form.SHORT)
        self.body.addWidget(form)
