"""The hash chain over scores and results: how links hold together, and what of them no longer does.

Each link's digest is SHA-256 over the digest before it and everything the link says, so that changing, removing or
inserting one breaks all that follow. A chain cut off at its end still holds together: only a head printed on paper
tells. The scheme is that of Haber and Stornetta, "How to time-stamp a digital document" (1991).
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from culture_desktop.errors import LedgerHeadUnreadableError

START = "0" * 64  # what the first link follows
Row = Mapping[str, Any] | None  # the columns of a row as stored; None once it is gone
Rows = Mapping[str, Mapping[str, Row]]  # table -> id -> row
_PRINTED_DIGITS = 24  # 96 bits: nobody finds another chain with the same, and they fit on one line
_GROUP = 4
_RESULTS = ("honour", "certificate")
_HEAD = re.compile(r"(\d{1,9})[-－—:： 　]+([0-9a-fA-F][0-9a-fA-F\s\-－—]{14,90})\Z")


@dataclass(frozen=True)
class Link:
    """One link: ``content`` is the canonical JSON of the ``Rows`` one transaction left."""

    number: int
    made_at: datetime
    label: str
    reason: str
    content: str
    digest: str


@dataclass(frozen=True)
class Head:
    """The end of a chain: number and digest of its last link, or the first digits of that digest."""

    number: int
    digest: str

    @property
    def printed(self) -> str:
        """``57-9F3A-1C02-…``, as it stands on paper."""
        digits = self.digest[:_PRINTED_DIGITS].upper()
        groups = (digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
        return "-".join((str(self.number), *groups))


class FaultKind(StrEnum):
    """What is wrong with a chain or with what it covers."""

    CHANGED = "changed"
    REMOVED = "removed"
    CUT_OFF = "cut_off"
    OTHER_HEAD = "other_head"
    ROW_DIFFERS = "row_differs"


@dataclass(frozen=True)
class Fault:
    """The first link that does not hold, or a row that is not as its last link says (columns: stated, found)."""

    kind: FaultKind
    number: int
    table: str = ""
    row_id: str = ""
    columns: tuple[tuple[str, Any, Any], ...] = ()


def parse_head(text: str) -> Head:
    """A head as somebody copied it from paper: spaces, letters' case and dashes do not matter.

    Raises LedgerHeadUnreadableError.
    """
    match = _HEAD.match(text.strip())
    if match is None:
        raise LedgerHeadUnreadableError(text=text.strip()[:80])
    digits = "".join(re.findall(r"[0-9a-fA-F]", match[2])).lower()
    return Head(int(match[1]), digits)


def canonical(value: object) -> str:
    """JSON with one form for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(before: str, link: Link) -> str:
    """The digest a link must have after the digest ``before``."""
    parts = [before, link.number, link.made_at.isoformat(), link.label, link.reason, link.content]
    return hashlib.sha256(canonical(parts).encode()).hexdigest()


def broken_link(links: Iterable[Link], printed: Head | None = None) -> Fault | None:
    """The first link that was changed, is missing, or is not the one a printed head names."""
    before, expected = START, 0
    for link in links:
        expected += 1
        if link.number != expected:
            return Fault(FaultKind.REMOVED, expected)
        if link.digest != digest_of(before, link):
            return Fault(FaultKind.CHANGED, link.number)
        if printed is not None and printed.number == link.number and not link.digest.startswith(printed.digest):
            return Fault(FaultKind.OTHER_HEAD, link.number)
        before = link.digest
    if printed is not None and printed.number > expected:
        return Fault(FaultKind.CUT_OFF, expected + 1)
    return None


def corrections_of(links: Iterable[Link], head: Head) -> tuple[Link, ...]:
    """Later links that changed or removed a result confirmed by the link a head names."""
    confirmed: set[tuple[str, str]] = set()
    found = []
    for link in links:
        content = json.loads(link.content)
        rows = {(table, row_id) for table in _RESULTS for row_id in content.get(table, {})}
        if link.number == head.number:
            confirmed = rows
        elif link.number > head.number and rows & confirmed:
            found.append(link)
    return tuple(found)


def differing_rows(links: Iterable[Link], found: Rows) -> tuple[Fault, ...]:
    """Rows that are not as the last link about them says, or that no link knows."""
    stated: dict[tuple[str, str], tuple[int, Row]] = {}
    last = 0
    for link in links:
        last = link.number
        for table, rows in json.loads(link.content).items():
            stated |= {(table, row_id): (link.number, row) for row_id, row in rows.items()}
    present = {(table, row_id): row for table, rows in found.items() for row_id, row in rows.items()}
    faults = []
    for table, row_id in sorted(stated.keys() | present.keys(), key=lambda key: (key[0], int(key[1]))):
        number, row = stated.get((table, row_id), (last, None))
        if columns := _differences(row, present.get((table, row_id))):
            faults.append(Fault(FaultKind.ROW_DIFFERS, number, table, row_id, columns))
    return tuple(faults)


def _differences(stated: Row, found: Row) -> tuple[tuple[str, Any, Any], ...]:
    one, other = stated or {}, found or {}
    names = [*one, *(name for name in other if name not in one)]
    return tuple((name, one.get(name), other.get(name)) for name in names if one.get(name) != other.get(name))
