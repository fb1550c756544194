"""Who takes part in what: how willing people are, and where the year has its gaps."""

from collections.abc import Iterable
from random import Random

from builder.company import UNITS, Unit
from builder.featured import FEATURED
from builder.people import SEED, Person
from builder.selection import TEAMS, Selection

_A, _I, _B, _R = "awareness", "institution", "behaviour", "resources"

# Unit -> layer -> months in which nobody of it takes part. Contractors' teams are forgotten most where rules are
# explained and means handed out: the gap that the coverage map is there to show.
GAPS: dict[str, dict[str, set[int]]] = {
    "众包·外呼坐席组": {_A: {2}, _I: {1, 3, 6, 9, 10, 11}, _B: {2}, _R: {1, 2, 4, 6, 7, 9, 10, 11}},
    "众包·在线客服组": {_I: {1, 5, 10, 11}, _R: {1, 2, 4, 6, 7, 10, 11}},
    "众包·抄表服务组": {_A: {6}, _I: {1, 2, 4, 7, 10, 11}, _R: {1, 3, 6, 8, 9, 11}},
    "众包·配网施工组": {_A: {4, 10}, _I: {2, 3, 5, 6, 7, 9, 10, 11}, _R: {1, 2, 3, 4, 6, 7, 8, 11}},
    "众包后勤服务部": {_I: {1, 4, 5, 7, 9, 10, 11}, _R: {1, 4, 7, 8, 10, 11}},
    "众包·车辆驾驶组": {_A: {3, 7}, _I: {1, 3, 4, 5, 7, 9, 10, 11}, _R: {1, 3, 4, 7, 8, 9, 10, 11}},
    "众包·物业服务组": {_A: {2, 8}, _I: {1, 2, 4, 5, 7, 9, 10, 11}, _B: {6}, _R: {1, 2, 4, 6, 7, 8, 10, 11}},
    "城东供电营业厅": {_R: {7, 11}},
    "城西供电营业厅": {_R: {11}},
    "配网抢修一班": {_I: {4, 11}},
    "配网抢修二班": {_I: {8, 11}, _R: {2}},
    "营销稽查班": {_A: {11}, _I: {2}},
    "装表接电班": {_I: {1}, _R: {7, 11}},
    "计量检定班": {_R: {4}},
    "安全监察部": {_R: {3, 7, 11}},
    "数字化部": {_I: {4}, _R: {6}},
    "调度控制部": {_R: {2, 5, 6}},
    "调度监控班": {_R: {2, 5, 6}},
    "自动化班": {_R: {2, 5, 6}},
    "乡镇供电部": {_I: {5}},
    "青溪供电所": {_I: {5}},
    "石桥供电所": {_I: {5}, _A: {8}},
    "云岭供电所": {_I: {5}, _R: {9}},
}
_FEATURED = {one.number for one in FEATURED if one.merit is not None}
_SELDOM = 2
_FAVOUR = 6.0
_AT_HOME = 3.2
_NOMINEE, _STORIED, _MOST_WILLING = 1.5, 6.0, 3.0


class Audience:
    """Draws the people of one activity after the other."""

    def __init__(self, people: tuple[Person, ...], selection: Selection) -> None:
        self._random = Random(f"{SEED} audience")
        self._people = people
        self._told = selection.told
        self._been: dict[str, int] = {}
        nominated = {one.person.number for one in selection.nominees}
        teams = {path.rpartition("/")[2] for path, _, _ in TEAMS}
        of_unit = {unit.path: self._random.uniform(0.85, 1.2) for unit in UNITS}
        willing = {one.person.number for one in selection.nominees if not one.story}
        self._will = {}
        for person in people:
            will = (0.2 + self._random.gammavariate(2.4, 0.42)) * of_unit[person.unit.path]
            will *= 1.35 if person.unit.name in teams else 1.0
            will *= 1.7 if person.number in nominated else 1.0
            will *= 0.8 if person.employment == "outsourced" else 1.0
            self._will[person.number] = max(min(_MOST_WILLING, will), _least(person, willing))

    def draw(
        self,
        words: Iterable[str],
        size: int,
        layer: str,
        day_of: tuple[int, int],
        hosts: set[str],
        named: Iterable[str] = (),
    ) -> list[Person]:
        """``size`` distinct people by lot, the willing ones sooner, ``named`` numbers and posts in any case.

        ``day_of`` is (month, day) of the activity; the people of ``hosts`` (departments) come in greater numbers.
        """
        asked = set(words)
        certain = set(named) | (_FEATURED if "featured" in asked else set())
        keyed = []
        for person in self._people:
            weight = self._weight(person, asked, layer, day_of) * (_AT_HOME if person.unit.department in hosts else 1)
            is_certain = bool(certain & {person.number, person.post})
            if weight > 0 or is_certain:
                key = self._random.random() ** (1 / (weight or 1))
                keyed.append((is_certain, key, person))
        keyed.sort(key=lambda entry: entry[:2], reverse=True)
        drawn = [person for _, _, person in keyed[:size]]
        for person in drawn:
            self._been[person.number] = self._been.get(person.number, 0) + 1
        return drawn

    def _weight(self, person: Person, asked: set[str], layer: str, day_of: tuple[int, int]) -> float:
        month, day = day_of
        hired = (person.hired.year, person.hired.month, person.hired.day)
        if hired > (2026, month, day) or ("women" in asked and not person.woman):
            return 0
        if not ("all" in asked or "women" in asked or _is_of(person.unit, asked)):
            return 0
        story = self._told.get(person.number)
        if (story == "seldom" and self._been.get(person.number, 0) >= _SELDOM) or (
            story == "one-sided" and layer == "behaviour"
        ):
            return 0
        if month in GAPS.get(person.unit.name, {}).get(layer, ()) and "outsourced_first" not in asked:
            return 0
        return self._will[person.number] * _favour(person, asked)


def _least(person: Person, willing: set[str]) -> float:
    """Nominees take part more than others, or nobody would put them forward."""
    if person.number not in willing:
        return 0
    return _STORIED if person.number in _FEATURED else _NOMINEE


def _is_of(unit: Unit, asked: set[str]) -> bool:
    return unit.name in asked or unit.department in asked


def _favour(person: Person, asked: set[str]) -> float:
    wanted = (
        ("outsourced_first" in asked and person.employment != "own")
        or ("party_first" in asked and person.in_party)
        or ("young_first" in asked and person.age() <= 30)
    )
    return _FAVOUR if wanted else 1.0
