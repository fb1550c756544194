"""Checking the store: the data file and every picture and paper beside it; what is hit, and what to do."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.database import Database, backups, soundness
from culture_desktop.errors import BackupMissingError, CultureError, DamageRemainsError
from culture_desktop.models import Activity, Attachment, BriefingPicture, DesignPicture, IssuedDocument, Person
from culture_desktop.paths import files_directory
from culture_desktop.progress import Progress, silent
from culture_desktop.services.check import words
from culture_desktop.services.check.rows import StoreCheck
from culture_desktop.services.results import EVERYTHING, Done

_ASKED = 500  # ids in one statement


_STORED = (IssuedDocument.sha256, Attachment.sha256, DesignPicture.sha256, BriefingPicture.sha256)


class CheckService:
    """Looks for damage, and mends what can be mended exactly."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def ended_uncleanly(self) -> bool:
        """The program ended in the midst of work last time, and nobody looked since."""
        return self._database.unclean_end

    @property
    def due(self) -> bool:
        """A check is wanted: after an unclean end, or because the file has no page sums yet."""
        return self.ended_uncleanly or soundness.lacks_sums(self._database)

    def check(self, *, quick: bool = False, progress: Progress = silent) -> StoreCheck:
        """Check the data file and the files beside it; ``quick`` reads those only where the data file misses one."""
        file = soundness.check(self._database, quick=quick, progress=progress)
        present = set(self._database.files.digests())
        wanted = self._wanted() if file.sound else set()
        missing = tuple(sorted(wanted - present))
        damaged = () if quick else self._database.files.damaged()
        return StoreCheck(
            problems=file.problems,
            damaged_files=damaged,
            missing_files=missing,
            pages=len(file.hits),
            hits=self._phrases(file) if file.hits and not file.replaced else (),
            mendable=file.mendable,
            acceptable=bool(file.hits) and not file.problems,
            replaced=file.replaced,
            folder=files_directory(self._database.path).name,
            apart=bool(missing) and not wanted & present,
        )

    def last_good_backup(self) -> Path | None:
        """The newest automatic backup without the damage that a check finds now; None when there is none."""
        return soundness.last_good_backup(self._database)

    def mend(self, now: datetime) -> Done[Path]:
        """Turn flipped bits back; the file as it was is kept, its path is the value.

        Raises DamageRemainsError when that did not make the file sound.
        """
        kept = soundness.mend_pages(self._database, now)
        if not soundness.check(self._database).sound:
            raise DamageRemainsError(name=self._database.path.name)
        return Done(kept, EVERYTHING, f"已逐位修复，数据完好；修复前的文件留存为“{kept.name}”")

    def accept(self) -> Done[None]:
        """Take the data file as it is for right: another program changed it, and that was meant.

        Raises DamageRemainsError while SQLite finds fault with it.
        """
        if not soundness.accept(self._database):
            raise DamageRemainsError(name=self._database.path.name)
        return Done(None, EVERYTHING, "已按现有内容继续，以后的检查以此为准")

    def _wanted(self) -> set[str]:
        with self._database.read() as session:
            return {d for column in _STORED for d in session.scalars(select(column))}

    def _phrases(self, file: soundness.FileCheck) -> tuple[str, ...]:
        columns = soundness.columns_of(self._database)
        return tuple(words.phrases(file.hits, columns, self._people, self._activities))

    def _people(self, ids: Sequence[int]) -> Mapping[int, str]:
        return self._names(Person, ids)

    def _activities(self, ids: Sequence[int]) -> Mapping[int, str]:
        return self._names(Activity, ids)

    def _names(self, model: type[Person] | type[Activity], ids: Sequence[int]) -> dict[int, str]:
        """What the database still says; nothing where it cannot be read."""
        found: dict[int, str] = {}
        with suppress(CultureError), self._database.read() as session:
            for some in _portions(ids):
                found |= _named(session, model, some)
        return found


def has_backups(path: Path) -> bool:
    """Whether there are automatic backups of a data file, good or not."""
    return bool(backups.of(path))


def last_good_backup(path: Path) -> Path:
    """The newest whole backup of a file that does not open; raises BackupMissingError."""
    found = backups.last_good(path)
    if found is None:
        raise BackupMissingError(name=path.name)
    return found


def _named(session: Session, model: type[Person] | type[Activity], ids: Sequence[int]) -> dict[int, str]:
    inside = model.id.between(ids.start, ids.stop - 1) if isinstance(ids, range) else model.id.in_(ids)
    if model is Person:
        rows = session.execute(select(Person.id, Person.name, Person.number).where(inside).order_by(Person.id))
        return {key: f"{name}（工号 {number}）" for key, name, number in rows}
    rows = session.execute(select(Activity.id, Activity.code, Activity.title).where(inside).order_by(Activity.id))
    return {key: f"{code}“{title}”" for key, code, title in rows}


def _portions(ids: Sequence[int]) -> Sequence[Sequence[int]]:
    return [ids] if isinstance(ids, range) else [ids[at : at + _ASKED] for at in range(0, len(ids), _ASKED)]
