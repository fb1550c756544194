"""Names of what rows are about and refer to; of what is gone, the name it had when it was deleted."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from culture_desktop.services.history.images import Row, deleted_rows, stored_rows
from culture_desktop.services.history.titles import TABLES
from culture_desktop.services.history.words import referred, value_words

GONE = "（已删除）"
_SEPARATOR = "·"


class Names:
    """Looks names up in bulk: first ``load`` what will be asked for, then ask."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[tuple[str, Any], Row] = {}

    def load(self, wanted: Iterable[tuple[str, Any]]) -> None:
        """Read what these (table, id) pairs are called, and what their names are made of in turn."""
        new = {pair for pair in wanted if pair not in self._rows}
        if not new:
            return
        now = stored_rows(self._session, ((table, (key,)) for table, key in new))
        found = {(table, key[0]): row for (table, key), row in now.items()}
        missing: dict[str, set[Any]] = {}
        for table, key in new - found.keys():
            missing.setdefault(table, set()).add(key)
        for table, ids in missing.items():
            found |= {(table, key): row for key, row in deleted_rows(self._session, table, ids).items()}
        self._rows |= {pair: found.get(pair, {}) for pair in new}
        self.load(_parts((table, row) for (table, _key), row in found.items()))

    def of(self, table: str, key: Any) -> str:
        """What other rows call a row by."""
        words = TABLES[table]
        return self._joined(table, words.name or words.subject, self._rows.get((table, key), {})) or GONE

    def subject(self, table: str, row: Mapping[str, Any]) -> str:
        """What a row is about: ``林婉清·客服节``; empty when nothing is known of it."""
        return self._joined(table, TABLES[table].subject if table in TABLES else (), row)

    def _joined(self, table: str, columns: Iterable[str], row: Mapping[str, Any]) -> str:
        words = (value_words(table, column, row.get(column), self.of) for column in columns)
        return _SEPARATOR.join(word for word in words if word)


def _parts(rows: Iterable[tuple[str, Row]]) -> set[tuple[str, Any]]:
    """What the subjects of rows refer to."""
    found = set()
    for table, row in rows:
        if table in TABLES:
            found |= referred(table, {column: row.get(column) for column in TABLES[table].subject})
    return found
