"""What a backup says of itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from typing import Any

from culture_desktop.errors import NewerBackupError
from culture_desktop.vocabulary import Occasion

FORMAT = 2  # 1 knew no occasion and had every attachment inside
DATABASE = "runwu.db"
MANIFEST = "manifest.json"
OCCASIONS = {str(occasion): occasion for occasion in Occasion}
_MOST_COUNTS = 50
_UNKNOWN = "未知版本"


@dataclass(frozen=True)
class BackupManifest:
    """When and why a backup was made, what is in it, and the SHA-256 that proves it.

    ``members`` are the files inside by name, with their SHA-256; ``beside`` the attachments that lie beside the data
    file instead, SHA-256 with size in bytes. ``note`` is the intention a batch was carried out with, ``origin``
    stands for the data file the backup is of, ``program`` is the version that wrote it.
    """

    made_at: datetime
    occasion: Occasion
    revision: str
    counts: Mapping[str, int]
    members: Mapping[str, str]
    beside: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    origin: str = ""
    program: str = ""

    @property
    def complete(self) -> bool:
        """Everything is inside: the file can be taken to another computer."""
        return not self.beside

    @property
    def attachments(self) -> int:
        """How many pictures and papers belong to it, inside or beside."""
        return len(self.members) - 1 + len(self.beside)

    @property
    def reason(self) -> str:
        """Why it was made: ``每日``, ``导入人员前``."""
        return f"{self.note}前" if self.note else self.occasion.label


def program_version() -> str:
    """The version of this program."""
    return version("culture-desktop")


def dump(manifest: BackupManifest) -> str:
    """As JSON."""
    content = {
        "format": FORMAT,
        "program": manifest.program,
        "made_at": manifest.made_at.isoformat(timespec="seconds"),
        "occasion": str(manifest.occasion),
        "note": manifest.note,
        "origin": manifest.origin,
        "revision": manifest.revision,
        "counts": dict(manifest.counts),
        "members": dict(manifest.members),
        "beside": dict(manifest.beside),
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def load(content: bytes, name: str) -> BackupManifest:
    """From JSON of this format or an older one.

    Raises NewerBackupError for a later one (``name`` is the backup's); KeyError, TypeError, ValueError or
    AttributeError for what is no manifest.
    """
    data: Any = json.loads(content)
    if not isinstance(data["format"], int) or data["format"] < 1:
        raise ValueError("unknown format")
    if data["format"] > FORMAT:
        raise NewerBackupError(name=name, program=str(data.get("program") or _UNKNOWN)[:20])
    counts = {str(word): int(number) for word, number in data["counts"].items()}
    if len(counts) > _MOST_COUNTS:
        raise ValueError("too many counts")
    return BackupManifest(
        made_at=datetime.fromisoformat(data["made_at"]),
        occasion=OCCASIONS[data.get("occasion", Occasion.MANUAL)],
        revision=str(data["revision"]),
        counts=counts,
        members={str(key): str(value) for key, value in data["members"].items()},
        beside={str(key): int(value) for key, value in data.get("beside", {}).items()},
        note=str(data.get("note", "")),
        origin=str(data.get("origin", "")),
        program=str(data.get("program") or _UNKNOWN),
    )
