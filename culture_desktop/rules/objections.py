"""Objections raised during a public notice: what makes one admissible, by when it is answered, what it holds up.

A unit's objection carries its seal, a person's the real name and a telephone number. It is answered within so many
working days, not counting the day it came in. The decision is locked until the notice has run out and every objection
is closed. Dates are judged by the statutory calendar; a year without data is asked for (``CalendarUnknownError``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from culture_desktop.rules.workdays import STATUTORY, WorkCalendar, workdays_from
from culture_desktop.vocabulary import ObjectionConclusion, ObjectorKind, chinese_date


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection as received; ``subject`` is whom it is about, ``closed_on`` the day of the conclusion."""

    number: str
    subject: str
    objector: ObjectorKind
    received_on: date
    evidence: str
    deadline: date
    name: str = ""
    phone: str = ""
    sealed: bool = False
    conclusion: ObjectionConclusion | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ObjectionState:
    """Where an objection stands on a day; ``missing`` is what keeps it from being admissible."""

    objection: Objection
    overdue: bool
    late: bool
    missing: tuple[str, ...]
    sentence: str


def lacks(objection: Objection) -> tuple[str, ...]:
    """What an objection must have and has not."""
    needed = (
        ("真实姓名", objection.name) if objection.objector is ObjectorKind.PERSON else ("单位名称", objection.name),
        ("联系电话", objection.phone) if objection.objector is ObjectorKind.PERSON else ("单位公章", objection.sealed),
        ("事实依据", objection.evidence.strip()),
    )
    return tuple(name for name, held in needed if not held)


def deadline(
    received_on: date,
    working_days: int,
    calendar: WorkCalendar = STATUTORY,
) -> date:
    """The last day for an answer."""
    return workdays_from(received_on, working_days, calendar)


def state_of(objection: Objection, today: date, notice_to: date | None) -> ObjectionState:
    """Where an objection stands; ``late`` means that it came in after the notice had ended."""
    due = objection.deadline
    missing = lacks(objection)
    late = notice_to is not None and objection.received_on > notice_to
    closed = objection.closed_on is not None
    overdue = (objection.closed_on or today) > due
    words = f"{objection.subject}：{chinese_date(objection.received_on)}收到{objection.objector.label}异议"
    if late:
        words += "，已过公示期"
    if missing and not closed:
        words += f"，缺{'、'.join(missing)}"
    if objection.closed_on is not None:
        concluded = objection.conclusion.label if objection.conclusion else "已办结"
        words += f"，{chinese_date(objection.closed_on)}办结，{concluded}{'，超过期限' if overdue else ''}"
    elif overdue:
        words += f"，至迟于{chinese_date(due)}答复，已超期"
    else:
        words += f"，至迟于{chinese_date(due)}答复"
    return ObjectionState(objection, overdue, late, missing, f"{words}。")


def obstacles(
    notice_from: date | None, notice_to: date | None, objections: Iterable[Objection], today: date
) -> tuple[str, ...]:
    """Why the decision cannot be made yet; nothing when the notice is over and every objection closed."""
    found = []
    if notice_from is None or notice_to is None:
        found.append("还没有公示")
    elif today <= notice_to:
        found.append(f"公示到{chinese_date(notice_to)}止，公示期未满")
    found += [
        f"{objection.subject}的异议（{objection.number}）还没有办结"
        for objection in objections
        if objection.closed_on is None
    ]
    return tuple(found)
