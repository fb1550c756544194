"""Organisations of every kind, as trees by materialised path, and the brands they own."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import OrganisationKind


class Organisation(Timestamped, Model):
    """A unit, team, party branch, union, league, women's committee or partner.

    ``path`` is ``"3/17/42/"`` (ids from the root, closed by a slash): a subtree is the range
    ``path >= "3/17/" AND path < "3/170"`` ("0" follows "/"). ``full_name`` is the names joined by ``/``.
    """

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("parent_id", "name", "kind"),
        # NULL parents are all different to UNIQUE, so roots need their own.
        Index(
            "uq_organisation_root",
            "name",
            "kind",
            unique=True,
            sqlite_where=text("parent_id IS NULL"),
            postgresql_where=text("parent_id IS NULL"),
        ),
        not_blank("name"),
        one_of("kind", OrganisationKind),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_own_parent"),
        CheckConstraint("name NOT LIKE '%/%'", name="name_without_slash"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    kind: Mapped[OrganisationKind] = mapped_column(WordType(OrganisationKind))
    path: Mapped[str] = mapped_column(String(255), index=True)
    full_name: Mapped[str] = mapped_column(String(512), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)


class Brand(Timestamped, Model):
    """A brand of party building, with its owner."""

    __tablename__ = "brand"
    __table_args__ = (not_blank("name"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    slogan: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"), index=True)
