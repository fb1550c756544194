"""A zip file, opened without trusting what it says of its members: the shell of xlsx, new et and ods files."""

import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import Self

from culture_desktop.errors import DamagedFileError, FileTooLargeError, PasswordProtectedError
from culture_desktop.spreadsheets.limits import MAX_RATIO, MAX_UNPACKED_BYTES, RATIO_MATTERS_FROM, UNPACKED_LIMIT

_ENCRYPTED = 0x1
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    ValueError,
    KeyError,
)


class Archive:
    """The members of a zip file under their normal names; a context manager that keeps the file open.

    Raises DamagedFileError, PasswordProtectedError or FileTooLargeError before anything is unpacked.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except _ZIP_ERRORS as error:
            raise DamagedFileError(name=self.name) from error
        try:
            self._members = self._checked()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def size(self, member: str) -> int:
        """The bytes of a member when unpacked."""
        return self._members[member].file_size

    def read(self, member: str, max_ratio: int = MAX_RATIO) -> bytes:
        """The bytes of a member, at most the size that was checked; XML that declares entities is refused.

        What is packed tighter than ``max_ratio`` is not unpacked.
        """
        info = self._members.get(member)
        if info is None:
            raise DamagedFileError(name=self.name)
        if info.file_size > RATIO_MATTERS_FROM and info.file_size > max_ratio * info.compress_size:
            raise FileTooLargeError(name=self.name, limit=UNPACKED_LIMIT)
        try:
            data = self._zip.read(info)
        except _ZIP_ERRORS as error:
            raise DamagedFileError(name=self.name) from error
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
            raise DamagedFileError(name=self.name)
        return data

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        """The members, once none is encrypted or doubled and all are not too much."""
        members: dict[str, zipfile.ZipInfo] = {}
        total = 0
        for info in self._zip.infolist():
            if info.flag_bits & _ENCRYPTED:
                raise PasswordProtectedError(name=self.name)
            total += info.file_size
            if total > MAX_UNPACKED_BYTES:
                raise FileTooLargeError(name=self.name, limit=UNPACKED_LIMIT)
            key = normal_name(info.filename)
            if key in members and not info.is_dir():
                raise DamagedFileError(name=self.name)
            members[key] = info
        return members


def normal_name(name: str) -> str:
    """A member's name as it is looked up: some writers use backslashes or capitals."""
    return name.replace("\\", "/").lstrip("/").lower()
