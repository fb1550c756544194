"""Moving a node of the tree with all below it, and putting those of one parent in order."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.errors import InvalidFieldError, NameTakenError
from culture_desktop.models import Organisation
from culture_desktop.services.organisations.tree import (
    DEEPEST,
    SEPARATOR,
    check_full_name,
    in_subtree,
    require_organisation,
    siblings,
)
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS


def move_node(session: Session, node: Organisation, parent_id: int | None, before_id: int | None = None) -> None:
    """Hang a node below another (None: among the roots), in front of one of those there (None: last).

    Paths and full names below it follow. Raises InvalidFieldError for a place that does not fit, NameTakenError
    where a namesake of its kind is.
    """
    parent = None if parent_id is None else require_organisation(session, parent_id)
    if parent_id != node.parent_id:
        rehang(session, node, parent)
        session.flush()
    _put_in_order(session, node, before_id)


def rehang(session: Session, node: Organisation, parent: Organisation | None) -> None:
    """Hang a node somewhere else and leave every order as it is; raises as ``move_node`` does."""
    _check_place(session, node, parent)
    _rehang(session, node, parent)


def shift_node(session: Session, node: Organisation, step: int) -> bool:
    """Put a node one place up (-1) or down (1) among those of its parent; whether there was one."""
    there = _of_parent(session, node)
    at = there.index(node) + step
    if not 0 <= at < len(there):
        return False
    there.remove(node)
    there.insert(at, node)
    _give_positions(there)
    return True


def _check_place(session: Session, node: Organisation, parent: Organisation | None) -> None:
    if parent is not None and parent.path.startswith(node.path):
        raise InvalidFieldError(field="上级", value=parent.full_name, expected=f"“{node.name}”自己和下级以外的组织")
    family = ADMINISTRATIVE_KINDS if node.kind in ADMINISTRATIVE_KINDS else (node.kind,)
    if parent is not None and parent.kind not in family:
        expected = "单位或班组" if node.kind in ADMINISTRATIVE_KINDS else node.kind.label
        raise InvalidFieldError(field="上级", value=parent.full_name, expected=expected)
    twin = session.scalar(siblings(None if parent is None else parent.id, node.name, (node.kind,)))
    if twin is not None and twin is not node:
        raise NameTakenError(what=node.kind.label, name=node.name)


def _rehang(session: Session, node: Organisation, parent: Organisation | None) -> None:
    below = session.scalars(select(Organisation).where(in_subtree(node.path))).all()
    path = f"{'' if parent is None else parent.path}{node.id}{SEPARATOR}"
    full_name = node.name if parent is None else f"{parent.full_name}{SEPARATOR}{node.name}"
    old_path, old_name = node.path, node.full_name
    check_full_name(node.name, max(len(other.full_name) for other in below) - len(old_name) + len(full_name))
    deepest = max(other.path.count(SEPARATOR) for other in below) - old_path.count(SEPARATOR) + path.count(SEPARATOR)
    if deepest > DEEPEST:
        raise InvalidFieldError(field="上级", value=full_name, expected=f"第 {DEEPEST} 级以内的组织")
    node.parent_id = None if parent is None else parent.id
    for other in below:
        other.path = path + other.path[len(old_path) :]
        other.full_name = full_name + other.full_name[len(old_name) :]


def _put_in_order(session: Session, node: Organisation, before_id: int | None) -> None:
    there = [other for other in _of_parent(session, node) if other is not node]
    at = next((at for at, other in enumerate(there) if other.id == before_id), len(there))
    _give_positions([*there[:at], node, *there[at:]])


def _of_parent(session: Session, node: Organisation) -> list[Organisation]:
    """Those that stand beside a node, itself included, in their order."""
    same = Organisation.parent_id.is_(None) if node.parent_id is None else Organisation.parent_id == node.parent_id
    statement = select(Organisation).where(same).order_by(Organisation.position, Organisation.id)
    return list(session.scalars(statement))


def _give_positions(ordered: list[Organisation]) -> None:
    """Deal the positions they hold out anew, so that nobody else's place changes."""
    for node, position in zip(ordered, sorted(node.position for node in ordered), strict=True):
        node.position = position
