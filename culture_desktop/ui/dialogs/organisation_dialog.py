"""Makes or renames an organisation.

::

    done = organisation_dialog.ask_new(self, nodes, parent_id, organisations.create)        # Done[int] | None
    done = organisation_dialog.ask_place(self, node, nodes, lambda above: organisations.move(node.id, above))
    done = organisation_dialog.ask_name(self, "客户服务一班", lambda name: organisations.rename(key, name))
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, OrganisationKind, quoted

T = TypeVar("T")
Create = Callable[[str, OrganisationKind, int | None], Done[int]]
_LABELS, _LONG = 40, 352
_LONGEST = 64


def ask_new(
    parent: QWidget | None, nodes: Sequence[OrganisationNode], parent_id: int | None, create: Create
) -> Done[int] | None:
    """What ``create`` answered; None when the dialog was left. ``parent_id`` is what is offered as the one above."""
    dialog = NewOrganisationDialog(parent, nodes, parent_id, create)
    dialog.exec()
    return dialog.answer


def ask_name(parent: QWidget | None, name: str, rename: Callable[[str], Done[T]]) -> Done[T] | None:
    """What ``rename`` answered; None when the dialog was left."""
    dialog = RenameDialog(parent, name, rename)
    dialog.exec()
    return dialog.answer


def ask_place(
    parent: QWidget | None,
    node: OrganisationNode,
    nodes: Sequence[OrganisationNode],
    move: Callable[[int | None], Done[T]],
) -> Done[T] | None:
    """What ``move`` answered; None when the dialog was left."""
    dialog = PlaceDialog(parent, node, nodes, move)
    dialog.exec()
    return dialog.answer


class PlaceDialog(Dialog, Generic[T]):
    """Which organisation is to be above; those below the one moved are not offered."""

    def __init__(
        self,
        parent: QWidget | None,
        node: OrganisationNode,
        nodes: Sequence[OrganisationNode],
        move: Callable[[int | None], Done[T]],
    ) -> None:
        super().__init__(parent, f"移动{quoted(node.name)}", act="移动", width=460)
        self._move = move
        self.answer: Done[T] | None = None
        self.above = QComboBox()
        self.above.setMaxVisibleItems(16)
        _offer(self.above, [other for other in nodes if not _is_below(other, node)], node.kind, node.parent_id)
        self.form = Form(label_width=_LABELS)
        self.field = self.form.add("上级", self.above, width=_LONG)
        self.body.addWidget(self.form)
        self.above.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        self.field.clear_failure()
        try:
            self.answer = self._move(self.above.currentData())
        except CultureError as error:
            self.field.fail(str(error))
        else:
            super().accept()


class _NameDialog(Dialog, Generic[T]):
    """A name that is tried out; the dialog stays while it does not fit."""

    def __init__(self, parent: QWidget | None, title: str, act: str, name: str) -> None:
        super().__init__(parent, title, act=act, width=460)
        self.answer: Done[T] | None = None
        self.form = Form(label_width=_LABELS)
        self.name = QLineEdit(name)
        self.name.setMaxLength(_LONGEST)
        self.name.selectAll()
        self.field = self.form.add("名称", self.name, width=_LONG)
        self.name.textEdited.connect(self.field.clear_failure)
        self.body.addWidget(self.form)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def try_name(self) -> Done[T]:
        """Do it; raises the CultureError that says why not."""
        raise NotImplementedError

    @override
    def accept(self) -> None:
        self.field.clear_failure()
        try:
            self.answer = self.try_name()
        except CultureError as error:
            self.field.fail(str(error))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().accept()


class RenameDialog(_NameDialog[T]):
    """One field."""

    def __init__(self, parent: QWidget | None, name: str, rename: Callable[[str], Done[T]]) -> None:
        super().__init__(parent, f"将{quoted(name)}改名", "改名", name)
        self._rename = rename

    @override
    def try_name(self) -> Done[T]:
        return self._rename(self.name.text())


class NewOrganisationDialog(_NameDialog[int]):
    """What kind, under which, by what name."""

    def __init__(
        self, parent: QWidget | None, nodes: Sequence[OrganisationNode], parent_id: int | None, create: Create
    ) -> None:
        super().__init__(parent, "新建组织", "新建组织", "")
        self._nodes, self._create = nodes, create
        self.kinds = WordBox(OrganisationKind)
        self.above = QComboBox()
        self.above.setMaxVisibleItems(16)
        self.form.add("类型", self.kinds, width=_LONG)
        self.form.add("上级", self.above, width=_LONG)
        parent_node = next((node for node in nodes if node.id == parent_id), None)
        if parent_node is not None:
            self.kinds.choose(_usual_below(parent_node, nodes))
        self._show_above(parent_id)
        self.kinds.currentIndexChanged.connect(lambda: self._show_above(self.above.currentData()))

    @override
    def try_name(self) -> Done[int]:
        return self._create(self.name.text(), self.kinds.required(), self.above.currentData())

    def _show_above(self, wanted: int | None) -> None:
        """Offer those of the same family, keeping the choice where it is still possible."""
        _offer(self.above, self._nodes, self.kinds.required(), wanted)


def _offer(box: QComboBox, nodes: Sequence[OrganisationNode], kind: OrganisationKind, wanted: int | None) -> None:
    """Offer what may stand above one of this kind, and choose."""
    family = ADMINISTRATIVE_KINDS if kind in ADMINISTRATIVE_KINDS else (kind,)
    box.clear()
    box.addItem("无，放在最上级", None)
    for node in sorted(nodes, key=lambda node: node.full_name):
        if node.kind in family:
            box.addItem(node.full_name, node.id)
    box.setCurrentIndex(max(0, box.findData(wanted)) if wanted is not None else 0)


def _is_below(node: OrganisationNode, other: OrganisationNode) -> bool:
    """Whether it is the other one or stands below it."""
    return node.kind is other.kind and f"{node.full_name}/".startswith(f"{other.full_name}/")


def _usual_below(parent: OrganisationNode, nodes: Sequence[OrganisationNode]) -> OrganisationKind:
    """What the neighbours are, else the kind of the one above."""
    return next((node.kind for node in nodes if node.parent_id == parent.id), parent.kind)
