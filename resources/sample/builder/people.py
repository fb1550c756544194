"""The 1,200 people: consistent ages, hire dates, posts and political status."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from builder.company import TODAY, UNITS, YEAR, Unit
from builder.featured import FEATURED, Featured
from builder.names import drawn_names

SEED = "runwu sample year 2026"
_EMPLOYMENT_WORD = {"own": "合同制", "outsourced": "众包", "agency": "劳务派遣"}
# Service anniversaries of December 2026, in the years they were hired.
DECEMBER_HIRES = (2021, 2021, 2021, 2021, 2016, 2016, 2016, 2016, 2016, 2011, 2011, 2011, 2011, 2006, 2006, 2006)
_SMALL_PARTIES = ("民盟盟员", "九三学社社员", "民建会员", "民革党员", "农工党党员", "无党派人士")


@dataclass(frozen=True)
class Person:
    """One person of the sample company; words as they stand in the roster."""

    number: str
    name: str
    woman: bool
    born: date
    unit: Unit
    post: str
    employment: str
    front_line: bool
    manager: bool
    political: str
    hired: date
    phone: str

    @property
    def word(self) -> str:
        """合同制, 众包 or 劳务派遣."""
        return _EMPLOYMENT_WORD[self.employment]

    @property
    def in_party(self) -> bool:
        """Full or probationary member."""
        return self.political in ("中共党员", "中共预备党员")

    def age(self, day: date = TODAY) -> int:
        """Full years on a day."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


def make_people() -> tuple[Person, ...]:
    """Everybody, unit by unit; managers first within a unit."""
    random = Random(f"{SEED} people")
    names = drawn_names(random, {one.name for one in FEATURED})
    people = [person for unit in UNITS for person in _of_unit(random, unit, names)]
    people = _december_anniversaries(random, people)
    return tuple(_numbered(random, people))


def _of_unit(random: Random, unit: Unit, names: dict[bool, Iterator[str]]) -> Iterator[Person]:
    given = sorted((one for one in FEATURED if one.unit == unit.name), key=lambda one: not one.manager)
    places = _places(random, unit, given)
    women = [True] * round(unit.women * unit.people) + [False] * unit.people
    women = women[: unit.people]
    for one in given:
        women.remove(one.woman)
    random.shuffle(women)
    for position, (manager, employment, featured) in enumerate(places):
        if featured is not None:
            yield _featured(random, unit, featured)
            continue
        woman = women.pop()
        hired, born = _career(random, employment, woman, manager)
        post = _managers_post(unit, position) if manager else random.choice(unit.posts)
        line = not manager and random.random() < unit.line
        political = _political(random, employment, manager, born)
        yield Person("", next(names[woman]), woman, born, unit, post, employment, line, manager, political, hired, "")


def _places(random: Random, unit: Unit, given: list[Featured]) -> list[tuple[bool, str, Featured | None]]:
    """Who fills each place: manager or not, on what terms, and a featured person where there is one."""
    terms = ["outsourced"] * unit.outsourced + ["agency"] * unit.agency
    terms += ["own"] * (unit.people - len(terms))
    for one in given:
        terms.remove(one.employment)
    managers = unit.managers - sum(one.manager for one in given)
    # Managers are own staff as far as there are any.
    terms.sort(key=lambda term: term != "own")
    head, rest = terms[:managers], terms[managers:]
    random.shuffle(rest)
    places: list[tuple[bool, str, Featured | None]] = [(True, term, None) for term in head]
    places += [(one.manager, one.employment, one) for one in given]
    return places + [(False, term, None) for term in rest]


def _featured(random: Random, unit: Unit, one: Featured) -> Person:
    born, hired = date.fromisoformat(one.born), date.fromisoformat(one.hired)
    post = one.post or (_managers_post(unit, 1) if one.manager else unit.posts[0])
    line = not one.manager and unit.line > 0.5
    political = _political(random, one.employment, one.manager, born)
    return Person(one.number, one.name, one.woman, born, unit, post, one.employment, line, one.manager, political,
                  hired, "")  # fmt: skip


def _managers_post(unit: Unit, position: int) -> str:
    if unit.lead != "主任":
        return unit.lead if position == 0 else f"副{unit.lead}" if unit.lead == "所长" else unit.lead
    if unit.name == "综合与党群部":
        top = ("中心主任", "党委书记", "副主任", "副主任", "工会主席", "总工程师")
        return top[position] if position < len(top) else "部门主任" if position == len(top) else "高级主管"
    return "部门主任" if position == 0 else "部门副主任" if position <= 2 else "高级主管"


def _career(random: Random, employment: str, woman: bool, manager: bool) -> tuple[date, date]:
    """Hire and birth dates: of age when hired, not past retirement, no manager fresh from school."""
    while True:
        if employment == "own":
            year = YEAR - int(random.triangular(0, 37, 11))
            age = random.choices((19, 20, 21, 22, 23, 24, 25, 26, 28, 31), (3, 4, 7, 20, 20, 12, 12, 8, 3, 2))[0]
        else:
            year = YEAR - int(random.triangular(0, 14, 3))
            age = int(random.triangular(19, 45, 25))
        month = random.choices(range(1, 13), (2, 2, 7, 4, 3, 3, 22, 16, 8, 3, 2, 0))[0]
        hired = date(year, month, random.randint(1, 28))
        born = date(year - age, random.randint(1, 12), random.randint(1, 28))
        grown = hired.year - born.year - ((born.month, born.day) > (hired.month, hired.day)) >= 18
        oldest = 54 if woman else 59
        if grown and hired < date(YEAR, 11, 1) and YEAR - born.year <= oldest and (year <= YEAR - 6 or not manager):
            return hired, born


def _political(random: Random, employment: str, manager: bool, born: date) -> str:
    chance = 0.74 if manager else 0.285 if employment == "own" else 0.05
    if random.random() < chance:
        return "中共预备党员" if not manager and random.random() < 0.08 else "中共党员"
    if YEAR - born.year <= 28 and random.random() < 0.62:
        return "共青团员"
    return random.choice(_SMALL_PARTIES) if random.random() < 0.012 else "群众"


def _december_anniversaries(random: Random, people: list[Person]) -> list[Person]:
    """Moves sixteen hire dates into the December five, ten, fifteen and twenty years ago."""
    free = [n for n, person in enumerate(people) if not person.number]
    moved = list(people)
    for year in DECEMBER_HIRES:
        fits = [n for n in free if abs(people[n].hired.year - year) <= 1 and year - people[n].born.year > 19]
        chosen = random.choice(fits)
        free.remove(chosen)
        moved[chosen] = replace(people[chosen], hired=date(year, 12, random.randint(1, 26)))
    return moved


def _numbered(random: Random, people: list[Person]) -> Iterator[Person]:
    """Numbers by year of hire, ``YC-2014-1037``; telephone numbers from a range that nobody has."""
    taken = {person.number for person in people if person.number}
    digits = random.sample(range(10_000), len(people))
    for person, four in zip(people, digits, strict=True):
        number = person.number
        while not number or (number in taken and not person.number):
            number = f"YC-{person.hired.year}-{random.randint(1, 1399):04d}"
        taken.add(number)
        yield replace(person, number=number, phone=f"1600000{four:04d}")


def hired_before(person: Person, day: date) -> bool:
    """Whether the person had been with the company for a week."""
    return person.hired <= day - timedelta(days=7)
