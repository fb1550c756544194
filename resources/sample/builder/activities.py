"""The activities of year.toml with the people who came to them."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from builder.audience import Audience
from builder.company import UNITS, YEAR
from builder.organisations import BRANCH_DEPARTMENTS
from builder.people import SEED, Person
from builder.selection import Selection

_PLAN = Path(__file__).with_name("year.toml")
_NOTES = ("夜班，班长已准", "外出施工", "倒班调休", "陪护家人", "培训冲突")


@dataclass(frozen=True)
class Entry:
    """One line of a list; ``state`` is 签到, 缺席, 请假 or 报名."""

    person: Person
    state: str
    signed_up: datetime
    came: datetime | None
    hours: Decimal | None
    result: str
    role: str
    note: str


@dataclass(frozen=True)
class Held:
    """An activity as planned, with its code and the people on its list."""

    code: str
    plan: dict[str, Any]
    entries: tuple[Entry, ...]

    @property
    def list_file(self) -> str | None:
        """Where its list lies, relative to the sample folder."""
        if "list" not in self.plan:
            return None
        ending = "csv" if self.plan["layout"] == "csv" else "xlsx"
        return f"lists/{self.code}_{self.plan['list']}.{ending}"

    @property
    def summary(self) -> str:
        """The summary with its figures filled in."""
        return str(self.plan.get("summary", "")).format_map(_figures(self.entries))


def make_year(people: tuple[Person, ...], selection: Selection) -> tuple[Held, ...]:
    """All activities in their order."""
    random = Random(f"{SEED} attendance")
    audience = Audience(people, selection)
    plans = tomllib.loads(_PLAN.read_text(encoding="utf-8"))["activity"]
    return tuple(_held(f"{YEAR}-{n:03d}", plan, audience, random) for n, plan in enumerate(plans, 1))


def _held(code: str, plan: dict[str, Any], audience: Audience, random: Random) -> Held:
    if "list" not in plan:
        return Held(code, plan, ())
    starts = datetime.fromisoformat(plan["starts"])
    named = {*plan.get("speakers", ()), *plan.get("winners", ())}
    drawn = audience.draw(
        plan["audience"], plan["size"], plan["layer"], (starts.month, starts.day), _hosts(plan, random), named
    )
    entries = [_entry(plan, starts, person, random) for person in drawn]
    if "results" in plan:
        entries = _with_results(plan, entries, random)
    return Held(code, plan, tuple(entries))


def _hosts(plan: dict[str, Any], random: Random) -> set[str]:
    """The departments behind the hosts; where the whole company is host, two that happen to have time."""
    known = {unit.name: unit.department for unit in UNITS} | BRANCH_DEPARTMENTS
    departments = {known[name] for name in (plan["host"], *plan.get("joint", ())) if name in known}
    by_lot = random.sample(sorted({unit.department for unit in UNITS}), 2)
    return departments or set(by_lot)


def _entry(plan: dict[str, Any], starts: datetime, person: Person, random: Random) -> Entry:
    lot = random.random()
    known = {person.number, person.post}
    speaks = bool(known & set(plan.get("speakers", ())))
    state = (
        "签到" if speaks or known & set(plan.get("winners", ())) or lot < 0.905 else "请假" if lot < 0.955 else "缺席"
    )
    if plan["layout"] == "sign_up":
        state = "报名"
    before = timedelta(days=random.randint(2, 9), minutes=random.randint(-420, 420), seconds=random.randint(0, 59))
    came = starts + timedelta(minutes=round(random.triangular(-28, 9, -8)), seconds=random.randint(0, 59))
    hours = _hours(plan, random) if state == "签到" else None
    note = random.choice(_NOTES) if state == "请假" else ""
    role = "主讲" if speaks else "志愿者" if plan["layout"] == "volunteer" else "参加"
    return Entry(person, state, starts - before, came if state == "签到" else None, hours, "", role, note)


def _hours(plan: dict[str, Any], random: Random) -> Decimal | None:
    if "hours" not in plan:
        return None
    whole = Decimal(str(plan["hours"]))
    return whole - Decimal("0.5") if plan["layout"] == "volunteer" and random.random() < 0.2 else whole


def _with_results(plan: dict[str, Any], entries: list[Entry], random: Random) -> list[Entry]:
    """Gives the prizes (``一等奖:3``): first to those named, then by lot among the contestants who came."""
    named = plan.get("winners", [])
    able = [n for n, entry in enumerate(entries) if _may_win(plan, entry)]
    random.shuffle(able)
    able.sort(key=lambda n: named.index(entries[n].person.number) if entries[n].person.number in named else len(named))
    given = list(entries)
    winners = iter(able)
    for place in plan["results"]:
        title, _, count = place.partition(":")
        for n in islice(winners, int(count)):
            given[n] = replace(given[n], result=title)
    return given


def _may_win(plan: dict[str, Any], entry: Entry) -> bool:
    unit, contestants = entry.person.unit, plan.get("contestants")
    ours = contestants is None or unit.department in contestants
    return entry.state == "签到" and entry.role == "参加" and not entry.person.manager and ours


def _figures(entries: Sequence[Entry]) -> dict[str, object]:
    """What a summary may say in figures."""
    came = [entry for entry in entries if entry.state == "签到"]
    others = sum(entry.person.employment != "own" for entry in came)
    best = _best({entry.result for entry in came})
    first = [entry.person.name for entry in came if entry.result == best] if best else []
    return {
        "registered": len(entries),
        "attended": len(came),
        "excused": sum(entry.state == "请假" for entry in entries),
        "absent": sum(entry.state == "缺席" for entry in entries),
        "teams": len({entry.person.unit.path for entry in came}),
        "others": others,
        "others_share": f"{round(100 * others / len(came)) if came else 0}%",
        "hours": f"{float(sum(entry.hours or 0 for entry in came)):g}",
        "first": "、".join(first),
        "winners": "、".join(first[:3]),
    }


def _best(titles: set[str]) -> str:
    return next((title for title in ("一等奖", "优胜", "晋级") if title in titles), "")
