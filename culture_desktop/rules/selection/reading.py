"""Reading a selection problem from JSON, strictly: what is not in docs/selection-format.md is refused by its place."""

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn

from culture_desktop.errors import SelectionFileBrokenError
from culture_desktop.rules.records import Record
from culture_desktop.rules.selection.problem import (
    Candidate,
    Exclusion,
    GroupLimit,
    Inclusion,
    Problem,
    Tier,
    UnitLimit,
)
from culture_desktop.vocabulary import TierKind

MOST_BYTES = 64 << 20
_MOST_TIERS = 50
_MOST_CANDIDATES = 100_000
_MOST_LIMITS = 20_000
_MOST_SEATS = 100_000
_MOST_TEXT = 200  # characters of an id, a name, a unit, a reason
_MOST_GROUPS = 100  # of one candidate
_MOST_TIE_VALUES = 10
_SCORE = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,12})?")


def read_problem(content: bytes, name: str) -> Problem:
    """The problem in a file of this name; SelectionFileBrokenError says which place of it does not fit."""
    return problem_of(Record(read_json(content, name), name, error=SelectionFileBrokenError))


def read_json(content: bytes, name: str) -> object:
    """What JSON holds, numbers exact; refused are keys given twice, NaN and files of more than ``MOST_BYTES``."""

    def refuse(place: str, expected: str) -> NoReturn:
        raise SelectionFileBrokenError(name=name, place=place, expected=expected)

    def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            refuse(f"“{next(key for key in keys if keys.count(key) > 1)[:_MOST_TEXT]}”", "只写一次的项目")
        return found

    if len(content) > MOST_BYTES:
        refuse("文件", f"不超过 {MOST_BYTES >> 20} MB 的文件")
    try:
        return json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=once,
            parse_float=Decimal,
            parse_constant=lambda word: refuse(f"“{word}”", "一个数"),
        )
    except UnicodeDecodeError:
        refuse("文件", "UTF-8 编码的 JSON")
    except json.JSONDecodeError as error:
        refuse(f"第 {error.lineno} 行第 {error.colno} 个字符处", "正确的 JSON")
    except (ValueError, ArithmeticError, RecursionError):  # a number of thousands of digits, brackets without end
        refuse("文件", "正确的 JSON（没有过长的数，也没有过深的嵌套）")


def problem_of(record: Record) -> Problem:
    """The problem in a record that is being read. SelectionInvalidError for one that contradicts itself."""
    record.only("tiers", "candidates", "unit_limits", "group_limits", "exactly", "included", "excluded")
    for key in ("tiers", "candidates"):
        if key not in record:
            record.fail(key, "一个列表")
    tiers = tuple(_tier(one) for one in _few(record, "tiers", _MOST_TIERS))
    if not tiers:
        record.fail("tiers", "至少一个档次")
    return Problem(
        tiers=tiers,
        candidates=tuple(_candidate(one) for one in _few(record, "candidates", _MOST_CANDIDATES)),
        unit_limits=tuple(_unit_limit(one) for one in _few(record, "unit_limits", _MOST_LIMITS)),
        group_limits=tuple(_group_limit(one) for one in _few(record, "group_limits", _MOST_LIMITS)),
        exactly=record.boolean("exactly") if "exactly" in record else True,
        included=tuple(_inclusion(one) for one in _few(record, "included", _MOST_LIMITS)),
        excluded=tuple(_exclusion(one) for one in _few(record, "excluded", _MOST_LIMITS)),
    )


def _few(record: Record, key: str, most: int) -> list[Record]:
    found = record.records(key)
    return found if len(found) <= most else record.fail(key, f"不超过 {most} 项的列表")


def _text(record: Record, key: str) -> str:
    value = record.text(key)
    return value if len(value) <= _MOST_TEXT else record.fail(key, f"不超过 {_MOST_TEXT} 个字的文字")


def _tier(record: Record) -> Tier:
    record.only("name", "seats", "kind")
    seats = record.integer("seats", 0)
    if seats > _MOST_SEATS:
        record.fail("seats", f"不超过 {_MOST_SEATS} 的整数")
    kind = record.word("kind", TierKind) if "kind" in record else TierKind.PERSON
    return Tier(_text(record, "name"), seats, kind)


def _candidate(record: Record) -> Candidate:
    record.only("id", "unit", "score", "groups", "tiers", "kind", "name", "tie_values", "tier_scores")
    score = _score(record, "score") if "score" in record else None
    return Candidate(
        id=_text(record, "id"),
        unit=_unit(record),
        score=score,
        groups=frozenset(_texts(record, "groups", _MOST_GROUPS)),
        tiers=frozenset(_texts(record, "tiers", _MOST_TIERS)) if "tiers" in record else None,
        kind=record.word("kind", TierKind) if "kind" in record else TierKind.PERSON,
        name=_text(record, "name") if "name" in record else "",
        tie_values=tuple(_number(record, "tie_values", value) for value in _list(record, "tie_values")),
        tier_scores=_tier_scores(record.record("tier_scores")),
    )


def _score(record: Record, key: str) -> Decimal:
    return _number(record, key, record.value(key))


def _number(record: Record, key: str, value: object) -> Decimal:
    """A decimal as written, in quotation marks or bare."""
    bare = isinstance(value, int | Decimal) and not isinstance(value, bool)
    text = value if isinstance(value, str) else str(value) if bare else ""
    if not _SCORE.fullmatch(text):
        record.fail(key, '得分，如 "93.25"（整数部分不超过 9 位，小数不超过 12 位）')
    return Decimal(text)


def _tier_scores(record: Record) -> tuple[tuple[str, Decimal], ...]:
    return tuple((tier, _score(record, tier)) for tier in record.plain())


def _unit(record: Record) -> str:
    unit = _text(record, "unit")
    parts = unit.split("/")
    return unit if all(part.strip() for part in parts) else record.fail("unit", "“公司/部门/班组”这样的单位路径")


def _list(record: Record, key: str) -> list[object]:
    value = record.value(key)
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > _MOST_TIE_VALUES:
        record.fail(key, f"不超过 {_MOST_TIE_VALUES} 项的列表")
    return value


def _texts(record: Record, key: str, most: int) -> list[str]:
    value = record.value(key)
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > most:
        record.fail(key, f"不超过 {most} 项的列表")
    if not all(isinstance(one, str) and one.strip() and len(one) <= _MOST_TEXT for one in value):
        record.fail(key, f"一列文字，每项不超过 {_MOST_TEXT} 个字")
    if len(set(value)) < len(value):
        record.fail(key, "没有重复项的列表")
    return value


def _unit_limit(record: Record) -> UnitLimit:
    record.only("unit", "tier", "minimum", "maximum")
    low, high = record.optional_integer("minimum", 0), record.optional_integer("maximum", 0)
    if low is not None and high is not None and high < low:
        record.fail("maximum", f"不小于 minimum（{low}）的人数")
    return UnitLimit(_unit(record), _named_tier(record), low, high)


def _group_limit(record: Record) -> GroupLimit:
    record.only("group", "tier", "minimum_share", "maximum_share")
    low, high = _read_share(record, "minimum_share"), _read_share(record, "maximum_share")
    if low is not None and high is not None and high < low:
        record.fail("maximum_share", "不小于 minimum_share 的比例")
    return GroupLimit(_text(record, "group"), _named_tier(record), low, high)


def _read_share(record: Record, key: str) -> Fraction | None:
    value = record.value(key)
    if value is not None and len(str(value)) > 40:
        record.fail(key, "不超过 40 个字符的比例")
    return record.share(key)


def _named_tier(record: Record) -> str | None:
    return _text(record, "tier") if "tier" in record else None


def _inclusion(record: Record) -> Inclusion:
    record.only("id", "tier", "reason")
    return Inclusion(_text(record, "id"), _text(record, "reason"), _named_tier(record))


def _exclusion(record: Record) -> Exclusion:
    record.only("id", "reason")
    return Exclusion(_text(record, "id"), _text(record, "reason"))
