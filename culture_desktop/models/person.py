"""People and their memberships in organisations beside the administrative one."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import EmploymentType, MembershipRole, PersonStatus, PoliticalStatus, Sex


class Person(Timestamped, Model):
    """A member of staff, own or outsourced.

    ``pinyin``, ``initials``, ``stroke_key`` and ``search_text`` are derived from the name and number when
    the row is written, so that lists sort and search by index and never by a Python collation.
    """

    __tablename__ = "person"
    __table_args__ = (
        not_blank("number"),
        not_blank("name"),
        one_of("sex", Sex),
        one_of("employment", EmploymentType),
        one_of("political_status", PoliticalStatus),
        one_of("status", PersonStatus),
        CheckConstraint("birth_date IS NULL OR hire_date IS NULL OR birth_date < hire_date", name="born_before_hired"),
        CheckConstraint("resident_id IS NULL OR length(resident_id) = 18", name="resident_id_length"),
        # Lists a unit in order and counts its active people without touching the rows.
        Index("ix_person_unit_number_status", "unit_id", "number", "status"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(64), index=True)
    pinyin: Mapped[str] = mapped_column(String(255), index=True)
    initials: Mapped[str] = mapped_column(String(64))
    stroke_key: Mapped[str] = mapped_column(String(1024), index=True)
    search_text: Mapped[str] = mapped_column(Text)
    sex: Mapped[Sex | None] = mapped_column(WordType(Sex))
    birth_date: Mapped[date | None] = mapped_column(Date)
    resident_id: Mapped[str | None] = mapped_column(String(18), unique=True)
    phone: Mapped[str | None] = mapped_column(String(32))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="RESTRICT"))
    position: Mapped[str] = mapped_column(String(64), default="")
    employment: Mapped[EmploymentType] = mapped_column(WordType(EmploymentType), default=EmploymentType.OWN)
    front_line: Mapped[bool] = mapped_column(Boolean, default=False)
    manager: Mapped[bool] = mapped_column(Boolean, default=False)
    political_status: Mapped[PoliticalStatus | None] = mapped_column(WordType(PoliticalStatus))
    hire_date: Mapped[date | None] = mapped_column(Date, index=True)
    status: Mapped[PersonStatus] = mapped_column(WordType(PersonStatus), default=PersonStatus.ACTIVE)
    extra: Mapped[dict[str, Any]] = mapped_column(JSON, server_default=text("'{}'"))
    # Since when in this unit; earlier units are past postings. None: as long as anyone knows.
    unit_since: Mapped[date | None] = mapped_column(Date)
    # The first day on which the person was no longer here.
    left_on: Mapped[date | None] = mapped_column(Date)
    contract_ends: Mapped[date | None] = mapped_column(Date)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("list_source.id", ondelete="SET NULL"))


class PastPosting(Timestamped, Model):
    """A unit a person was in before, from ``starts`` (None: unknown) up to but not including ``ends``."""

    __tablename__ = "past_posting"
    __table_args__ = (
        CheckConstraint("starts IS NULL OR starts < ends", name="starts_before_ends"),
        Index("ix_past_posting_person", "person_id", "ends"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="RESTRICT"), index=True)
    starts: Mapped[date | None] = mapped_column(Date)
    ends: Mapped[date] = mapped_column(Date)


class DistinctPeople(Model):
    """Two records that look like one person and that the user said are two; the lower id first."""

    __tablename__ = "distinct_people"
    __table_args__ = (CheckConstraint("person_id < other_id", name="lower_first"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)


class ExtraField(Model):
    """A field of people that this unit keeps beside the program's own; the values are in ``Person.extra``."""

    __tablename__ = "extra_field"
    __table_args__ = (not_blank("name"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    position: Mapped[int] = mapped_column(Integer, default=0)


class Membership(Timestamped, Model):
    """A person's place in a party branch, union, league …, with role and dates; the end is open while None."""

    __tablename__ = "membership"
    __table_args__ = (
        one_of("role", MembershipRole),
        CheckConstraint("ends IS NULL OR starts IS NULL OR starts <= ends", name="starts_before_ends"),
        Index(
            "uq_membership_current",
            "person_id",
            "organisation_id",
            "role",
            unique=True,
            sqlite_where=text("ends IS NULL"),
            postgresql_where=text("ends IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    role: Mapped[MembershipRole] = mapped_column(WordType(MembershipRole), default=MembershipRole.MEMBER)
    starts: Mapped[date | None] = mapped_column(Date)
    ends: Mapped[date | None] = mapped_column(Date)
