"""Picks teams and units that are put forward.

::

    ids = team_picker.ask(self, nodes, present=ids_put_forward_already)      # tuple[int, ...] | None
"""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.labels import count
from culture_desktop.ui.tables.cells import Chip, Figure, Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.search_box import SearchBox


def ask(
    parent: QWidget | None, nodes: Sequence[OrganisationNode], *, present: Collection[int] = ()
) -> tuple[int, ...] | None:
    """The ids of the teams picked; None when the dialog was left."""
    dialog = TeamPicker(parent, nodes, present=present)
    return dialog.chosen_ids() if dialog.exec() == Dialog.DialogCode.Accepted else None


class TeamPicker(Dialog):
    """A search over the table; those who are ``present`` already can't be ticked."""

    def __init__(
        self, parent: QWidget | None, nodes: Sequence[OrganisationNode], *, present: Collection[int] = ()
    ) -> None:
        super().__init__(parent, "推荐集体", act="推荐", width=620)
        self._nodes, self._present = tuple(nodes), frozenset(present)
        self._chosen: dict[int, None] = {}
        self._shown: frozenset[int] = frozenset()
        self._showing = False
        self.search = SearchBox("班组或单位", shortcut="Ctrl+F")
        self.search.searched.connect(self._search)
        self.table = RowTable[OrganisationNode](
            self._columns(), name="单位和班组", key=lambda n: n.id, checkable=True, off=self._is_present
        )
        self.table.ticked.connect(self._take_ticks)
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        self.resize(640, 520)
        self._search("")
        self._show_count()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen_ids(self) -> tuple[int, ...]:
        """What the user ticked, in the order of ticking."""
        return tuple(self._chosen)

    def _columns(self) -> tuple[Column[OrganisationNode], ...]:
        return (
            Column("名称", lambda n: Name(n.name), width=160, stretch=True),
            Column("上级", lambda n: Muted(n.full_name.rpartition("/")[0]) if "/" in n.full_name else None, width=150),
            Column("类型", lambda n: Chip(n.kind.label), width=64),
            Column("在职", lambda n: Figure(count(n.people, "人")), width=76, right=True),
            Column("", lambda n: Muted("已推荐") if self._is_present(n) else "", width=60),
        )

    def _is_present(self, node: OrganisationNode) -> bool:
        return node.id in self._present

    def _search(self, words: str) -> None:
        found = [node for node in self._nodes if words.casefold() in node.full_name.casefold()]
        self._shown = frozenset(node.id for node in found)
        if self._nodes:
            reason = f"{len(self._nodes)} 个单位和班组都不符合"
            self.table.set_placeholder(EmptyState.filtered("没有符合的集体", reason, self._clear))
        else:
            self.table.set_placeholder(EmptyState("building-community", "还没有单位和班组", "先在“人员”里导入名册"))
        self._showing = True
        self.table.set_rows(found)
        self.table.row_model.set_ticked(self._shown & self._chosen.keys())
        self._showing = False

    def _clear(self) -> None:
        self.search.clear()
        self._search("")

    def _take_ticks(self, ticked: frozenset[int]) -> None:
        if self._showing:
            return
        for gone in self._shown - ticked:
            self._chosen.pop(gone, None)
        self._chosen.update(dict.fromkeys(sorted(ticked - self._chosen.keys())))
        self._show_count()

    def _show_count(self) -> None:
        number = len(self._chosen)
        self.act_button.setText(f"推荐 {number} 个集体" if number else "推荐")
        self.act_button.setEnabled(number > 0)
