"""Damaged pages in words: which people, activities and records they hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from culture_desktop.database.pages.cells import Value
from culture_desktop.database.pages.hits import Hit, Hold
from culture_desktop.database.soundness import Columns

_NAMED = 6
_TABLES = {
    "organisation": "组织",
    "brand": "活动品牌",
    "membership": "组织关系",
    "joint_host": "联合主办",
    "attachment": "照片和附件的登记",
    "campaign": "评选",
    "tier": "奖项",
    "criterion": "评分项",
    "eligibility_rule": "资格条件",
    "veto": "一票否决",
    "nomination": "推荐",
    "score": "评分",
    "selection_run": "拟定名单的过程",
    "honour": "荣誉",
    "certificate": "证书",
    "issued_document": "文书登记",
    "setting": "设置",
    "history_entry": "历史记录",
    "history_change": "历史记录",
    "ledger_link": "评选存证",
}
# Ids to what people call them.
Names = Callable[[Sequence[int]], Mapping[int, str]]


def phrases(hits: Sequence[Hit], columns: Columns, people: Names, activities: Names) -> Iterator[str]:
    """One phrase for each kind of thing, those that matter most first."""
    by_table: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.hold is Hold.ROWS and hit.tree is not None:
            by_table.setdefault(hit.tree.table, []).append(hit)
    if found := by_table.pop("person", []):
        yield _listed("人员", _people(found, columns), "人")
    if found := by_table.pop("activity", []):
        yield _listed("活动", _activities(found, columns), "项")
    if found := by_table.pop("participation", []):
        yield _listed("参与记录，涉及", _taking_part(found, people), "人")
    words: dict[str, list[Hit]] = {}
    for table, found in by_table.items():
        words.setdefault(_TABLES.get(table, "程序内部资料"), []).extend(found)
    for word, found in words.items():
        whose = [*_owners(found, columns, "person_id", people), *_owners(found, columns, "activity_id", activities)]
        yield _listed(f"{word}，涉及", whose, "") if whose else word
    yield from _without_rows(hits)


def _without_rows(hits: Sequence[Hit]) -> Iterator[str]:
    sentences = {
        Hold.INDEX: "索引（由数据而来，人员和活动等内容不受影响）",
        Hold.SCHEMA: "数据文件的结构",
        Hold.FREE_LIST: "空闲空间的登记",
        Hold.FREE: "空闲空间（没有内容，不受影响）",
        Hold.UNKNOWN: "查不出存放什么内容的数据页",
    }
    for hold, sentence in sentences.items():
        if any(hit.hold is hold for hit in hits):
            yield sentence


def _people(hits: Sequence[Hit], columns: Columns) -> list[str]:
    found: dict[int, str] = {}
    for hit in hits:
        names, numbers = columns(hit, "name"), columns(hit, "number")
        for person in sorted(names.keys() | numbers.keys()):
            found[person] = f"{_text(names.get(person))}（工号 {_text(numbers.get(person)) or '不明'}）"
    return list(found.values())


def _activities(hits: Sequence[Hit], columns: Columns) -> list[str]:
    found: dict[int, str] = {}
    for hit in hits:
        codes, titles = columns(hit, "code"), columns(hit, "title")
        for activity in sorted(codes.keys() | titles.keys()):
            found[activity] = f"{_text(codes.get(activity))}“{_text(titles.get(activity))}”"
    return list(found.values())


def _taking_part(hits: Sequence[Hit], people: Names) -> list[str]:
    """Rows are sorted by person: those between the first and the last key of a page."""
    ids: set[int] = set()
    for hit in hits:
        low, high = _first(hit.low, 0), _first(hit.high, 2**62)
        ids.update(people(range(low, high + 1)))
    return list(people(sorted(ids)).values())


def _owners(hits: Sequence[Hit], columns: Columns, column: str, names: Names) -> list[str]:
    ids = {value for hit in hits for value in columns(hit, column).values() if isinstance(value, int)}
    return list(names(sorted(ids)).values())


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _first(key: tuple[Value, ...] | None, otherwise: int) -> int:
    return key[0] if key and isinstance(key[0], int) else otherwise


def _listed(what: str, names: Sequence[str], unit: str) -> str:
    separator = "" if what.endswith("涉及") else "："
    if not names:
        return what.removesuffix("，涉及")
    shown = "、".join(names[:_NAMED])
    return f"{what}{separator}{shown}" + (f" 等 {len(names)} {unit}".rstrip() if len(names) > _NAMED else "")
