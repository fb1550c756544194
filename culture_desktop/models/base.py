"""What every model shares: the declarative base, constraint names, and exact column types."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, DateTime, Dialect, Integer, MetaData, String, Table, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from culture_desktop.override import override

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    """Base of all ORM classes; they never leave ``services``.

    The history knows rows by their number, so one that was given is never given again (AUTOINCREMENT), unless
    ``numbers_return``.
    """

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    numbers_return: ClassVar[bool] = False

    @override
    def __init_subclass__(cls, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        if isinstance(cls.__table__, Table) and "id" in cls.__table__.columns and not cls.numbers_return:
            cls.__table__.dialect_options["sqlite"]["autoincrement"] = True


class Timestamped:
    """Mixin: when the row was made and last changed (local time, naive; one operator, one computer)."""

    created_at: Mapped[datetime] = mapped_column(DateTime, default=datetime.now)
    changed_at: Mapped[datetime] = mapped_column(DateTime, default=datetime.now, onupdate=datetime.now)


class WordType(TypeDecorator[Any]):
    """A vocabulary word stored as its string value and read back as the enum member.

    Values are looked up in both directions and not computed: a list of 100,000 people holds 400,000 words.
    """

    impl = String
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__(32)
        self.words = words

    @override
    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:
        stored: dict[str | None, str | None] = {None: None, **{word: word.value for word in self.words}}
        return stored.__getitem__

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], StrEnum | None]:
        words: dict[str | None, StrEnum | None] = {None: None, **{word.value: word for word in self.words}}
        return words.__getitem__


class Fixed(TypeDecorator[Decimal]):
    """An exact decimal stored as an integer of 10**-digits: ``Fixed(2)`` keeps 86.25 as 8625."""

    impl = Integer
    cache_ok = True

    def __init__(self, digits: int) -> None:
        super().__init__()
        self.digits = digits

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        scaled = Decimal(value).scaleb(self.digits)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"more than {self.digits} decimal places")
        return int(scaled)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.digits)


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """CHECK that a column holds a word of the list; members change by migration only."""
    values = ", ".join(f"'{member.value}'" for member in words)
    return CheckConstraint(f"{column} IN ({values})", name=f"{column}_word")


def not_blank(column: str) -> CheckConstraint:
    """CHECK that a text column says something."""
    return CheckConstraint(f"length(trim({column})) > 0", name=f"{column}_not_blank")
