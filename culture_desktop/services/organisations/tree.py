"""The tree of organisations: finding, naming and adding nodes; every function works in the caller's transaction."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import Membership, Organisation, Person
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, OrganisationKind

SEPARATOR = "/"
_TEAM_ENDINGS = ("班", "组", "队")
LONGEST_NAME = 64
LONGEST_FULL_NAME = 512
DEEPEST = 20


def in_subtree(path: str) -> ColumnElement[bool]:
    """Organisations at or below a path, as an index range ("0" is the character after "/")."""
    return and_(Organisation.path >= path, Organisation.path < path[:-1] + "0")


def people_of(session: Session, organisation_id: int) -> ColumnElement[bool]:
    """People of an organisation and all below it: of units and teams those placed there, of others the members."""
    node = require_organisation(session, organisation_id)
    below = select(Organisation.id).where(in_subtree(node.path))
    if node.kind in ADMINISTRATIVE_KINDS:
        return Person.unit_id.in_(below)
    members = select(Membership.person_id).where(Membership.organisation_id.in_(below), Membership.ends.is_(None))
    return Person.id.in_(members)


def require_organisation(session: Session, organisation_id: int) -> Organisation:
    """The organisation, or RecordMissingError."""
    node = session.get(Organisation, organisation_id)
    if node is None:
        raise RecordMissingError(what="单位", key=organisation_id)
    return node


def require_unit(session: Session, organisation_id: int) -> Organisation:
    """The organisation, when it is one that people are placed in; InvalidFieldError for a union, branch or league."""
    node = require_organisation(session, organisation_id)
    if node.kind not in ADMINISTRATIVE_KINDS:
        raise InvalidFieldError(field="单位", value=node.full_name, expected="单位或班组")
    return node


def kind_by_name(name: str, *, root: bool) -> OrganisationKind:
    """Whether a new administrative node looks like a team; a root never does."""
    return OrganisationKind.TEAM if not root and name.endswith(_TEAM_ENDINGS) else OrganisationKind.UNIT


NewNode = tuple[str, OrganisationKind, Organisation | None]
"""Name, kind and parent of an organisation to be made."""


def add_node(session: Session, name: str, kind: OrganisationKind, parent: Organisation | None) -> Organisation:
    """Insert one node and give it its path; raises InvalidFieldError for a name that does not fit there."""
    return add_nodes(session, [(name, kind, parent)])[0]


def add_nodes(session: Session, wanted: Sequence[NewNode]) -> list[Organisation]:
    """Insert nodes whose parents are there, all at once; raises InvalidFieldError for a name that does not fit."""
    nodes = [_new_node(*node) for node in wanted]
    session.add_all(nodes)
    session.flush()
    for node, (_name, _kind, parent) in zip(nodes, wanted, strict=True):
        _give_path(node, parent)
    return nodes


def _new_node(name: str, kind: OrganisationKind, parent: Organisation | None) -> Organisation:
    name = checked_name(name)
    full_name = name if parent is None else f"{parent.full_name}{SEPARATOR}{name}"
    check_full_name(name, len(full_name))
    if parent is not None:
        _check_place(name, kind, parent)
    parent_id = None if parent is None else parent.id
    return Organisation(name=name, kind=kind, parent_id=parent_id, path="", full_name=full_name)


def _give_path(node: Organisation, parent: Organisation | None) -> None:
    """A node's path and position follow from its id, which it has only once it is written."""
    node.path = f"{'' if parent is None else parent.path}{node.id}/"
    node.position = node.id


def ensure_path(session: Session, full_name: str, kind: OrganisationKind | None = None) -> Organisation:
    """The organisation with this slash path, made level by level where missing.

    Units and teams are one tree: a path of theirs is found whichever of the two its nodes are. Without ``kind``
    a new last node is a unit or a team by its name.
    """
    node: Organisation | None = None
    names = [part.strip() for part in full_name.split(SEPARATOR) if part.strip()]
    if not names:
        raise InvalidFieldError(field="单位", value=full_name, expected="以“/”分隔的名称")
    family = ADMINISTRATIVE_KINDS if kind is None or kind in ADMINISTRATIVE_KINDS else (kind,)
    for depth, name in enumerate(names, start=1):
        found = session.scalar(siblings(None if node is None else node.id, name, family).order_by(Organisation.id))
        if found is None:
            last = kind or kind_by_name(name, root=depth == 1)
            found = add_node(session, name, last if depth == len(names) else family[0], node)
        node = found
    assert node is not None
    return node


def ensure_units(session: Session, full_names: Collection[str]) -> dict[str, int]:
    """The ids of the units and teams with these slash paths, made where missing: a whole level at a time."""
    statement = select(Organisation).where(Organisation.kind.in_(ADMINISTRATIVE_KINDS))
    # Of a unit and a team with the same path the older one counts, as in ensure_path.
    nodes = {node.full_name: node for node in session.scalars(statement.order_by(Organisation.id.desc()))}
    paths = [full_name.split(SEPARATOR) for full_name in full_names]
    for depth in range(1, max(map(len, paths), default=0) + 1):
        level = dict.fromkeys(SEPARATOR.join(path[:depth]) for path in paths if len(path) >= depth)
        wanted = {}
        for full_name in level:
            if full_name not in nodes:
                above, _, name = full_name.rpartition(SEPARATOR)
                kind = kind_by_name(name, root=depth == 1) if full_name in full_names else OrganisationKind.UNIT
                wanted[full_name] = (name, kind, nodes.get(above))
        nodes |= zip(wanted, add_nodes(session, list(wanted.values())), strict=True)
    return {full_name: nodes[full_name].id for full_name in full_names}


def checked_name(name: str) -> str:
    """The name without outer spaces; raises InvalidFieldError when blank, too long or holding a slash."""
    name = name.strip()
    if not name or SEPARATOR in name or len(name) > LONGEST_NAME:
        raise InvalidFieldError(field="名称", value=name, expected=f"1 到 {LONGEST_NAME} 个字，不含“/”")
    return name


def check_full_name(name: str, length: int) -> None:
    """Raise InvalidFieldError when the names from the root on are too long together."""
    if length > LONGEST_FULL_NAME:
        raise InvalidFieldError(field="名称", value=name, expected=f"连同上级不超过 {LONGEST_FULL_NAME} 个字的名称")


def _check_place(name: str, kind: OrganisationKind, parent: Organisation) -> None:
    """Units hang below units only, so that coverage adds up; and no tree is deeper than its paths are long."""
    if kind in ADMINISTRATIVE_KINDS and parent.kind not in ADMINISTRATIVE_KINDS:
        raise InvalidFieldError(field="上级", value=parent.full_name, expected="单位或班组")
    if parent.path.count(SEPARATOR) >= DEEPEST:
        raise InvalidFieldError(field="名称", value=name, expected=f"第 {DEEPEST} 级以内的组织")


def siblings(parent_id: int | None, name: str, kinds: Collection[OrganisationKind]) -> Select[Organisation]:
    """The organisations of these kinds with a name below a parent (None: among the roots)."""
    return select(Organisation).where(
        Organisation.parent_id.is_(None) if parent_id is None else Organisation.parent_id == parent_id,
        Organisation.name == name,
        Organisation.kind.in_(kinds),
    )
