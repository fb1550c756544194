"""Ways of importing: what each lets a row do, and what is said of a row that it leaves alone."""

from collections.abc import Mapping
from typing import Any

from culture_desktop.services.imports.known import Known
from culture_desktop.vocabulary import ImportMode

_STAYS_OUT = {
    ImportMode.UPDATE: "库里没有这个人，本次只更新",
    ImportMode.FILL: "库里没有这个人，本次只补空白",
}
_STAYS_AS_IT_IS = {
    ImportMode.ADD: "已有，本次只新增",
    ImportMode.FILL: "已有内容，本次只补空白",
}


def refusal_of_new(mode: ImportMode) -> str:
    """Why nobody is added, or ""."""
    return _STAYS_OUT.get(mode, "")


def words_for_kept(mode: ImportMode) -> str:
    """Why a person who differs from their row stays as they are."""
    return _STAYS_AS_IT_IS[mode]


def let_through(mode: ImportMode, known: Known, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values of a row that may change a person."""
    match mode:
        case ImportMode.ADD:
            return {}
        case ImportMode.FILL:
            return {key: value for key, value in values.items() if known.held(key) in (None, "")}
        case _:
            return values
