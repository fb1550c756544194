"""What is remembered of lists: where they come from, and the views people made of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Model, WordType, not_blank, one_of
from culture_desktop.vocabulary import ImportMode, ListKind


class ListSource(Model):
    """A sort of list that comes again, known by its column titles, with what was chosen for it.

    ``signature`` is the SHA-256 of the titles; ``mapping`` is field key -> column title, ``extra`` the titles of the
    columns kept as extra fields, ``units`` the unit as the list writes it -> the organisation's id, or None for nowhere.
    """

    __tablename__ = "list_source"
    __table_args__ = (
        UniqueConstraint("kind", "signature"),
        one_of("kind", ListKind),
        one_of("mode", ImportMode),
        not_blank("name"),
        CheckConstraint("length(signature) = 64", name="signature_length"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[ListKind] = mapped_column(WordType(ListKind))
    name: Mapped[str] = mapped_column(String(255))
    signature: Mapped[str] = mapped_column(String(64))
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    extra: Mapped[list[Any]] = mapped_column(JSON, default=list)
    units: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    mode: Mapped[ImportMode] = mapped_column(WordType(ImportMode), default=ImportMode.ADD_UPDATE)
    used_at: Mapped[datetime] = mapped_column(DateTime, default=datetime.now)


class SavedView(Model):
    """Filter, order and columns of a page's list, under a name."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("page", "name"), not_blank("name"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    page: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(64))
    definition: Mapped[dict[str, Any]] = mapped_column(JSON)
    position: Mapped[int] = mapped_column(Integer, default=0)
