"""The data file as a whole: where it lies and what is in it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from culture_desktop.database import Database, sqlite
from culture_desktop.database.ownership import require_unowned
from culture_desktop.database.snapshot import COUNTED


@dataclass(frozen=True)
class StoreInfo:
    """Where the data lies and how much it is; sizes in bytes. ``network``: on a drive reached over a network."""

    path: Path
    network: bool
    size: int
    files: int
    files_size: int
    counts: Mapping[str, int]


class StoreService:
    """The data file as the user sees it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        """The database file."""
        return self._database.path

    def close(self) -> None:
        """Let go of the file: another is about to be opened, or this one removed."""
        self._database.close()

    @contextmanager
    def in_the_making(self) -> Iterator[None]:
        """Within the block batches are not backed up first: the file is being made by us and can be made again."""
        self._database.backs_up = False
        try:
            yield
        finally:
            self._database.backs_up = True

    def empty(self) -> bool:
        """Nothing was entered yet: the window then shows its three doors."""
        return not any(self._counts().values())

    def info(self) -> StoreInfo:
        """Where the data lies and how much it is."""
        self._database.require_in_place()
        stored = [self._database.files.path(digest) for digest in self._database.files.digests()]
        return StoreInfo(
            path=self._database.path,
            network=self._database.journal is not sqlite.Journal.WAL,
            size=self._database.path.stat().st_size,
            files=len(stored),
            files_size=sum(path.stat().st_size for path in stored),
            counts=self._counts(),
        )

    def _counts(self) -> dict[str, int]:
        with self._database.read() as session:
            return {
                word: session.scalar(select(func.count()).select_from(model)) or 0 for word, model in COUNTED.items()
            }


def require_closed(path: Path) -> None:
    """Raise DatabaseInUseError while a data file is open somewhere: before it is removed or makes room."""
    require_unowned(path)


def set_aside(path: Path, now: datetime) -> Path:
    """Move a data file that cannot be opened, and what belongs to it, out of the way; nothing of it is changed or lost.

    Returns where it lies now, beside its old place. The files beside it stay: they are kept by content. Raises
    DatabaseInUseError while it is open somewhere.
    """
    require_unowned(path)
    kept = path.with_name(f"{path.stem}.unopened-{now:%Y%m%d-%H%M%S}{path.suffix}")
    for suffix in ("", *sqlite.COMPANIONS):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(kept.with_name(kept.name + suffix))
    return kept
