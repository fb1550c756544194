"""The window's password: kept as an argon2 hash with the data, and wrong tries that slow down.

It keeps passers-by out of the window. It does not encrypt the file: whoever can read the file can read the data, and
can also take the password off, which is what ``forget`` does for someone who no longer knows it.
"""

import unicodedata
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import NameMismatchError, PasswordTooSoonError, PasswordUnfitError, PasswordWrongError
from culture_desktop.models import StoreState
from culture_desktop.services.results import Done, Topic

SHORTEST, LONGEST = 4, 128
IDLE_CHOICES = (5, 10, 30, 0)  # minutes; 0 never
_KEY = "lock"
_LONGEST_WAIT = 60
_CHANGED = frozenset({Topic.SETTINGS})
# 64 MB, three passes, four lanes (RFC 9106, second recommendation): a tenth of a second, well below one on old machines.
_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@dataclass(frozen=True)
class LockState:
    """Whether a password is asked for, and after how many idle minutes again; 0 is never."""

    has_password: bool
    idle_minutes: int


@dataclass(frozen=True)
class _Stored:
    hash: str = ""
    idle_minutes: int = 10
    failures: int = 0
    failed_at: str = ""

    def wait(self, now: datetime) -> int:
        """Whole seconds until the next try counts: 1, 2, 4 … after each wrong one."""
        if not self.failures:
            return 0
        pause = timedelta(seconds=min(_LONGEST_WAIT, 2 ** min(self.failures - 1, 16)))
        left = datetime.fromisoformat(self.failed_at) + pause - now
        # A clock that was set back does not lock the user out for longer than the pause.
        return max(0, -(-min(left, pause) // timedelta(seconds=1)))


class LockService:
    """Asks, sets and removes the password of one data file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self) -> LockState:
        """Whether and when the window locks."""
        stored = self._read()
        return LockState(bool(stored.hash), stored.idle_minutes)

    def unlock(self, password: str, now: datetime) -> None:
        """Let in with the right password; raises PasswordWrongError, or PasswordTooSoonError without looking at it."""
        self._require(password, self._read(), now)

    def set_password(self, new: str, now: datetime, *, old: str = "") -> Done[None]:
        """Set the password, or change it with the one in force; raises PasswordUnfitError, or as ``unlock``."""
        stored = self._require(old, self._read(), now)
        if not SHORTEST <= len(new) <= LONGEST:
            raise PasswordUnfitError(reason=f"应为 {SHORTEST} 到 {LONGEST} 个字符")
        self._write(replace(stored, hash=_HASHER.hash(_plain(new))))
        return Done(None, _CHANGED, "已修改密码" if stored.hash else "已设置密码")

    def remove_password(self, old: str, now: datetime) -> Done[None]:
        """Ask for no password any more; needs the one in force, raises as ``unlock``."""
        self._write(replace(self._require(old, self._read(), now), hash=""))
        return Done(None, _CHANGED, "已移除密码")

    def set_idle(self, minutes: int) -> Done[None]:
        """Lock after so many idle minutes, one of IDLE_CHOICES."""
        if minutes not in IDLE_CHOICES:
            raise ValueError(minutes)
        self._write(replace(self._read(), idle_minutes=minutes))
        return Done(None, _CHANGED, f"离开 {minutes} 分钟后锁定" if minutes else "离开后不自动锁定")

    def forget(self, name: str) -> Done[None]:
        """Take the password off without it, for whoever has the file; raises NameMismatchError unless it is named."""
        if name != self._database.path.name:
            raise NameMismatchError(name=name, expected=self._database.path.name)
        self._write(replace(self._read(), hash="", failures=0, failed_at=""))
        return Done(None, _CHANGED, "已移除密码，窗口打开时不再询问")

    def _require(self, password: str, stored: _Stored, now: datetime) -> _Stored:
        """The state with no wrong tries; raises unless the password is the one in force or there is none."""
        if not stored.hash:
            return stored
        if wait := stored.wait(now):
            raise PasswordTooSoonError(seconds=wait)
        if not _matches(stored.hash, password):
            failed = replace(stored, failures=stored.failures + 1, failed_at=now.isoformat())
            self._write(failed)
            raise PasswordWrongError(seconds=failed.wait(now))
        if stored.failures:
            stored = replace(stored, failures=0, failed_at="")
            self._write(stored)
        return stored

    def _read(self) -> _Stored:
        with self._database.read() as session:
            return _stored(session)

    def _write(self, stored: _Stored) -> None:
        with self._database.begin("设置锁定") as session:  # facts about the file, which history does not log
            session.merge(StoreState(key=_KEY, value=asdict(stored)))


def _stored(session: Session) -> _Stored:
    found = session.get(StoreState, _KEY)
    return _Stored() if found is None else _Stored(**found.value)


def _matches(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, _plain(password))
    except (VerificationError, InvalidHashError):
        return False


def _plain(password: str) -> str:
    """The same characters whichever way a keyboard composes them; half a pair of surrogates becomes a mark."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode()
