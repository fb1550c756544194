"""Whole activities from templates and from other years, and their parts."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import func, select

from culture_desktop.database import Database
from culture_desktop.errors import (
    DuplicateNumberError,
    FestivalUnknownError,
    InvalidFieldError,
    NameTakenError,
    RecordMissingError,
    StepBlockedError,
)
from culture_desktop.models import Activity, ActivityAgreement, ActivityQuota, BudgetLine, PartnerAgreement
from culture_desktop.rules.shifting import Keeping
from culture_desktop.services.activities.festivals import FestivalService
from culture_desktop.services.activities.planning import PlanningService
from culture_desktop.services.activities.rows import ResourceDraft, SessionDraft, TaskDraft
from culture_desktop.services.activities.tasks import TaskService
from culture_desktop.services.history import HistoryService
from culture_desktop.vocabulary import ActivityState, Attendance, DutyKind, OrganisationKind
from tests.services.company import Company, dump, refusal

TODAY = date(2026, 1, 10)


@pytest.fixture
def planning(database: Database) -> PlanningService:
    return PlanningService(database)


@pytest.fixture
def tasks(database: Database) -> TaskService:
    return TaskService(database)


def test_a_template_becomes_a_whole_activity(company: Company, planning: PlanningService) -> None:
    union = company.unit("工会", OrganisationKind.UNION)
    plan = planning.from_template("customer_day", TODAY)
    draft = plan.draft
    assert (draft.code, draft.title) == ("2026-001", "2026年“8·6”客服节")
    assert (draft.starts, draft.ends) == (datetime(2026, 8, 6, 14), datetime(2026, 8, 6, 17))
    assert (draft.sign_up_opens, draft.sign_up_closes) == (datetime(2026, 7, 27, 14), datetime(2026, 8, 3, 14))
    assert draft.host_id == union
    due = {task.title: task.due_on for task in plan.tasks}
    assert due["现场主持、签到、直播"] == date(2026, 8, 6)
    assert due["报送审批"] == date(2026, 7, 17)  # 19 July is a Sunday
    # 15 × 200 + 120 × 60 + 2,500 + 1,200
    assert plan.total == Decimal(13900)
    assert planning.from_template("customer_day", TODAY, capacity=10).total == Decimal(7300)
    done = planning.create(plan)
    assert done.sentence == f"已新建“2026年“8·6”客服节”：{len(plan.tasks)} 项任务，预算 13,900.00 元"
    detail = company.activities.detail(done.value)
    assert detail.draft == replace(draft, budget=Decimal(13900))
    assert [task.draft for task in detail.tasks] == list(plan.tasks)
    assert (detail.template, detail.resources) == ("customer_day", plan.resources)
    with company.database.read() as session:
        assert session.scalar(select(func.sum(BudgetLine.amount))) == Decimal(13900)


def test_a_day_of_rest_is_pointed_out(planning: PlanningService) -> None:
    plan = planning.from_template("party_birthday", TODAY, date(2026, 10, 3))
    assert plan.notes == ("活动日期：2026年10月3日是周六",)
    assert planning.from_template("party_birthday", TODAY).notes == ()


def test_what_cannot_be_planned(planning: PlanningService, company: Company) -> None:
    refusal(company.database, RecordMissingError, partial(planning.from_template, "开会", TODAY))
    refusal(company.database, FestivalUnknownError, partial(planning.from_template, "mid_autumn", date(2150, 1, 1)))
    plan = planning.from_template("youth_day", TODAY)
    planning.create(plan)
    refusal(company.database, DuplicateNumberError, partial(planning.create, plan))
    ended = replace(plan, draft=replace(plan.draft, code="X", ends=datetime(2026, 5, 3)))
    refusal(company.database, InvalidFieldError, partial(planning.create, ended))


def test_last_years_activity_with_everything_but_the_people(company: Company, planning: PlanningService) -> None:
    somebody, unit = company.person("1001"), company.unit("客服部")
    template = planning.from_template("mid_autumn", date(2025, 1, 1))
    made = replace(
        template,
        draft=replace(template.draft, title="2025年中秋慰问", owner_id=somebody, summary="很好"),
        tasks=(*template.tasks, TaskDraft("拍照", date(2025, 10, 3), owner_id=somebody)),
        sessions=(SessionDraft("上午场", datetime(2025, 10, 3, 9)), SessionDraft("下午场", datetime(2025, 10, 3, 15))),
        quotas=((unit, 12),),
    )
    old = planning.create(made).value
    company.sign_up(old, somebody, attendance=Attendance.ATTENDED)
    partner = company.unit("共建社区", OrganisationKind.PARTNER)
    for ends in (date(2026, 12, 31), date(2025, 12, 31)):
        agreement = company.insert(
            PartnerAgreement, organisation_id=partner, title="共建", starts=date(2025, 1, 1), ends=ends
        )
        with company.database.begin("补录") as session:
            session.add(ActivityAgreement(activity_id=old, agreement_id=agreement))
    first, *others = planning.shifts(old, 2026)
    assert (first.keeping, first.new) == (Keeping.FESTIVAL, date(2026, 9, 22))
    assert {shift.keeping for shift in others} == set(Keeping)
    before = dump(company.database)
    plan = planning.from_activity(old, first)
    assert dump(company.database) == before
    assert (plan.draft.title, plan.draft.code) == ("2026年中秋慰问", "2026-001")
    assert (plan.draft.state, plan.draft.owner_id, plan.draft.summary) == (ActivityState.PLAN, None, "")
    assert plan.draft.starts == datetime(2026, 9, 22, 15)
    assert [(one.title, one.starts.day) for one in plan.sessions] == [("上午场", 22), ("下午场", 22)]
    assert [task.owner_id for task in plan.tasks if task.owner_id is not None] == []
    assert next(task for task in plan.tasks if task.title == "拍照").due_on == date(2026, 9, 22)
    assert any(note.startswith("任务期限：2026年9月12日是周六") for note in plan.notes)
    new = planning.create(plan).value
    detail = company.activities.detail(new)
    assert (detail.copied_from_id, detail.participants, detail.template) == (old, (), "mid_autumn")
    with company.database.read() as session:
        quotas = session.execute(select(ActivityQuota.organisation_id, ActivityQuota.seats)).all()
        agreements = session.scalars(
            select(ActivityAgreement.agreement_id).where(ActivityAgreement.activity_id == new)
        ).all()
        lines = session.scalars(select(BudgetLine.amount).where(BudgetLine.activity_id == new)).all()
    assert [tuple(quota) for quota in quotas] == [(unit, 12), (unit, 12)]
    assert agreements == [1]  # the one still in force
    assert lines == [line.amount for line in template.budget]
    history = HistoryService(company.database)
    newest = history.next_undo()
    assert newest is not None
    history.take_back(newest.id)
    with company.database.read() as session:
        assert session.scalars(select(Activity.id)).all() == [old]


def test_held_on_another_day(company: Company, planning: PlanningService, tasks: TaskService) -> None:
    activity = planning.create(planning.from_template("customer_day", TODAY)).value
    tasks.set_sessions(activity, [SessionDraft("上午", datetime(2026, 8, 6, 9), datetime(2026, 8, 6, 11))])
    first, second, *_ = tasks.of_activity(activity)
    tasks.finish(first.id, date(2026, 7, 16))
    done = planning.hold_on(activity, date(2026, 8, 8))
    assert done.sentence == "“2026年“8·6”客服节”改到2026年8月8日是周六"
    detail = company.activities.detail(activity)
    assert (detail.draft.starts, detail.draft.ends) == (datetime(2026, 8, 8, 14), datetime(2026, 8, 8, 17))
    assert detail.draft.sign_up_closes == datetime(2026, 8, 5, 14)
    assert detail.planned_sessions[0].starts == datetime(2026, 8, 8, 9)
    due = {task.id: task.draft.due_on for task in detail.tasks}
    assert due[first.id] == first.draft.due_on
    assert (due[second.id], second.draft.due_on) == (date(2026, 7, 19), date(2026, 7, 17))
    company.activities.update(activity, replace(detail.draft, state=ActivityState.RUNNING))
    sentence = refusal(company.database, StepBlockedError, partial(planning.hold_on, activity, TODAY))
    assert sentence == "还不能进行“改日期”：活动已经到了“进行”。请在编辑里改时间。"


def test_things_to_do(company: Company, tasks: TaskService) -> None:
    activity, somebody = company.activity("2026-001"), company.person("1001", "林婉清")
    late = tasks.add(activity, TaskDraft(" 布置会场 ", date(2026, 8, 5), somebody, "场务")).value
    early = tasks.add(activity, TaskDraft("印发通知", date(2026, 7, 20))).value
    never = tasks.add(activity, TaskDraft("想口号")).value
    rows = tasks.of_activity(activity)
    assert [(row.id, row.draft.title, row.owner) for row in rows] == [
        (early, "印发通知", ""),
        (late, "布置会场", "林婉清"),
        (never, "想口号", ""),
    ]
    assert [row.overdue(date(2026, 7, 21)) for row in rows] == [True, False, False]
    tasks.finish(early, date(2026, 7, 20))
    assert [row.id for row in tasks.open_until(date(2026, 8, 5))] == [late]
    tasks.finish(early, None)
    tasks.update(late, TaskDraft("布置舞台", date(2026, 8, 6)))
    tasks.remove(never)
    assert [row.draft.title for row in tasks.of_activity(activity)] == ["印发通知", "布置舞台"]
    for wrong in (TaskDraft(" "), TaskDraft("长" * 129), TaskDraft("事", role="长" * 33)):
        refusal(company.database, InvalidFieldError, partial(tasks.add, activity, wrong))
    refusal(company.database, RecordMissingError, partial(tasks.add, activity, TaskDraft("事", owner_id=99)))
    refusal(company.database, RecordMissingError, partial(tasks.add, 99, TaskDraft("事")))
    refusal(company.database, RecordMissingError, partial(tasks.remove, never))


def test_sessions_and_resources(company: Company, tasks: TaskService) -> None:
    activity = company.activity("2026-001")
    morning = SessionDraft("上午", datetime(2026, 8, 6, 9), datetime(2026, 8, 6, 11), "一楼", ("东门", "西门"))
    tasks.set_sessions(activity, [morning, replace(morning, title="下午", starts=datetime(2026, 8, 6, 10))])
    tasks.set_sessions(activity, [morning])
    tasks.set_resources(activity, [ResourceDraft("音响", Decimal(1), "套", "综合班")])
    detail = company.activities.detail(activity)
    assert (detail.planned_sessions, detail.resources[0].provider) == ((morning,), "综合班")
    backwards = replace(morning, ends=datetime(2026, 8, 6, 8))
    refusal(company.database, InvalidFieldError, partial(tasks.set_sessions, activity, [backwards]))
    for wrong in (ResourceDraft(""), ResourceDraft("椅子", Decimal(0))):
        refusal(company.database, InvalidFieldError, partial(tasks.set_resources, activity, [wrong]))


def test_duty_and_the_sign_up_window_are_kept(company: Company) -> None:
    opens, closes = datetime(2026, 7, 1), datetime(2026, 8, 1)
    activity = company.activity(
        "2026-001", duty=DutyKind.PARTY_DAY, sign_up_opens=opens, sign_up_closes=closes, needs_check_in=False
    )
    shown = company.activities.detail(activity).draft
    assert (shown.duty, shown.sign_up_opens, shown.needs_check_in) == (DutyKind.PARTY_DAY, opens, False)
    backwards = replace(shown, sign_up_closes=opens)
    refusal(company.database, InvalidFieldError, partial(company.activities.update, activity, backwards))
    refusal(
        company.database,
        RecordMissingError,
        partial(company.activities.update, activity, replace(shown, owner_id=99)),
    )


def test_own_festivals(database: Database) -> None:
    festivals = FestivalService(database)
    assert [one.name for one in festivals.festivals()][-1] == "客服节"
    festivals.add("开业纪念日", "9-1")
    refusal(database, NameTakenError, partial(festivals.add, "客服节", "8-7"))
    refusal(database, NameTakenError, partial(festivals.add, "春节", "8-7"))
    festivals.remove("客服节")
    assert [one.name for one in festivals.festivals()][-1] == "开业纪念日"
    refusal(database, RecordMissingError, partial(festivals.remove, "春节"))
