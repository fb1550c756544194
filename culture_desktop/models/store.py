"""What the program notes about the data file itself."""

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Model


class StoreState(Model):
    """One fact about the file itself rather than about the unit: not part of history, so no undo brings it back."""

    __tablename__ = "store_state"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
