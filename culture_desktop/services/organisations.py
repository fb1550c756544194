"""Organisations of every kind: reading the trees, making, renaming and removing nodes, memberships, brands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, delete, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import DuplicateNumberError, InvalidFieldError, RecordInUseError, RecordMissingError
from culture_desktop.models import Brand, Membership, Organisation, Person
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, MembershipRole, OrganisationKind, PersonStatus

SEPARATOR = "/"
_TEAM_ENDINGS = ("班", "组", "队")


@dataclass(frozen=True)
class OrganisationNode:
    """One node of a tree; ``people`` counts active people in the whole subtree, each once."""

    id: int
    parent_id: int | None
    name: str
    full_name: str
    kind: OrganisationKind
    people: int


@dataclass(frozen=True)
class BrandRow:
    """A brand of party building and who owns it."""

    id: int
    name: str
    slogan: str
    owner: str


def in_subtree(path: str) -> ColumnElement[bool]:
    """Organisations at or below a path, as an index range ("0" is the character after "/")."""
    return and_(Organisation.path >= path, Organisation.path < path[:-1] + "0")


def people_of(session: Session, organisation_id: int) -> ColumnElement[bool]:
    """People who belong to an organisation or anything below it: by unit, or by open membership."""
    node = require_organisation(session, organisation_id)
    below = select(Organisation.id).where(in_subtree(node.path)).scalar_subquery()
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


def kind_by_name(name: str, *, root: bool) -> OrganisationKind:
    """Whether a new administrative node looks like a team; a root never does."""
    return OrganisationKind.TEAM if not root and name.endswith(_TEAM_ENDINGS) else OrganisationKind.UNIT


def add_node(session: Session, name: str, kind: OrganisationKind, parent: Organisation | None) -> Organisation:
    """Insert one node and give it its path."""
    full_name = name if parent is None else f"{parent.full_name}{SEPARATOR}{name}"
    node = Organisation(
        name=name, kind=kind, parent_id=None if parent is None else parent.id, path="", full_name=full_name
    )
    session.add(node)
    session.flush()
    node.path = f"{'' if parent is None else parent.path}{node.id}/"
    node.position = node.id
    return node


def ensure_path(session: Session, full_name: str, kind: OrganisationKind | None = None) -> Organisation:
    """The organisation with this slash path, made level by level where missing."""
    node: Organisation | None = None
    names = [part.strip() for part in full_name.split(SEPARATOR) if part.strip()]
    if not names:
        raise InvalidFieldError(field="单位", value=full_name, expected="以“/”分隔的名称")
    for depth, name in enumerate(names):
        last = depth == len(names) - 1
        wanted = kind or (kind_by_name(name, root=depth == 0) if last else OrganisationKind.UNIT)
        family = (kind,) if kind else ADMINISTRATIVE_KINDS
        found = session.scalar(
            select(Organisation).where(
                Organisation.parent_id.is_(None) if node is None else Organisation.parent_id == node.id,
                Organisation.name == name,
                Organisation.kind.in_(family),
            )
        )
        node = found or add_node(session, name, wanted, node)
    assert node is not None
    return node


class OrganisationService:
    """Trees of organisations, memberships in them, and brands."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def nodes(self, kinds: Sequence[OrganisationKind] = tuple(OrganisationKind)) -> tuple[OrganisationNode, ...]:
        """All nodes of these kinds, parents before children, with the people in each subtree."""
        with self._database.read() as session:
            rows = session.execute(
                select(
                    Organisation.id,
                    Organisation.parent_id,
                    Organisation.name,
                    Organisation.full_name,
                    Organisation.kind,
                    Organisation.path,
                )
                .where(Organisation.kind.in_(kinds))
                .order_by(Organisation.position, Organisation.id)
            ).all()
            direct = _direct_people(session)
        counted = _subtree_counts([(row.id, row.path) for row in rows], direct)
        nodes = [OrganisationNode(r.id, r.parent_id, r.name, r.full_name, r.kind, counted[r.id]) for r in rows]
        depth = {row.id: row.path.count(SEPARATOR) for row in rows}
        return tuple(sorted(nodes, key=lambda node: depth[node.id]))

    def create(self, name: str, kind: OrganisationKind, parent_id: int | None = None) -> Done[int]:
        """Make an organisation; raises when a sibling of the same kind has the name."""
        name = _checked_name(name)
        with self._database.begin() as session:
            parent = None if parent_id is None else require_organisation(session, parent_id)
            try:
                node_id = add_node(session, name, kind, parent).id
            except IntegrityError as error:
                raise DuplicateNumberError(what=kind.label, number=name, holder="同级组织") from error
        return Done(node_id, frozenset({Topic.PEOPLE}), f"已新建“{name}”")

    def ensure(self, full_name: str, kind: OrganisationKind) -> Done[int]:
        """The organisation with this slash path, made where missing."""
        with self._database.begin() as session:
            node_id = ensure_path(session, full_name, kind).id
        return Done(node_id, frozenset({Topic.PEOPLE}), f"已备好“{full_name}”")

    def rename(self, organisation_id: int, name: str) -> Done[None]:
        """Rename a node; the full names below follow."""
        name = _checked_name(name)
        with self._database.begin() as session:
            node = require_organisation(session, organisation_id)
            old = node.full_name
            new = old[: len(old) - len(node.name)] + name
            node.name = name
            try:
                session.flush()
            except IntegrityError as error:
                raise DuplicateNumberError(what=node.kind.label, number=name, holder="同级组织") from error
            for below in session.scalars(select(Organisation).where(in_subtree(node.path))):
                below.full_name = new + below.full_name[len(old) :]
        return Done(None, frozenset({Topic.PEOPLE}), f"已改名为“{name}”")

    def delete(self, organisation_id: int) -> Done[None]:
        """Remove an empty leaf; refused while people, units, activities or honours hang on it."""
        with self._database.begin() as session:
            node = require_organisation(session, organisation_id)
            name = node.name
            try:
                session.execute(delete(Organisation).where(Organisation.id == organisation_id))
            except IntegrityError as error:
                raise RecordInUseError(what="组织", name=name, users="人员、下级组织、活动或荣誉") from error
        return Done(None, frozenset({Topic.PEOPLE}), f"已删除“{name}”")

    def set_members(
        self, organisation_id: int, members: Iterable[tuple[str, MembershipRole]], since: date | None
    ) -> Done[int]:
        """Make people (by number) current members; those who are already stay as they are. Returns how many are new."""
        wanted = dict(members)
        with self._database.begin() as session:
            require_organisation(session, organisation_id)
            ids = dict(session.execute(select(Person.number, Person.id).where(Person.number.in_(wanted))).tuples())
            if missing := [number for number in wanted if number not in ids]:
                raise RecordMissingError(what="人员", key="、".join(missing[:5]))
            present = set(
                session.scalars(
                    select(Membership.person_id).where(
                        Membership.organisation_id == organisation_id, Membership.ends.is_(None)
                    )
                )
            )
            new = [
                {"person_id": ids[number], "organisation_id": organisation_id, "role": role, "starts": since}
                for number, role in wanted.items()
                if ids[number] not in present
            ]
            if new:
                session.execute(insert(Membership), new)
        return Done(len(new), frozenset({Topic.PEOPLE}), f"已加入 {len(new)} 人")

    def create_brand(self, name: str, slogan: str, owner_id: int | None) -> Done[int]:
        """Register a brand; raises when the name is taken."""
        with self._database.begin() as session:
            brand = Brand(name=name, slogan=slogan, owner_id=owner_id)
            session.add(brand)
            try:
                session.flush()
            except IntegrityError as error:
                raise DuplicateNumberError(what="品牌", number=name, holder="已有品牌") from error
            brand_id = brand.id
        return Done(brand_id, frozenset({Topic.ACTIVITIES}), f"已登记品牌“{name}”")

    def brands(self) -> tuple[BrandRow, ...]:
        """All brands by name."""
        statement = (
            select(Brand.id, Brand.name, Brand.slogan, func.coalesce(Organisation.name, ""))
            .outerjoin(Organisation, Organisation.id == Brand.owner_id)
            .order_by(Brand.id)
        )
        with self._database.read() as session:
            return tuple(BrandRow(*row) for row in session.execute(statement))


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or SEPARATOR in name or len(name) > 64:
        raise InvalidFieldError(field="名称", value=name, expected="1 到 64 个字，不含“/”")
    return name


def _direct_people(session: Session) -> dict[int, set[int]]:
    """Active people of each node itself, by unit and by open membership."""
    direct: dict[int, set[int]] = {}
    active = Person.status == PersonStatus.ACTIVE
    by_unit = select(Person.unit_id, Person.id).where(active)
    by_membership = (
        select(Membership.organisation_id, Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(active, Membership.ends.is_(None))
    )
    for statement in (by_unit, by_membership):
        for organisation_id, person_id in session.execute(statement):
            if organisation_id is not None:
                direct.setdefault(organisation_id, set()).add(person_id)
    return direct


def _subtree_counts(paths: Iterable[tuple[int, str]], direct: dict[int, set[int]]) -> dict[int, int]:
    """People in each subtree, each counted once even when in two of its nodes."""
    gathered: dict[int, set[int]] = {node_id: set() for node_id, _ in paths}
    for node_id, path in paths:
        own = direct.get(node_id)
        if own:
            for ancestor in map(int, path.rstrip(SEPARATOR).split(SEPARATOR)):
                if ancestor in gathered:
                    gathered[ancestor] |= own
    return {node_id: len(people) for node_id, people in gathered.items()}
