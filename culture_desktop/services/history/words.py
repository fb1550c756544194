"""Stored values in words."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, DateTime, String

from culture_desktop.database.triggers import logged_tables
from culture_desktop.documents.briefings.blocks import texts
from culture_desktop.documents.briefings.reading import trusted_blocks
from culture_desktop.errors import BriefingTooNewError, ProfileBrokenError, RuleInvalidError
from culture_desktop.models.base import Fixed, WordType
from culture_desktop.rules import masking
from culture_desktop.rules.eligibility import rule_from_dict
from culture_desktop.rules.limits import limits_from_dict
from culture_desktop.rules.procedure import SCORING, TIE_RULES, procedure_from_dict
from culture_desktop.rules.records import Record
from culture_desktop.rules.selection.problem import Tier
from culture_desktop.rules.voting_plan import voting_plans
from culture_desktop.services.awards.copy import APPORTIONMENT
from culture_desktop.services.awards.limit_sentences import limit_sentences
from culture_desktop.services.history.titles import TABLES
from culture_desktop.services.settings import TITLES as SETTINGS
from culture_desktop.services.typefaces import TITLES as TYPEFACES
from culture_desktop.services.workdays import KEY as WORKDAYS

_LONG = 255  # characters; shorter columns hold codes, names and titles
_MINUTES = len("2026-11-23 20:41")


def table_title(table: str) -> str:
    """``参与记录``; a table this version does not know keeps its name."""
    return TABLES[table].title if table in TABLES else table


def value_words(table: str, column: str, value: Any, names: Callable[[str, Any], str]) -> str:
    """A value as stored, as people read it; ``names(table, id)`` gives the name of what an id refers to."""
    if value is None or value == "":
        return ""
    if (table, column) in _SPECIAL:
        return _SPECIAL[table, column](value)
    known = _COLUMNS.get((table, column))
    if known is None:
        return str(value)
    parent = next((key.column.table.name for key in known.foreign_keys), None)
    return names(parent, value) if parent else _plain(known, value)


def referred(table: str, row: Mapping[str, Any]) -> set[tuple[str, Any]]:
    """The (table, id) pairs that a row refers to."""
    found = set()
    for column, value in row.items():
        known = _COLUMNS.get((table, column))
        if known is not None and value is not None:
            found |= {(key.column.table.name, value) for key in known.foreign_keys}
    return found


def _plain(column: Column[Any], value: Any) -> str:
    kind = column.type
    if isinstance(kind, WordType):
        word = next((word for word in kind.words if word.value == value), None)
        return str(getattr(word, "label", value))
    if isinstance(kind, Boolean):
        return "是" if value else "否"
    if isinstance(kind, DateTime):
        return str(value)[:_MINUTES]
    if isinstance(kind, Fixed):
        return f"{(Decimal(value).scaleb(-kind.digits)).normalize():f}"
    # What somebody wrote at length may hold a number that nobody else should see.
    return masking.in_text(str(value)) if isinstance(kind, String) and (kind.length or _LONG) >= _LONG else str(value)


def _extra(stored: str) -> str:
    pairs = json.loads(stored)
    return "；".join(f"{key}：{masking.in_text(str(value))}" for key, value in pairs.items())


def _rule(stored: str) -> str:
    try:
        return rule_from_dict(json.loads(stored)).sentence
    except RuleInvalidError:
        return stored


def _procedure(stored: str) -> str:
    held = json.loads(stored)
    known = {key: value for key, value in held.items() if key in (SCORING, TIE_RULES)}
    try:
        procedure = procedure_from_dict(known, "")
        rounds = [plan.sentence for plan in voting_plans(Record(held, ""))]
    except ProfileBrokenError:
        return stored
    quotas = [f"名额分配：{one['sentence']}" for one in held.get(APPORTIONMENT, ())]
    return "；".join((procedure.scoring.sentence, procedure.tie_sentence, *quotas, *rounds))


def _limits(stored: str) -> str:
    try:
        limits = limits_from_dict(json.loads(stored), "")
    except ProfileBrokenError:
        return stored
    _seats, *sentences = limit_sentences(limits, [Tier("", 1)])
    return "；".join(["名额须评满" if limits.exactly else "名额可以空缺", *sentences])


def _parameters(stored: str) -> str:
    held = json.loads(stored)
    words = [f"满 {held['full_at']} 次得满分"] if "full_at" in held else []
    words += [f"基础分 {held['base']}"] if "base" in held else []
    words += [f"满分 {held['maximum']}"] if "maximum" in held else []
    words += [f"{band['name']} {band['lowest']}—{band['highest']}" for band in held.get("bands", ())]
    return "；".join(words)


def _rules(stored: str) -> str:
    return "；".join(_rule(json.dumps(one)) for one in json.loads(stored))


def _listed(stored: str) -> str:
    return "、".join(map(str, json.loads(stored)))


def _parts(stored: str) -> str:
    return "、".join(str(part.get("name", "")) for part in json.loads(stored))


def _agenda(stored: str) -> str:
    return masking.in_text("；".join("：".join(map(str, item.values())) for item in json.loads(stored)))


def _drawn(stored: str) -> str:
    return "，".join(f"{key} {value}" for key, value in json.loads(stored).items())


def _briefing(stored: str) -> str:
    """The words of a briefing without their looks."""
    try:
        return masking.in_text(" ".join(filter(None, texts(trusted_blocks(json.loads(stored))))))
    except BriefingTooNewError:
        return ""


def _setting(stored: str) -> str:
    """A value as it is; of a table of years their count."""
    value = json.loads(stored)
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"已登记 {len(value)} 年" if isinstance(value, dict) else str(value)


_COLUMNS = {(table.name, column.name): column for table in logged_tables() for column in table.columns}
_SPECIAL: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("organisation", "full_name"): lambda path: path.partition("/")[2] or path,
    ("person", "phone"): masking.phone,
    ("person", "resident_id"): masking.resident_id,
    ("person", "extra"): _extra,
    ("objection", "contact"): masking.phone,
    ("campaign", "limits"): _limits,
    ("campaign", "procedure"): _procedure,
    ("criterion", "parameters"): _parameters,
    ("eligibility_rule", "rule"): _rule,
    ("activity", "conditions"): _rules,
    ("activity_session", "doors"): _listed,
    ("contest_round", "procedure"): _procedure,
    ("contest_round", "parts"): _parts,
    ("meeting_minutes", "items"): _agenda,
    ("draw", "parameters"): _drawn,
    ("person_card", "code"): masking.phone,
    ("check_in", "code"): masking.in_text,
    ("briefing", "content"): _briefing,
    ("setting", "key"): lambda key: {**SETTINGS, **TYPEFACES, WORKDAYS: "节假日安排"}.get(key, key),
    ("setting", "value"): _setting,
    ("selection_run", "digest"): lambda digest: f"{digest[:12]}…",
}
