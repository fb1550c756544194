"""Things to do for activities, and what else a plan holds: sessions, resources."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import Activity, ActivityTask, Person
from culture_desktop.services.activities.checks import LONGEST_TEXT, require_order
from culture_desktop.services.activities.plans import write_resources, write_sessions, write_tasks
from culture_desktop.services.activities.queries import activity_by_id, tasks_of
from culture_desktop.services.activities.rows import ResourceDraft, SessionDraft, TaskDraft, TaskRow
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import ActivityState

_CHANGED = frozenset({Topic.ACTIVITIES})
_LONGEST_ROLE = 32


class TaskService:
    """One method, one intention about the parts of a plan."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_activity(self, activity_id: int) -> tuple[TaskRow, ...]:
        """The things to do for an activity, by day."""
        with self._database.read() as session:
            activity_by_id(session, activity_id)
            return tasks_of(session, ActivityTask.activity_id == activity_id)

    def open_until(self, last: date) -> tuple[TaskRow, ...]:
        """What is due by a day and not done, of activities that are not archived."""
        live = select(Activity.id).where(Activity.state != ActivityState.ARCHIVED)
        with self._database.read() as session:
            return tasks_of(
                session,
                ActivityTask.done_on.is_(None),
                ActivityTask.due_on <= last,
                ActivityTask.activity_id.in_(live),
            )

    def add(self, activity_id: int, draft: TaskDraft) -> Done[int]:
        """Add a thing to do; raises on a title or an owner that cannot be."""
        draft = _checked(draft)
        with self._database.begin("添加任务") as session:
            activity_by_id(session, activity_id)
            _require_owner(session, draft)
            last = session.scalar(
                select(func.max(ActivityTask.position)).where(ActivityTask.activity_id == activity_id)
            )
            write_tasks(session, activity_id, [draft], first=0 if last is None else last + 1)
            session.flush()
            newest = select(func.max(ActivityTask.id)).where(ActivityTask.activity_id == activity_id)
            task_id = session.scalar(newest) or 0
        return Done(task_id, _CHANGED, f"已添加任务“{draft.title}”")

    def update(self, task_id: int, draft: TaskDraft) -> Done[None]:
        """Replace what is entered of a thing to do."""
        draft = _checked(draft)
        with self._database.begin("修改任务") as session:
            task = _require(session, task_id)
            _require_owner(session, draft)
            task.title, task.due_on, task.owner_id = draft.title, draft.due_on, draft.owner_id
            task.role, task.note = draft.role, draft.note
        return Done(None, _CHANGED, f"已保存任务“{draft.title}”")

    def finish(self, task_id: int, done_on: date | None) -> Done[None]:
        """Note that it was done on a day, or (None) that it is still to be done."""
        with self._database.begin("完成任务" if done_on else "重新打开任务") as session:
            task = _require(session, task_id)
            task.done_on, title = done_on, task.title
        return Done(None, _CHANGED, f"{'已完成' if done_on else '重新打开了'}“{title}”")

    def remove(self, task_id: int) -> Done[None]:
        """Take a thing to do off the list."""
        with self._database.begin("删除任务") as session:
            task = _require(session, task_id)
            title = task.title
            session.delete(task)
        return Done(None, _CHANGED, f"已删除任务“{title}”")

    def set_sessions(self, activity_id: int, sessions: Sequence[SessionDraft]) -> Done[None]:
        """Hold an activity in these sessions, in this order; none: it is just one."""
        for one in sessions:
            require_order(one.starts, one.ends)
        with self._database.begin("安排场次") as session:
            activity_by_id(session, activity_id)
            write_sessions(session, activity_id, sessions)
        return Done(None, _CHANGED, f"已安排 {len(sessions)} 场" if sessions else "已改为不分场次")

    def set_resources(self, activity_id: int, resources: Sequence[ResourceDraft]) -> Done[None]:
        """What an activity needs, in this order."""
        for one in resources:
            if not 0 < len(one.title.strip()) <= LONGEST_TEXT:
                raise InvalidFieldError(field="物资", value=one.title[:20], expected=f"1 到 {LONGEST_TEXT} 个字")
            if one.quantity is not None and one.quantity <= 0:
                raise InvalidFieldError(field="数量", value=one.quantity, expected="大于 0 的数")
        with self._database.begin("修改活动物资") as session:
            activity_by_id(session, activity_id)
            write_resources(session, activity_id, resources)
        return Done(None, _CHANGED, f"已保存 {len(resources)} 项物资")


def _checked(draft: TaskDraft) -> TaskDraft:
    draft = replace(draft, title=draft.title.strip(), role=draft.role.strip())
    if not 0 < len(draft.title) <= LONGEST_TEXT:
        raise InvalidFieldError(field="事项", value=draft.title[:20], expected=f"1 到 {LONGEST_TEXT} 个字")
    if len(draft.role) > _LONGEST_ROLE:
        raise InvalidFieldError(field="分工", value=draft.role[:20], expected=f"{_LONGEST_ROLE} 字以内")
    return draft


def _require_owner(session: Session, draft: TaskDraft) -> None:
    if draft.owner_id is not None and session.get(Person, draft.owner_id) is None:
        raise RecordMissingError(what="人员", key=draft.owner_id)


def _require(session: Session, task_id: int) -> ActivityTask:
    task = session.get(ActivityTask, task_id)
    if task is None:
        raise RecordMissingError(what="任务", key=task_id)
    return task
