"""Every field of a person that can be shown, filtered by, sorted by, written to a file, and some that can be edited.

Fields a unit keeps beside the program's own go by ``extra:`` and their name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from culture_desktop.vocabulary import EmploymentType, PersonStatus, PoliticalStatus, Sex, Word

EXTRA = "extra:"


class FieldKind(Enum):
    """What sort of value a field holds, and so how it is asked for, edited and compared."""

    TEXT = auto()
    WORD = auto()
    FLAG = auto()
    DATE = auto()
    NUMBER = auto()
    UNIT = auto()
    MEMBERSHIP = auto()
    SOURCE = auto()


@dataclass(frozen=True)
class PersonField:
    """``title`` in the window, ``written`` where files say it otherwise, ``measure`` behind numbers.

    ``editable`` in the list; ``shared`` by several people, so that it can be set for all of them at once.
    """

    key: str
    title: str
    kind: FieldKind = FieldKind.TEXT
    words: type[Word] | None = None
    written: str = ""
    measure: str = ""
    editable: bool = False
    shared: bool = False
    required: bool = False

    @property
    def column_title(self) -> str:
        """The title in files, by which an import knows the column again."""
        return self.written or self.title

    @property
    def extra_name(self) -> str:
        """The name of a field of the unit's own, else nothing."""
        return self.key.removeprefix(EXTRA) if self.key.startswith(EXTRA) else ""


def _entered(
    key: str, title: str, kind: FieldKind = FieldKind.TEXT, words: type[Word] | None = None, *, written: str = ""
) -> PersonField:
    own = key in ("number", "name", "phone", "resident_id")
    required = key in ("number", "name", "employment", "status", "front_line", "manager")
    return PersonField(key, title, kind, words, written, editable=True, shared=not own, required=required)


_ALL = (
    _entered("number", "工号"),
    _entered("name", "姓名"),
    _entered("sex", "性别", FieldKind.WORD, Sex),
    PersonField("age", "年龄", FieldKind.NUMBER, measure="岁"),
    _entered("birth_date", "出生日期", FieldKind.DATE),
    _entered("resident_id", "身份证号"),
    _entered("phone", "手机"),
    _entered("unit", "单位", FieldKind.UNIT, written="部门"),
    PersonField("unit_since", "到单位日期", FieldKind.DATE),
    _entered("position", "岗位"),
    _entered("employment", "用工性质", FieldKind.WORD, EmploymentType),
    _entered("front_line", "一线", FieldKind.FLAG, written="是否一线"),
    _entered("manager", "管理岗", FieldKind.FLAG, written="是否管理岗"),
    _entered("political_status", "政治面貌", FieldKind.WORD, PoliticalStatus),
    _entered("hire_date", "入职日期", FieldKind.DATE),
    PersonField("seniority", "司龄", FieldKind.NUMBER, measure="年"),
    _entered("contract_ends", "合同到期日", FieldKind.DATE),
    _entered("status", "状态", FieldKind.WORD, PersonStatus),
    PersonField("left_on", "离开日期", FieldKind.DATE),
    PersonField("memberships", "组织", FieldKind.MEMBERSHIP, written="所在组织"),
    PersonField("source", "名单来源", FieldKind.SOURCE),
    PersonField("participations", "今年参与", FieldKind.NUMBER, measure="场"),
    PersonField("honours", "荣誉", FieldKind.NUMBER, measure="项"),
)
FIELDS: dict[str, PersonField] = {field.key: field for field in _ALL}


def field_of(key: str) -> PersonField:
    """The field with a key; KeyError for one that there is not."""
    if key.startswith(EXTRA) and len(key) > len(EXTRA):
        return PersonField(key, key.removeprefix(EXTRA), editable=True, shared=True)
    return FIELDS[key]


def all_fields(extra: Iterable[str] = ()) -> tuple[PersonField, ...]:
    """The program's fields, then the unit's own by name."""
    return (*_ALL, *(field_of(EXTRA + name) for name in extra))
