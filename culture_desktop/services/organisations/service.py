"""Organisations of every kind: reading the trees, making, renaming and removing nodes, memberships, brands."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, NameTakenError, RecordInUseError, RecordMissingError
from culture_desktop.models import (
    Activity,
    ActivityQuota,
    ActivitySeries,
    Brand,
    ContestEntry,
    Honour,
    JointHost,
    Membership,
    Nomination,
    Organisation,
    PartnerAgreement,
    PastPosting,
    Person,
    Quota,
)
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations.moves import move_node, shift_node
from culture_desktop.services.organisations.tree import (
    SEPARATOR,
    add_node,
    check_full_name,
    checked_name,
    ensure_path,
    in_subtree,
    require_organisation,
    siblings,
)
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, MembershipRole, OrganisationKind, PersonStatus

# Everything that may point at an organisation, and what the user calls it: such an organisation is not removed.
_USERS: tuple[tuple[InstrumentedAttribute[int] | InstrumentedAttribute[int | None], str], ...] = (
    (Organisation.parent_id, "下级组织"),
    (Person.unit_id, "人员"),
    (PastPosting.unit_id, "曾在这里的人员"),
    (Membership.organisation_id, "成员"),
    (Activity.host_id, "主办的活动"),
    (JointHost.organisation_id, "联办的活动"),
    (Brand.owner_id, "品牌"),
    (Nomination.team_id, "评选推荐"),
    (Honour.team_id, "荣誉"),
    (Quota.organisation_id, "分到的名额"),
    (ActivityQuota.organisation_id, "活动的报名名额"),
    (ActivitySeries.host_id, "主办的系列活动"),
    (PartnerAgreement.organisation_id, "共建协议"),
    (ContestEntry.team_id, "参赛的队"),
)


@dataclass(frozen=True)
class OrganisationNode:
    """One node of a tree; ``people`` counts the active people of ``people_of``, each once."""

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
                ).order_by(Organisation.position, Organisation.id)
            ).all()
            people = _people_below(session, {row.id: row.kind for row in rows}, {row.id: row.path for row in rows})
        rows = sorted((row for row in rows if row.kind in kinds), key=lambda row: row.path.count(SEPARATOR))
        return tuple(OrganisationNode(*row[:5], people=people.get(row.id, 0)) for row in rows)

    def id_of(self, name: str) -> int:
        """The organisation with this slash path, else the only one with this name, or RecordMissingError."""
        paths = select(Organisation.id).where(Organisation.full_name == name.strip()).order_by(Organisation.id)
        names = select(Organisation.id).where(Organisation.name == name.strip()).limit(2)
        with self._database.read() as session:
            found = session.scalars(paths).first()
            alike = session.scalars(names).all() if found is None else (found,)
        if len(alike) != 1:
            raise RecordMissingError(what="单位", key=name)
        return alike[0]

    def create(self, name: str, kind: OrganisationKind, parent_id: int | None = None) -> Done[int]:
        """Make an organisation; raises when a sibling of the same kind has the name."""
        name = checked_name(name)
        with self._database.begin("新建组织") as session:
            parent = None if parent_id is None else require_organisation(session, parent_id)
            _require_free(session, name, kind, parent_id)
            node_id = add_node(session, name, kind, parent).id
        return Done(node_id, frozenset({Topic.PEOPLE}), f"已新建“{name}”")

    def ensure(self, full_name: str, kind: OrganisationKind) -> Done[int]:
        """The organisation with this slash path, made where missing."""
        with self._database.begin("新建组织") as session:
            node_id = ensure_path(session, full_name, kind).id
        return Done(node_id, frozenset({Topic.PEOPLE}), f"已备好“{full_name}”")

    def rename(self, organisation_id: int, name: str) -> Done[None]:
        """Rename a node; the full names below follow."""
        name = checked_name(name)
        with self._database.begin("组织改名") as session:
            node = require_organisation(session, organisation_id)
            _require_free(session, name, node.kind, node.parent_id, own_id=node.id)
            kept, dropped = len(node.full_name) - len(node.name), len(node.full_name)
            new = node.full_name[:kept] + name
            subtree = session.scalars(select(Organisation).where(in_subtree(node.path))).all()
            check_full_name(name, max(len(below.full_name) for below in subtree) - dropped + len(new))
            node.name = name
            for below in subtree:
                below.full_name = new + below.full_name[dropped:]
        return Done(None, frozenset({Topic.PEOPLE}), f"已改名为“{name}”")

    def move(self, organisation_id: int, parent_id: int | None, before_id: int | None = None) -> Done[None]:
        """Hang an organisation with all below it under another (None: none), in front of one there (None: last).

        Raises InvalidFieldError below itself or one of another kind, NameTakenError beside a namesake.
        """
        with self._database.begin("移动组织") as session:
            node = require_organisation(session, organisation_id)
            move_node(session, node, parent_id, before_id)
            name, place = node.name, node.full_name.rpartition(SEPARATOR)[0]
        return Done(
            None, frozenset({Topic.PEOPLE}), f"已将“{name}”移到“{place}”" if place else f"已将“{name}”移到最上级"
        )

    def shift(self, organisation_id: int, step: int) -> Done[bool]:
        """Put an organisation one place up (-1) or down (1) among those beside it; whether there was one."""
        with self._database.begin("调整组织顺序") as session:
            node = require_organisation(session, organisation_id)
            name, shifted = node.name, shift_node(session, node, step)
        way = "上移" if step < 0 else "下移"
        sentence = f"已{way}“{name}”" if shifted else f"“{name}”已在最{way[0]}面"
        return Done(shifted, frozenset({Topic.PEOPLE}), sentence)

    def delete(self, organisation_id: int) -> Done[None]:
        """Remove an organisation that nothing hangs on; raises RecordInUseError naming what does."""
        with self._database.begin("删除组织") as session:
            node = require_organisation(session, organisation_id)
            name, kind = node.name, node.kind
            users = [
                word
                for column, word in _USERS
                if session.scalar(select(column).where(column == organisation_id).limit(1)) is not None
            ]
            if users:
                raise RecordInUseError(what=kind.label, name=name, users="、".join(users))
            session.execute(delete(Organisation).where(Organisation.id == organisation_id))
        return Done(None, frozenset({Topic.PEOPLE}), f"已删除“{name}”")

    def set_members(
        self, organisation_id: int, members: Iterable[tuple[str, MembershipRole]], since: date | None
    ) -> Done[int]:
        """Make people (by number) current members; those who are already stay as they are. Returns how many are new.

        Units and teams have no members: people are placed in them (``PeopleService.move``).
        """
        wanted = dict(members)
        with self._database.begin("调整成员") as session:
            node = require_organisation(session, organisation_id)
            if node.kind in ADMINISTRATIVE_KINDS:
                raise InvalidFieldError(field="组织", value=node.full_name, expected="党组织、工会、团组织等")
            numbers = select(Person.number, Person.id).where(is_any_of(Person.number, wanted))
            ids = dict(session.execute(numbers).all())
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
        """Register a brand; raises NameTakenError when there is one of that name."""
        name = checked_name(name)
        with self._database.begin("新建品牌") as session:
            if owner_id is not None:
                require_organisation(session, owner_id)
            if session.scalar(select(Brand.id).where(Brand.name == name)) is not None:
                raise NameTakenError(what="品牌", name=name)
            brand = Brand(name=name, slogan=slogan.strip(), owner_id=owner_id)
            session.add(brand)
            session.flush()
            brand_id = brand.id
        return Done(brand_id, frozenset({Topic.ACTIVITIES}), f"已登记品牌“{name}”")

    def brands(self) -> tuple[BrandRow, ...]:
        """All brands, in the order they were registered."""
        statement = (
            select(Brand.id, Brand.name, Brand.slogan, func.coalesce(Organisation.name, ""))
            .outerjoin(Organisation, Organisation.id == Brand.owner_id)
            .order_by(Brand.id)
        )
        with self._database.read() as session:
            return tuple(BrandRow(*row) for row in session.execute(statement))


def _require_free(
    session: Session, name: str, kind: OrganisationKind, parent_id: int | None, own_id: int | None = None
) -> None:
    twin = session.scalar(siblings(parent_id, name, (kind,)))
    if twin is not None and twin.id != own_id:
        raise NameTakenError(what=kind.label, name=name)


def _people_below(session: Session, kinds: dict[int, OrganisationKind], paths: dict[int, str]) -> dict[int, int]:
    """Active people in each subtree: by unit, where counts add up, and by open membership, where people are sets."""
    active = Person.status == PersonStatus.ACTIVE
    placed = select(Person.unit_id, func.count()).where(active, Person.unit_id.is_not(None)).group_by(Person.unit_id)
    enrolled = (
        select(Membership.organisation_id, Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(active, Membership.ends.is_(None))
    )
    ancestors = {node_id: tuple(map(int, path.split(SEPARATOR)[:-1])) for node_id, path in paths.items()}
    counts: Counter[int] = Counter()
    for unit_id, count in session.execute(placed):
        for above in () if unit_id is None else ancestors[unit_id]:
            counts[above] += count
    members: dict[int, set[int]] = {node_id: set() for node_id in paths if kinds[node_id] not in ADMINISTRATIVE_KINDS}
    for organisation_id, person_id in session.execute(enrolled):
        for above in ancestors[organisation_id]:
            if above in members:
                members[above].add(person_id)
    return dict(counts) | {node_id: len(people) for node_id, people in members.items()}
