"""Days as people type them into a field."""

import re
import unicodedata
from datetime import date

from culture_desktop.errors import InvalidFieldError
from culture_desktop.services.people.row_values import OPEN_END, OPEN_WORDS
from culture_desktop.ui.labels import day

_DAY_EXPECTED = "“2017-04-13”这样的日期，不知道就留空"


def read_day(label: str, words: str) -> date | None:
    """A day as people type it: ``2017-04-13``, ``2017.4.13``, ``2017年4月13日``, ``20170413``; None for nothing."""
    plain = unicodedata.normalize("NFKC", words).strip()
    if not plain:
        return None
    parts = re.fullmatch(r"(\d{4})(?:[-./年 ](\d{1,2})[-./月 ](\d{1,2})日?|(\d{2})(\d{2}))", plain)
    try:
        year, month, day_of_month = (int(part) for part in parts.groups() if part) if parts else (0, 0, 0)
        return date(year, month, day_of_month)
    except ValueError:
        raise InvalidFieldError(field=label, value=words, expected=_DAY_EXPECTED) from None


def read_contract_end(label: str, words: str) -> date | None:
    """The last day of a contract as people type it, or that it has none: 无固定期限."""
    return OPEN_END if words.strip() == OPEN_WORDS else read_day(label, words)


def contract_text(ends: date | None) -> str:
    """The last day of a contract as it stands in a field; empty for none known."""
    return "" if ends is None else OPEN_WORDS if ends == OPEN_END else day(ends)
