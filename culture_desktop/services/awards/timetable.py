"""The timetable of a campaign: when each step is due, which are done or overdue, and what keeps one from being done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import Campaign, CampaignTask
from culture_desktop.rules.plan import PlanLine, plan_from_records
from culture_desktop.rules.records import Record
from culture_desktop.rules.schedule import Standing, StepState, standings
from culture_desktop.services.awards.copy import TIMETABLE, plan_tasks
from culture_desktop.services.awards.queries import require_campaign, require_open, tasks_of
from culture_desktop.services.awards.rows import CampaignBoard, TaskRow
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import CampaignStep, chinese_date

_CHANGED = frozenset({Topic.AWARDS})
_LONGEST = 128
# What the data shows to be done needs no tick: from the check on, a step that is behind is behind for good.
_SHOWN = (CampaignStep.SCORING, CampaignStep.SELECTION, CampaignStep.NOTICE, CampaignStep.AWARD)


@dataclass(frozen=True, slots=True)
class TaskTerms:
    """A line as entered; ``id`` None is one to be added."""

    title: str
    step: CampaignStep | None
    due_on: date
    done_on: date | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class TaskState:
    """A line and where it stands; ``blocker`` is what its step lacks, in the words of the campaign."""

    task: TaskRow
    state: StepState
    sentence: str
    blocker: str = ""


class TimetableService:
    """Reads and writes the lines."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def states(self, board: CampaignBoard, today: date) -> tuple[TaskState, ...]:
        """Where each line stands on a day, in the order of the timetable."""
        with self._database.read() as session:
            tasks = [task_row(task) for task in tasks_of(session, require_campaign(session, board.code))]
        return task_states(tasks, board, today)

    def save(self, code: str, lines: Sequence[TaskTerms]) -> Done[None]:
        """Set the timetable whole, in this order."""
        for line in lines:
            if not line.title.strip() or len(line.title.strip()) > _LONGEST:
                raise InvalidFieldError(
                    field="事项", value=line.title.strip() or "空白", expected=f"1 到 {_LONGEST} 字"
                )
        with self._database.begin("修改时间表") as session:
            campaign = require_open(session, code, CampaignStep.SETUP)
            old = {task.id: task for task in tasks_of(session, campaign)}
            for gone in old.keys() - {line.id for line in lines}:
                session.delete(old[gone])
            for position, line in enumerate(lines):
                task = old[line.id] if line.id in old else CampaignTask(campaign_id=campaign.id)
                task.title, task.step, task.due_on = line.title.strip(), line.step, line.due_on
                task.done_on, task.position = line.done_on, position
                session.add(task)
        return Done(None, _CHANGED, f"时间表共 {len(lines)} 项")

    def set_done(self, code: str, task_id: int, on: date | None) -> Done[None]:
        """Tick a line on a day, or take the tick away."""
        with self._database.begin("登记时间表事项" if on else "取消登记时间表事项") as session:
            campaign = require_campaign(session, code)
            task = session.get(CampaignTask, task_id)
            if task is None or task.campaign_id != campaign.id:
                raise RecordMissingError(what="时间表事项", key=task_id)
            task.done_on = on
            title = task.title
        return Done(None, _CHANGED, f"“{title}”{f'已于{chinese_date(on)}完成' if on else '改为未完成'}")

    def lay_out(self, code: str, starts: date) -> Done[None]:
        """Lay the template's timetable out from a day, in place of the lines there are.

        Raises CalendarUnknownError for a year whose working days nobody has entered.
        """
        with self._database.begin("排时间表") as session:
            campaign = require_open(session, code, CampaignStep.SETUP)
            lines = _plan(campaign)
            if not lines:
                raise RecordMissingError(what="模板的时间表", key=campaign.title)
            for task in tasks_of(session, campaign):
                session.delete(task)
            count = plan_tasks(session, campaign, lines, starts)
        return Done(None, _CHANGED, f"已从{chinese_date(starts)}起排 {count} 项")


def task_states(tasks: Sequence[TaskRow], board: CampaignBoard, today: date) -> tuple[TaskState, ...]:
    """Where each line stands; a line needs those of earlier steps, and has what its step of the campaign lacks."""
    behind = {state.step for state in board.steps if state.done and state.step in _SHOWN}
    order = list(CampaignStep)
    open_ = [task for task in tasks if task.done_on is None and task.step not in behind]
    found = []
    for task in tasks:
        if task.done_on is None and task not in open_:
            found.append(TaskState(task, StepState.DONE, f"{task.title}：已完成。"))
            continue
        needs = [
            other.title
            for other in open_
            if task.step and other.step and order.index(other.step) < order.index(task.step)
        ]
        standing = _standing(task, needs, today)
        lacking = next((s.blocker for s in board.steps if s.step is task.step and s.current), "")
        said = lacking if standing.state in (StepState.DUE, StepState.OVERDUE) else ""
        found.append(TaskState(task, standing.state, standing.sentence, said))
    return tuple(found)


def due_tasks(session: Session, today: date, board: CampaignBoard) -> Iterator[TaskState]:
    """The lines of a campaign that are due, overdue or held up."""
    campaign = require_campaign(session, board.code)
    for state in task_states([task_row(task) for task in tasks_of(session, campaign)], board, today):
        if state.state in (StepState.DUE, StepState.OVERDUE):
            yield state


def _standing(task: TaskRow, needs: Iterable[str], today: date) -> Standing:
    done = {} if task.done_on is None else {task.title: task.done_on}
    [standing] = standings({task.title: task.due_on}, done, today, {task.title: tuple(needs)})
    return standing


def task_row(task: CampaignTask) -> TaskRow:
    """A line as it is read."""
    return TaskRow(task.id, task.title, task.step, task.due_on, task.done_on)


def _plan(campaign: Campaign) -> tuple[PlanLine, ...]:
    return plan_from_records(Record({TIMETABLE: campaign.procedure.get(TIMETABLE, [])}, campaign.title), TIMETABLE)
