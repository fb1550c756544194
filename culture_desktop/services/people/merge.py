"""Merging two records that are one person: looked at field by field first, then done as one entry of the history.

Honours keep their rows and so their certificates' numbers; that they change hands is a correction with a reason, and
one more link of the awards' hash chain. Nominations keep theirs as well, and with them the scores and the places in
stored selections, which the chain covers.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from culture_desktop.database import Database
from culture_desktop.errors import CorrectionReasonMissingError, MergeDoubtfulError, MergeRefusedError, MergeSameError
from culture_desktop.models import DistinctPeople, Honour, Organisation, Person
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.people.merge_fields import MergeField, fields_of, merged_values
from culture_desktop.services.people.merge_records import Counted, clashes, count_records, join_careers, move_records
from culture_desktop.services.people.merged import note_merged
from culture_desktop.services.people.service import require_person
from culture_desktop.services.results import EVERYTHING, Done, Topic

LABEL = "合并人员"
_APART = "认定不是同一人"
_SHARED_BY = 4  # a phone of more people is a desk's
_MOST_PAIRS = 200


@dataclass(frozen=True)
class MergeSide:
    """One of two records."""

    id: int
    number: str
    name: str
    unit: str


@dataclass(frozen=True)
class Duplicate:
    """Two records that may be one person, and what they have in common."""

    one: MergeSide
    other: MergeSide
    reason: str


@dataclass(frozen=True)
class MergePlan:
    """What merging would do.

    ``clashes`` are campaigns that stand in the way, ``doubts`` what speaks against it all being one person (身份证号不同);
    ``hands_over`` says that honours change hands.
    """

    keep: MergeSide
    drop: MergeSide
    fields: tuple[MergeField, ...]
    records: tuple[Counted, ...]
    clashes: tuple[str, ...]
    doubts: tuple[str, ...]
    hands_over: bool

    @property
    def needs_reason(self) -> bool:
        """Whether merging takes a reason, which the history keeps."""
        return self.hands_over or bool(self.doubts)

    @property
    def refusal(self) -> MergeRefusedError:
        """Why the two cannot be merged, where campaigns stand in the way."""
        campaigns = "、".join(f"“{title}”" for title in self.clashes)
        return MergeRefusedError(one=self.keep.number, other=self.drop.number, campaigns=campaigns)


class MergeService:
    """Looks first, then merges."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def duplicates(self) -> tuple[Duplicate, ...]:
        """Pairs that share a phone, or a name and a birth date, and no resident IDs that differ; 200 at most.

        Those that were set apart are not among them.
        """
        with self._database.read() as session:
            return _pairs(session)

    def set_apart(self, one_id: int, other_id: int) -> Done[None]:
        """Remember that two records are two people, however alike they look."""
        with self._database.begin(_APART) as session:
            one, other = require_person(session, min(one_id, other_id)), require_person(session, max(one_id, other_id))
            if one is other:
                raise MergeSameError(number=one.number)
            session.merge(DistinctPeople(person_id=one.id, other_id=other.id))
            who = f"{one.name}（{one.number}）和 {other.name}（{other.number}）"
        return Done(None, frozenset({Topic.PEOPLE}), f"已记下 {who}不是同一人")

    def plan(self, keep_id: int, drop_id: int, wanted: Mapping[str, bool] | None = None) -> MergePlan:
        """What merging would do; changes nothing.

        ``wanted`` says of fields whether the dropped record's value is taken; of the others it is where the one
        kept says nothing.
        """
        with self._database.read() as session:
            return _plan(session, keep_id, drop_id, wanted or {})

    def merge(
        self, keep_id: int, drop_id: int, wanted: Mapping[str, bool] | None = None, *, reason: str = ""
    ) -> Done[MergePlan]:
        """Make two records one.

        Raises MergeRefusedError when both were judged in one campaign; without a reason MergeDoubtfulError when
        something speaks against their being one person, CorrectionReasonMissingError when honours change hands.
        """
        with self._database.begin(LABEL, reason=reason.strip()) as session:
            plan = _plan(session, keep_id, drop_id, wanted or {})
            if plan.clashes:
                raise plan.refusal
            if plan.doubts and not reason.strip():
                doubts = "、".join(plan.doubts)
                raise MergeDoubtfulError(one=plan.keep.number, other=plan.drop.number, doubts=doubts)
            if plan.hands_over and not reason.strip():
                raise CorrectionReasonMissingError(what=LABEL)
            _write(session, keep_id, drop_id, wanted or {})
        moved = sum(counted.moved for counted in plan.records)
        along = f"，并入 {moved:,} 条记录" if moved else ""
        return Done(plan, EVERYTHING, f"已将 {plan.drop.name}（{plan.drop.number}）合并到 {plan.keep.number}{along}")


def _plan(session: Session, keep_id: int, drop_id: int, wanted: Mapping[str, bool]) -> MergePlan:
    keep, drop = require_person(session, keep_id), require_person(session, drop_id)
    if keep_id == drop_id:
        raise MergeSameError(number=keep.number)
    records = count_records(session, keep_id, drop_id)
    honours = session.scalar(select(func.count()).select_from(Honour).where(Honour.person_id == drop_id)) or 0
    return MergePlan(
        keep=_side(session, keep),
        drop=_side(session, drop),
        fields=fields_of(session, keep, drop, wanted),
        records=records,
        clashes=tuple(clashes(session, keep_id, drop_id)),
        doubts=tuple(_doubts(keep, drop)),
        hands_over=honours > 0,
    )


def _doubts(one: Person, other: Person) -> Iterator[str]:
    """What two records say differently that does not change in a life."""
    telling: tuple[tuple[str, object, object], ...] = (
        ("身份证号", one.resident_id, other.resident_id),
        ("性别", one.sex, other.sex),
        ("出生日期", one.birth_date, other.birth_date),
    )
    yield from (f"{title}不同" for title, mine, theirs in telling if None not in (mine, theirs) and mine != theirs)


def _write(session: Session, keep_id: int, drop_id: int, wanted: Mapping[str, bool]) -> None:
    keep, drop = require_person(session, keep_id), require_person(session, drop_id)
    values = merged_values(keep, drop, wanted)
    join_careers(session, keep, drop, values)
    move_records(session, keep_id, drop_id)
    session.execute(delete(Person).where(Person.id == drop_id))  # before its number goes to the other
    # Written even where nothing differs: the entry is about the one kept.
    session.execute(update(Person).where(Person.id == keep_id).values(values | {"changed_at": datetime.now()}))
    note_merged(session, drop_id, keep_id)


def _side(session: Session, person: Person) -> MergeSide:
    unit = None if person.unit_id is None else session.get(Organisation, person.unit_id)
    return MergeSide(person.id, person.number, person.name, "" if unit is None else unit.full_name)


def _pairs(session: Session) -> tuple[Duplicate, ...]:
    one, other = aliased(Person), aliased(Person)
    few = select(Person.phone).where(Person.phone != "").group_by(Person.phone)
    few = few.having(func.count().between(2, _SHARED_BY))
    same_phone = and_(one.phone == other.phone, one.phone.in_(few))
    same_birth = and_(one.name == other.name, one.birth_date == other.birth_date)
    differ = and_(one.resident_id.is_not(None), other.resident_id.is_not(None))  # unique, so they do
    apart = exists().where(DistinctPeople.person_id == one.id, DistinctPeople.other_id == other.id)
    found: dict[tuple[int, int], list[str]] = {}
    for words, same in (("电话", same_phone), ("姓名和出生日期", same_birth)):
        pairs = select(one.id, other.id).join(other, and_(one.id < other.id, same)).where(~differ, ~apart)
        for pair in session.execute(pairs.order_by(one.id, other.id).limit(_MOST_PAIRS)):
            found.setdefault((pair[0], pair[1]), []).append(words)
    sides = _sides(session, {key for pair in found for key in pair})
    first = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:_MOST_PAIRS]
    return tuple(Duplicate(sides[a], sides[b], f"{'、'.join(words)}相同") for (a, b), words in first)


def _sides(session: Session, person_ids: Collection[int]) -> dict[int, MergeSide]:
    statement = (
        select(Person.id, Person.number, Person.name, func.coalesce(Organisation.full_name, ""))
        .outerjoin(Organisation, Organisation.id == Person.unit_id)
        .where(is_any_of(Person.id, person_ids))
    )
    return {row[0]: MergeSide(*row) for row in session.execute(statement)}
