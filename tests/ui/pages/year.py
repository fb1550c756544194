"""A year of activities on a real database file, for the tests of pages and for looking at them.

The people are invented: names are made from common parts by counting.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from PIL import Image, ImageDraw

from culture_desktop.database import Database
from culture_desktop.services.activities.rows import ActivityDraft
from culture_desktop.services.activities.service import ActivityService
from culture_desktop.services.organisations import OrganisationService
from culture_desktop.services.people.rows import PersonDraft
from culture_desktop.services.people.service import PeopleService
from culture_desktop.vocabulary import (
    Account,
    ActivityKind,
    ActivityState,
    Attendance,
    EmploymentType,
    Layer,
    OrganisationKind,
    mechanisms_of,
)

TODAY = date(2026, 11, 23)
ROOT = "云川供电服务中心"
TEAMS = (
    "客户服务部/客户服务一班",
    "客户服务部/客户服务二班",
    "客户服务部/客户服务三班",
    "客户服务部/众包·外呼坐席组",
    "计量中心/装表接电班",
    "计量中心/计量检定班",
    "营销部/营销稽查班",
    "配网抢修中心/配网抢修一班",
    "配网抢修中心/配网抢修二班",
    "营业厅管理部/城东供电营业厅",
    "营业厅管理部/城西供电营业厅",
    "机关综合支部",
)
_SURNAMES = [
    "欧阳",
    "陈",
    "林",
    "周",
    "尉迟",
    "诸葛",
    "上官",
    "王",
    "李",
    "张",
    "刘",
    "杨",
    "赵",
    "黄",
    "吴",
    "徐",
    "孙",
    "胡",
    "朱",
    "高",
    "司徒",
    "单",
]
_GIVEN = [
    "䶮",
    "𬭎",
    "婉清",
    "建国",
    "敬安",
    "晓棠",
    "文斐",
    "雅澜",
    "立群",
    "明",
    "志远",
    "思源",
    "海燕",
    "俊杰",
    "雪莹",
    "卫东",
    "佳怡",
    "子轩",
    "丽华",
    "鹏",
]
_TITLES = (
    "主题党日：安全警示教育",
    "“匠心杯”服务礼仪岗位练兵",
    "大走访：城西营业厅",
    "文明客服人行为规范宣贯",
    "幸福1+1：重阳慰问",
    "标兵讲故事：平凡岗位上的二十年",
    "众包员工同堂培训与同台竞技启动会",
    "客服节",
)


@dataclass(frozen=True)
class Year:
    """The database with its services and the ids of what was made."""

    database: Database
    people: PeopleService
    organisations: OrganisationService
    activities: ActivityService
    person_ids: tuple[int, ...]
    activity_ids: tuple[int, ...]


def build_year(path: Path, *, people: int = 36, through: int = 11) -> Year:
    """An organisation of twelve teams, its people, and one activity a layer and month up to ``through``."""
    database = Database.open(path)
    organisations = OrganisationService(database)
    units = [organisations.ensure(f"{ROOT}/{team}", _kind(team)).value for team in TEAMS]
    organisations.ensure("中心工会", OrganisationKind.UNION)
    organisations.ensure("中心团支部", OrganisationKind.LEAGUE)
    organisations.ensure("客服联合党支部", OrganisationKind.PARTY)
    service = PeopleService(database)
    ids = [service.create(_person(at, units[at % len(units)])).value for at in range(people - 1)]
    long_name = PersonDraft("YC-9999", "买买提江·阿不都热西提", unit_id=units[3], employment=EmploymentType.OUTSOURCED)
    ids.append(service.create(long_name).value)
    activities = ActivityService(database)
    made = []
    for month in range(1, through + 1):
        for at, layer in enumerate(Layer):
            made.append(_hold(activities, month, at, layer, tuple(ids)))
    return Year(database, service, organisations, activities, tuple(ids), tuple(made))


def picture_file(path: Path, colour: str = "#8C3B2E", size: tuple[int, int] = (1200, 800)) -> Path:
    """A picture that a person can tell from others."""
    image = Image.new("RGB", size, colour)
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((size[0] // 6, size[1] // 8, size[0] * 5 // 6, size[1] // 3), fill="#F1E6D0")
    for at in range(6):
        left = size[0] * (at + 1) // 8
        drawing.ellipse((left, size[1] // 2, left + size[0] // 10, size[1] * 3 // 4), fill="#E0B98F")
    image.save(path)
    return path


def _kind(team: str) -> OrganisationKind:
    return OrganisationKind.TEAM if team.endswith(("班", "组")) else OrganisationKind.UNIT


def _person(at: int, unit_id: int) -> PersonDraft:
    name = _SURNAMES[at % len(_SURNAMES)] + _GIVEN[at * 7 % len(_GIVEN)]
    return PersonDraft(
        number=f"YC-{at:04d}",
        name=name,
        unit_id=unit_id,
        employment=EmploymentType.OUTSOURCED if at % 12 == 3 else EmploymentType.OWN,
        front_line=at % 3 != 0,
        hire_date=date(2006 + at % 15, 1 + at % 12, 1 + at % 28),
    )


def _hold(service: ActivityService, month: int, at: int, layer: Layer, ids: tuple[int, ...]) -> int:
    starts = datetime(2026, month, (9, 19, 23, 25)[at], 19) if month == 11 else datetime(2026, month, 5 + 6 * at, 15)
    past = starts.date() < TODAY
    mechanisms = mechanisms_of(layer)
    draft = ActivityDraft(
        code=service.next_code(2026),
        title=_TITLES[(month + at * 3) % len(_TITLES)],
        layer=layer,
        mechanism=mechanisms[month % len(mechanisms)],
        kind=tuple(ActivityKind)[(month + at) % len(ActivityKind)],
        starts=starts,
        ends=starts + timedelta(hours=2),
        account=Account.GROWTH if layer is Layer.BEHAVIOUR else None,
        host_id=None,
        place="中心三楼职工之家多功能厅",
        budget=Decimal("6800.00"),
        state=ActivityState.ARCHIVED if past and month < 11 else ActivityState.SIGN_UP,
        summary="职工踊跃参加，气氛热烈。" if past and month < 10 else "",
    )
    activity_id = service.create(draft).value
    # Each team has months in which it is left out, so that the map has gaps.
    taking_part = [person for place, person in enumerate(ids) if (place % 12 + month + at) % 5 and (place + at) % 3]
    taking_part = [*(person for person in taking_part if person != ids[-1]), ids[-1]]
    service.add_people(activity_id, taking_part)
    if past:
        half = len(taking_part) * 9 // 10 if month < 10 else len(taking_part) - 3
        service.set_attendance(activity_id, taking_part[:half], Attendance.ATTENDED)
        service.set_attendance(activity_id, taking_part[half:-1], Attendance.EXCUSED)
    return activity_id
