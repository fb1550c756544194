"""What can be imported from which page, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from culture_desktop.vocabulary import ListKind


@dataclass(frozen=True)
class KindWords:
    """How a kind of list is spoken of.

    ``title`` heads the page, ``list_name`` is what the user has in hand, ``sentence`` what becomes of it; ``unit``
    counts its rows. ``new_record`` is what an undecided row may become beside one of its candidates, if it may.
    ``corrected`` names what changed rows correct where that takes a reason. ``into`` says that the rows go into an
    activity or a campaign.
    """

    title: str
    list_name: str
    sentence: str
    unit: str
    new_record: str = ""
    corrected: str = ""
    into: bool = False


@dataclass(frozen=True)
class Place:
    """A page that imports are asked for on: its key, its name, and the kinds of lists that make sense there."""

    page: str
    crumb: str
    kinds: tuple[ListKind, ...]


@dataclass(frozen=True)
class ImportOrder:
    """What another page asks for; without a ``kind`` the file tells what it holds. ``into`` is a code."""

    kind: ListKind | None = None
    into: str = ""


WORDS: Mapping[ListKind, KindWords] = {
    ListKind.PERSON: KindWords("导入名册", "名册", "新人员加入，已有的逐项更新", "人", new_record="新人员"),
    ListKind.ORGANISATION: KindWords("导入组织机构", "组织机构表", "单位、班组、党团工会，含上下级", "个"),
    ListKind.MEMBERSHIP: KindWords("导入组织关系", "组织关系表", "谁在哪个支部或工会，什么职务", "条"),
    ListKind.CONDUCT: KindWords(
        "导入文明行为记录", "文明行为记录表", "哪天、依据哪条规范、加分或扣分", "条", corrected="文明行为记录"
    ),
    ListKind.PARTICIPATION: KindWords("导入报名", "报名表或签到表", "每人一行：报名、签到、成绩", "人", into=True),
    ListKind.SESSION: KindWords("导入多场次签到", "多场次签到表", "每人一行，每场一列：1、2、3 …", "人", into=True),
    ListKind.NOMINATION: KindWords("导入推荐表", "推荐表", "各单位交回的推荐表，可以一次选多个文件", "个", into=True),
    ListKind.OPINION: KindWords("导入部门意见", "征求意见表", "各部门答复的意见，可以一次选多个文件", "条", into=True),
    ListKind.SCORE: KindWords("导入评分", "评分表", "每位评委给每个评分项的分数", "条", corrected="评分", into=True),
    ListKind.BALLOT: KindWords(
        "导入选票", "选票汇总", "每张票对每个人选：同意、不同意、弃权", "张", corrected="选票", into=True
    ),
    ListKind.HONOUR: KindWords("导入历年荣誉", "历年荣誉名单", "往年谁获得过什么荣誉，供资格审查", "项"),
}
PEOPLE = Place("people", "人员", (ListKind.PERSON, ListKind.ORGANISATION, ListKind.MEMBERSHIP, ListKind.CONDUCT))
ACTIVITIES = Place("activities", "活动", (ListKind.PARTICIPATION, ListKind.SESSION))
AWARDS = Place(
    "awards", "评选", (ListKind.NOMINATION, ListKind.OPINION, ListKind.SCORE, ListKind.BALLOT, ListKind.HONOUR)
)
