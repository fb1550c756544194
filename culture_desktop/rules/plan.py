"""A timetable as a template holds it: the steps of ``schedule`` with the step of the campaign that each belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from culture_desktop.rules.records import Record
from culture_desktop.rules.schedule import Count, Planned, Step, timetable
from culture_desktop.rules.workdays import STATUTORY, WorkCalendar
from culture_desktop.vocabulary import CampaignStep


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A step of the timetable, and the step of the campaign that it belongs to (None: to none)."""

    step: Step
    belongs_to: CampaignStep | None = None

    def to_dict(self) -> dict[str, Any]:
        """What ``plan_from_records`` reads back."""
        step = self.step
        found: dict[str, Any] = {"name": step.name, "offset": step.offset, "count": step.count.value}
        if step.after is not None:
            found["after"] = step.after
        if self.belongs_to is not None:
            found["step"] = self.belongs_to.value
        return found


def plan_from_records(record: Record, key: str) -> tuple[PlanLine, ...]:
    """The timetable in a document that is being read; absent it is empty. Days are not worked out yet."""
    lines = tuple(_line(one) for one in record.records(key))
    known = [line.step.name for line in lines]
    for at, line in enumerate(lines):
        if line.step.name in known[:at]:
            record.fail(key, f"名称各不相同的步骤（“{line.step.name}”有两处）")
        if line.step.after is not None and line.step.after not in known[:at]:
            record.fail(key, f"after 写排在前面的步骤（“{line.step.name}”写的是“{line.step.after}”）")
    return lines


def lay_out(
    lines: Sequence[PlanLine],
    anchor: date,
    calendar: WorkCalendar = STATUTORY,
) -> tuple[Planned, ...]:
    """The day of each line when the first is on ``anchor``; CalendarUnknownError as in ``schedule``."""
    return timetable([line.step for line in lines], anchor, calendar)


def _line(record: Record) -> PlanLine:
    record.only("name", "step", "offset", "count", "after")
    step = Step(
        record.text("name"),
        record.integer("offset", 0),
        record.word("count", Count) if "count" in record else Count.WORKING_DAYS,
        record.optional_text("after"),
    )
    return PlanLine(step, record.word("step", CampaignStep) if "step" in record else None)
