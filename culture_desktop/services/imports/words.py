"""Closed words as lists write them: our labels and the other words in use for the same thing."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import CellError, text
from culture_desktop.vocabulary import (
    Attendance,
    BallotChoice,
    EmploymentType,
    MembershipRole,
    OrganisationKind,
    ParticipationRole,
    PersonStatus,
    PoliticalStatus,
    Sex,
    Word,
)

_OTHER_WORDS: dict[Word, tuple[str, ...]] = {
    Sex.MALE: ("男性", "M", "male"),
    Sex.FEMALE: ("女性", "F", "female"),
    EmploymentType.OWN: (
        "合同工",
        "正式",
        "正式工",
        "正式员工",
        "自有",
        "自有员工",
        "在编",
        "全民",
        "集体",
        "劳动合同",
    ),
    EmploymentType.OUTSOURCED: ("外包", "业务外包", "外包员工", "众包员工", "劳务外包"),
    EmploymentType.AGENCY: ("派遣", "派遣制", "派遣工", "劳务派遣工", "劳务"),
    PoliticalStatus.PARTY_MEMBER: ("党员", "中共正式党员", "正式党员", "中国共产党党员"),
    PoliticalStatus.PROBATIONARY: ("预备党员", "中共预备"),
    PoliticalStatus.LEAGUE_MEMBER: ("团员", "共青团", "中国共产主义青年团团员"),
    PoliticalStatus.DEMOCRATIC_LEAGUE: ("民盟",),
    PoliticalStatus.INDEPENDENT: ("无党派民主人士", "无党派"),
    PoliticalStatus.MASSES: ("普通群众", "普通公民", "无"),
    PersonStatus.ACTIVE: ("在岗", "正常", "在册", "是", "试用", "试用期"),
    PersonStatus.LEFT: ("已离职", "辞职", "调出", "离岗", "否"),
    PersonStatus.RETIRED: ("已退休", "离退休"),
    Attendance.ATTENDED: (
        *("已签到", "已到", "到场", "出席", "正常", "参加", "已参加", "是", "√", "迟到", "早退", "出勤"),
        *("✓", "✔", "☑", "1", "到", "Y", "true"),
    ),
    Attendance.ABSENT: (
        *("未到", "未签到", "旷课", "缺勤", "未参加", "否", "×", "✗", "✘", "x", "0", "缺", "旷", "N", "false"),
    ),
    Attendance.EXCUSED: ("已请假", "事假", "病假", "公假", "出差", "事", "病", "假", "休假"),
    Attendance.REGISTERED: ("已报名", "报名成功", "待参加"),
    ParticipationRole.PARTICIPANT: ("参与", "学员", "选手", "队员", "听众", "参加者"),
    ParticipationRole.SPEAKER: ("主讲人", "讲师", "宣讲", "宣讲人"),
    ParticipationRole.HOST: ("组织者", "主持", "主持人", "工作人员"),
    ParticipationRole.VOLUNTEER: ("志愿",),
    BallotChoice.FOR: ("赞成", "支持", "推荐", "选", "是", "√", "✓", "✔", "☑", "○", "〇", "O", "1", "true"),
    BallotChoice.AGAINST: ("反对", "不推荐", "不选", "否", "×", "✗", "✘", "x", "false"),
    BallotChoice.ABSTAIN: ("空", "空白", "/", "-", "0"),
    OrganisationKind.UNIT: ("部门", "科室", "处室", "中心", "公司", "分公司", "机构", "行政", "行政单位"),
    OrganisationKind.TEAM: ("班", "班队", "小组", "团队", "班组站所"),
    OrganisationKind.PARTY: ("党支部", "党委", "党总支", "党总支部", "党小组", "党组", "党"),
    OrganisationKind.UNION: ("工会组织", "工会委员会", "分工会", "工会分会", "工会小组"),
    OrganisationKind.LEAGUE: ("团支部", "团委", "团总支", "团小组", "共青团", "共青团组织", "团"),
    OrganisationKind.WOMEN: ("女工委", "女职工委员会", "妇女委员会", "妇女组织", "妇联"),
    OrganisationKind.PARTNER: ("共建", "和创单位", "合作单位", "结对单位"),
    MembershipRole.MEMBER: ("会员", "党员", "团员", "普通成员", "组员"),
    MembershipRole.SECRETARY: ("党支部书记", "支部书记", "团支部书记", "党委书记", "团委书记"),
    MembershipRole.CHAIR: ("工会主席", "主任", "会长"),
    MembershipRole.DEPUTY_SECRETARY: ("党支部副书记", "支部副书记", "团支部副书记", "党委副书记", "团委副书记"),
    MembershipRole.VICE_CHAIR: ("工会副主席", "副主任", "副会长"),
    MembershipRole.COMMITTEE: (
        "支委",
        "支部委员",
        "工会委员",
        "组织委员",
        "宣传委员",
        "纪检委员",
        "女工委员",
        "经审委员",
        "文体委员",
        "生活委员",
        "青年委员",
    ),
    MembershipRole.LEADER: ("组长", "小组长", "党小组长", "工会小组长", "队长"),
}


class WordParser:
    """Reads a cell as a word of one vocabulary."""

    def __init__(self, words: type[Word]) -> None:
        self._known: dict[str, Word] = {}
        for word in words:
            for written in (word.label, word.value, *_OTHER_WORDS.get(word, ())):
                self._known[written.casefold()] = word
        self._expected = "、".join(word.label for word in words)

    def __call__(self, cell: Cell) -> Word | None:
        """The word, None for an empty cell; raises CellError."""
        written = text(cell)
        if not written:
            return None
        word = self._known.get(written.casefold())
        if word is None:
            raise CellError(f"应为：{self._expected}")
        return word


def shown(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, Word):
        return value.label
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
