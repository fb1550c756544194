"""What tables and their columns are called, and stored values in words: the one place for both.

A column without a title is not shown. ``LEFT_OUT`` names those on purpose, so that a new one is not forgotten.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, DateTime, String

from culture_desktop.database.triggers import logged_tables
from culture_desktop.errors import RuleInvalidError
from culture_desktop.models.base import Fixed, WordType
from culture_desktop.rules import masking
from culture_desktop.rules.eligibility import rule_from_dict
from culture_desktop.services.settings import TITLES as SETTINGS


@dataclass(frozen=True)
class TableWords:
    """``columns`` are shown in this order; ``subject`` are those that say which row it is.

    ``name`` is what other rows call it by, where that is less than its subject.
    """

    title: str
    subject: tuple[str, ...]
    columns: Mapping[str, str]
    name: tuple[str, ...] = ()


TABLES: Mapping[str, TableWords] = {
    "person": TableWords(
        "人员",
        ("name",),
        {
            "number": "工号",
            "name": "姓名",
            "sex": "性别",
            "birth_date": "出生日期",
            "resident_id": "身份证号",
            "phone": "电话",
            "unit_id": "单位",
            "position": "岗位",
            "employment": "用工性质",
            "front_line": "一线",
            "manager": "干部",
            "political_status": "政治面貌",
            "hire_date": "入职日期",
            "status": "状态",
            "extra": "其他",
        },
    ),
    "organisation": TableWords("组织", ("full_name",), {"name": "名称", "kind": "类别", "parent_id": "上级"}),
    "brand": TableWords("党建品牌", ("name",), {"name": "名称", "slogan": "口号", "owner_id": "所属组织"}),
    "membership": TableWords(
        "组织关系",
        ("person_id", "organisation_id"),
        {"person_id": "人员", "organisation_id": "组织", "role": "职务", "starts": "开始", "ends": "结束"},
    ),
    "activity": TableWords(
        "活动",
        ("title",),
        {
            "code": "编号",
            "title": "名称",
            "layer": "层面",
            "mechanism": "机制",
            "account": "账户",
            "kind": "类别",
            "host_id": "主办",
            "brand_id": "品牌",
            "starts": "开始",
            "ends": "结束",
            "place": "地点",
            "capacity": "名额",
            "budget": "预算（元）",
            "state": "状态",
            "summary": "总结",
        },
    ),
    "joint_host": TableWords(
        "联办单位", ("activity_id", "organisation_id"), {"activity_id": "活动", "organisation_id": "单位"}
    ),
    "participation": TableWords(
        "参与记录",
        ("person_id", "activity_id"),
        {
            "person_id": "人员",
            "activity_id": "活动",
            "role": "角色",
            "attendance": "签到",
            "registered_at": "报名时间",
            "attended_at": "签到时间",
            "hours": "时长（小时）",
            "result": "成绩",
            "note": "备注",
        },
    ),
    "attachment": TableWords(
        "照片和附件",
        ("file_name", "activity_id"),
        {"activity_id": "活动", "kind": "类别", "file_name": "文件", "caption": "说明"},
    ),
    "campaign": TableWords(
        "评选",
        ("title",),
        {
            "code": "编号",
            "title": "名称",
            "period_from": "评选期开始",
            "period_to": "评选期结束",
            "as_of": "计算日期",
            "notice_days": "公示工作日",
            "notice_from": "公示开始",
            "notice_to": "公示截止",
            "source": "规则出处",
        },
    ),
    "tier": TableWords(
        "奖项",
        ("name", "campaign_id"),
        {"campaign_id": "评选", "name": "名称", "kind": "对象", "seats": "名额"},
        name=("name",),
    ),
    "criterion": TableWords(
        "评分项",
        ("name", "campaign_id"),
        {"campaign_id": "评选", "kind": "对象", "name": "名称", "source": "分数来源", "weight": "权重"},
        name=("name",),
    ),
    "eligibility_rule": TableWords("资格条件", ("campaign_id",), {"campaign_id": "评选", "rule": "条件"}),
    "veto": TableWords(
        "一票否决",
        ("person_id", "campaign_id"),
        {
            "campaign_id": "评选",
            "person_id": "人员",
            "reason": "事由",
            "evidence": "依据",
            "decided_on": "决定日期",
        },
    ),
    "nomination": TableWords(
        "推荐",
        ("person_id", "team_id", "campaign_id"),
        {"campaign_id": "评选", "person_id": "人员", "team_id": "集体", "reason": "推荐理由"},
        name=("person_id", "team_id"),
    ),
    "score": TableWords(
        "评分",
        ("nomination_id", "criterion_id", "judge"),
        {"nomination_id": "推荐对象", "criterion_id": "评分项", "judge": "评委", "points": "分数", "recused": "回避"},
    ),
    "selection_run": TableWords(
        "拟定名单",
        ("campaign_id",),
        {"campaign_id": "评选", "made_at": "拟定时间", "digest": "数据摘要", "confirmed": "已确认"},
    ),
    "honour": TableWords(
        "荣誉",
        ("person_id", "team_id", "title"),
        {
            "person_id": "人员",
            "team_id": "集体",
            "tier_id": "奖项",
            "title": "荣誉",
            "granted_on": "授予日期",
            "score": "得分",
        },
    ),
    "certificate": TableWords("证书", ("honour_id", "number"), {"honour_id": "荣誉", "number": "编号"}),
    "issued_document": TableWords(
        "文书",
        ("title",),
        {
            "kind": "种类",
            "title": "标题",
            "year": "年度",
            "sequence": "期号",
            "campaign_id": "评选",
            "activity_id": "活动",
            "file_name": "文件",
            "pages": "页数",
            "made_at": "生成时间",
        },
    ),
    "setting": TableWords("设置", ("key",), {"value": "内容"}),
}
# Derived from others, shown by the table's order, or set by a template and never changed by hand.
LEFT_OUT = frozenset(
    {"id", "created_at", "changed_at", "pinyin", "initials", "stroke_key", "search_text"}
    | {"path", "full_name", "position", "sha256", "limits", "parameters", "result", "key"}
)
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


def _setting(stored: str) -> str:
    return str(json.loads(stored))


_COLUMNS = {(table.name, column.name): column for table in logged_tables() for column in table.columns}
_SPECIAL: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("organisation", "full_name"): lambda path: path.partition("/")[2] or path,
    ("person", "phone"): masking.phone,
    ("person", "resident_id"): masking.resident_id,
    ("person", "extra"): _extra,
    ("eligibility_rule", "rule"): _rule,
    ("setting", "key"): lambda key: SETTINGS.get(key, key),
    ("setting", "value"): _setting,
    ("selection_run", "digest"): lambda digest: f"{digest[:12]}…",
}
