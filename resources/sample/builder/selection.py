"""Who is put forward for the awards, who won before, who judges, and the scores."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from builder.company import NAME, TODAY, UNITS
from builder.featured import FEATURED
from builder.people import SEED, Person

STAR, MASTER, TEAM = "心级之星", "心级达人", "心级班组"
AS_OF = date(2026, 10, 31)
NOTICE_FROM, AWARDED_ON = date(2026, 11, 11), date(2026, 11, 19)
EARLIER_DAYS = {2024: date(2024, 12, 20), 2025: date(2025, 12, 19)}
SEATS = {STAR: 10, MASTER: 40}
PERSONS = 90
_MANAGERS = 13
_MOST_OF_UNIT = 5
# Strong teams put forward more than may win, so that the cap on a unit is felt.
_STRONG = {"众包·外呼坐席组": 7, "客户服务三班": 7}
_OFFICE_SHARE = 0.3
# Where a complaint about service can arise.
_COUNTERS = ("客户服务二班", "城西供电营业厅", "青溪供电所", "云岭供电所")
_CRITERION = "评委评审"
_JUDGES = ("客户服务部", "营业管理部", "计量部", "配网运维部", "乡镇供电部", "众包后勤服务部")
_UNION_CHAIR = "工会主席"
TEAMS = (
    ("客户服务部/客户服务三班", 94.1, "全年一次解决率居各班之首，夜班互助制度被全中心采用。"),
    ("客户服务部/客户服务一班", 93.2, "创办“夜班的一盏灯”品牌，带教新坐席 16 人无一流失。"),
    ("客户服务部/众包·外呼坐席组", 92.4, "与客户服务三班结对，外呼满意度由 88% 升至 95%。"),
    ("营业管理部/城东供电营业厅", 92.8, "适老化改造试点营业厅，全年零有责投诉。"),
    ("计量部/装表接电班", 91.7, "报装接电平均用时缩短 1.6 天，技能竞赛团体第一。"),
    ("配网运维部/配网抢修一班", 93.6, "迎峰度夏抢修 412 次，平均到场 23 分钟。"),
    ("乡镇供电部/石桥供电所", 90.9, "上门服务偏远村组 260 户，台区线损持续下降。"),
    ("众包后勤服务部/众包·物业服务组", 89.8, "把职工食堂做成“家的味道”，满意度测评全年第一。"),
)
EARLIER_TEAMS = {
    2024: ("配网运维部/带电作业班", "营业管理部/城西供电营业厅", "计量部/计量检定班"),
    2025: ("客户服务部/客户服务二班", "乡镇供电部/青溪供电所", "配网运维部/配网运检班"),
}
# Honours of other kinds bar nobody: the rule names its titles.
OTHER_HONOURS = (
    ("YC-2017-1076", "服务明星", date(2026, 5, 8)),
    ("YC-2014-1037", "百星标兵", date(2025, 12, 19)),
    ("YC-2020-1115", "抢修能手", date(2025, 9, 12)),
    ("YC-2022-1141", "青年岗位能手", date(2026, 5, 4)),
)
_REASONS = (
    "{years}年坚守{post}岗位，主动回访困难客户，全年收到书面表扬 {n} 次。",
    "带教新人 {n} 名，编写的岗位口诀在班组内推广。",
    "抢险值守随叫随到，迎峰度夏期间连续 {n} 次参加夜间保供电。",
    "提出改进建议 {n} 条，其中两条已写入班组作业细则。",
    "坚持为独居老人上门服务，累计 {n} 户，群众称为“自家人”。",
    "全年零差错、零投诉，业务抽检 {n} 次全部优秀。",
    "主动承担跨班组协调，促成疑难工单 {n} 件闭环。",
    "利用休息时间参加志愿服务 {n} 次，事迹在班组讲述。",
)


@dataclass(frozen=True)
class Nominee:
    """A person put forward; ``story`` says why the eligibility check will refuse, empty when it should not."""

    person: Person
    merit: float
    reason: str
    story: str = ""


@dataclass(frozen=True)
class Selection:
    """Everything of the campaign that does not come out of the data."""

    nominees: tuple[Nominee, ...]
    earlier: dict[int, dict[str, tuple[Person, ...]]]
    judges: tuple[Person, ...]

    @property
    def told(self) -> dict[str, str]:
        """Number -> story of the nominees who have one."""
        return {one.person.number: one.story for one in self.nominees if one.story}


def make_selection(people: tuple[Person, ...]) -> Selection:
    """Chooses nominees, so that caps, shares and every eligibility rule have something to do."""
    random = Random(f"{SEED} selection")
    judges = _judges(people)
    drawn = _draw(random, people, {judge.number for judge in judges})
    stories = _stories(random, drawn)
    merits = {one.number: one.merit for one in FEATURED if one.merit is not None}
    nominees = tuple(
        Nominee(p, merits.get(p.number) or _merit(random, p), _reason(random, p), stories.get(p.number, ""))
        for p in drawn
    )
    return Selection(nominees, _earlier(random, people, nominees, judges), judges)


def _judges(people: tuple[Person, ...]) -> tuple[Person, ...]:
    chair = next(person for person in people if person.post == _UNION_CHAIR)
    heads = [
        next(person for person in people if person.unit.path == f"{NAME}/{department}" and person.post == "部门主任")
        for department in _JUDGES
    ]
    return (chair, *heads)


def _draw(random: Random, people: tuple[Person, ...], judges: set[str]) -> list[Person]:
    """Featured nominees, enough managers to feel their share, and others from every unit."""
    featured = {one.number for one in FEATURED}
    drawn = [p for p in people if any(one.number == p.number and one.merit is not None for one in FEATURED)]
    # Nobody of a department's own staff: their cap would be the cap of all teams below.
    above = {unit.path.rpartition("/")[0] for unit in UNITS}
    free = [p for p in people if p.number not in featured | judges and p.unit.path not in above]
    random.shuffle(free)
    newcomers = [p for p in free if p.hired.year == TODAY.year and not p.manager][:3]
    settled = [p for p in free if p.hired.year <= TODAY.year - 3]
    managers = [p for p in settled if p.manager][: _MANAGERS - sum(p.manager for p in drawn)]
    drawn += newcomers + managers
    # The strong teams, then one from every unit, then by lot up to what a unit may put forward.
    workers = [p for p in settled if not p.manager and (p.front_line or random.random() < _OFFICE_SHARE)]
    for person in workers:
        if person not in drawn and _count(drawn, person) < _STRONG.get(person.unit.name, 0):
            drawn.append(person)
    for most in range(1, _MOST_OF_UNIT + 1):
        for person in workers:
            if len(drawn) < PERSONS and person not in drawn and _count(drawn, person) < most:
                drawn.append(person)
    order = {unit.path: position for position, unit in enumerate(UNITS)}
    return sorted(drawn, key=lambda p: (order[p.unit.path], p.number))


def _count(drawn: list[Person], person: Person) -> int:
    return sum(one.unit == person.unit for one in drawn)


def _stories(random: Random, drawn: list[Person]) -> dict[str, str]:
    featured = {one.number for one in FEATURED}
    plain = [p for p in drawn if p.number not in featured and not p.manager and p.hired.year < TODAY.year]
    random.shuffle(plain)
    told = {p.number: "newcomer" for p in drawn if p.hired.year == TODAY.year}
    told["YC-2012-1041"] = "veto"
    kinds = (
        "veto",
        "star 2025",
        "master 2025",
        "master 2025",
        "star 2024",
        "master 2024",
        *["seldom"] * 3,
        "one-sided",
    )
    # Only the long-serving can have won before.
    for kind in kinds:
        person = next(
            p
            for p in plain
            if p.number not in told and p.hired.year <= TODAY.year - 6 and (kind != "veto" or p.unit.name in _COUNTERS)
        )
        told[person.number] = kind
    return told


def _merit(random: Random, person: Person) -> float:
    return random.uniform(89.5, 93.8) if person.manager else random.triangular(84.0, 94.0, 90.0)


def _reason(random: Random, person: Person) -> str:
    years = TODAY.year - person.hired.year
    template = random.choice(_REASONS[1:] if years < 3 else _REASONS)
    return template.format(years=years, post=person.post, n=random.randint(3, 28))


def _earlier(
    random: Random, people: tuple[Person, ...], nominees: tuple[Nominee, ...], judges: tuple[Person, ...]
) -> dict[int, dict[str, tuple[Person, ...]]]:
    """The winners of 2024 and 2025: those nominees whose story it is, and others who are not put forward now."""
    taken = {one.person.number for one in nominees} | {one.number for one in FEATURED} | {j.number for j in judges}
    found: dict[int, dict[str, tuple[Person, ...]]] = {}
    for year, day in EARLIER_DAYS.items():
        found[year] = {}
        for title, word in ((STAR, "star"), (MASTER, "master")):
            again = [one.person for one in nominees if one.story == f"{word} {year}"]
            free = [p for p in people if p.number not in taken and p.hired.year < day.year - 1]
            chosen = again + random.sample(free, SEATS[title] - len(again))
            taken |= {p.number for p in chosen}
            found[year][title] = tuple(sorted(chosen, key=lambda p: p.number))
    return found


@dataclass(frozen=True)
class ScoreRow:
    """One line of a judge's sheet; ``points`` None for 回避."""

    number: str
    name: str
    criterion: str
    points: Decimal | None


def score_sheets(selection: Selection) -> dict[str, tuple[ScoreRow, ...]]:
    """Judge's name -> the lines of the sheet. A judge leaves out nobody, but keeps clear of the own department."""
    random = Random(f"{SEED} scores")
    subjects = [(n.person.number, n.person.name, n.person.unit.department, n.merit) for n in selection.nominees]
    for path, merit, _ in TEAMS:
        subjects.append((f"{NAME}/{path}", path.rpartition("/")[2], path.split("/")[0], merit))
    sheets = {}
    for judge in selection.judges:
        strictness, spread = random.uniform(-1.6, 0.9), random.uniform(0.9, 1.7)
        rows = []
        for number, name, department, merit in subjects:
            seen = min(99.0, max(60.0, random.gauss(merit + strictness, spread)))
            points = None if department == judge.unit.department else Decimal(round(seen * 20)) / 20
            rows.append(ScoreRow(number, name, _CRITERION, points))
        sheets[judge.name] = tuple(rows)
    return sheets
