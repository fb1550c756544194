"""Briefings being written: drafted from facts, kept, saved, found again, deleted."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from culture_desktop.database import Database
from culture_desktop.documents.briefings.blocks import Heading, Paragraph, Quote, plain, texts
from culture_desktop.documents.briefings.figures import filled
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import Participation
from culture_desktop.services.briefings.rows import BriefingQuery
from culture_desktop.services.briefings.service import BriefingService
from culture_desktop.services.history.service import HistoryService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import (
    ActivityKind,
    Attendance,
    BriefingState,
    EmploymentType,
    ParticipationRole,
    Sex,
)
from tests.services.company import Company, refused

UNIT = UnitSettings(unit_name="云川供电服务中心", briefings_before=87, report_to="中心党委", copies=30)


@pytest.fixture
def history(company: Company) -> HistoryService:
    return HistoryService(company.database)


@pytest.fixture
def service(company: Company) -> BriefingService:
    return BriefingService(company.database)


def held(company: Company, code: str = "2026-001", **fields: Any) -> int:
    """An activity to which two own people and an outsourced one came, and one who did not."""
    host = company.unit("客户服务部")
    units = [company.unit(f"客户服务部/{name}") for name in ("一班", "二班")]
    values = {"title": "岗位练兵", "host_id": host, "place": "三楼多功能厅", "kind": ActivityKind.CONTEST, **fields}
    activity = company.activity(code, **values)
    company.sign_up(
        activity,
        company.person(f"{code}-1", "林婉清", unit_id=units[0], sex=Sex.FEMALE),
        company.person(f"{code}-2", "周建国", unit_id=units[0]),
        company.person(f"{code}-3", "何涛", unit_id=units[1], employment=EmploymentType.OUTSOURCED),
    )
    company.sign_up(activity, company.person(f"{code}-4", unit_id=units[1]), attendance=Attendance.EXCUSED)
    return activity


def told(service: BriefingService, briefing_id: int) -> list[str]:
    """The texts of a briefing as they would be printed."""
    figures = service.figures(briefing_id)
    return [filled(text, figures) for text in texts(service.detail(briefing_id).draft.blocks)]


def test_one_activity_is_told_with_figures_that_live(company: Company, service: BriefingService) -> None:
    activity = held(company, starts=datetime(2026, 8, 6, 19, 0))
    briefing = service.create([activity], UNIT).value
    detail = service.detail(briefing)
    assert (detail.draft.title, detail.draft.day, detail.draft.copies) == ("岗位练兵", date(2026, 8, 6), 30)
    assert told(service, briefing) == [
        "8月6日晚，客户服务部在三楼多功能厅举办“岗位练兵”。"
        "来自 2 个单位和班组的 3 名职工参加，其中众包和劳务派遣职工 1 人，占33%。"
    ]
    company.sign_up(activity, company.person("9", employment=EmploymentType.AGENCY))
    assert "4 名职工参加，其中众包和劳务派遣职工 2 人，占50%。" in told(service, briefing)[0]


def test_several_activities_are_told_one_after_the_other(company: Company, service: BriefingService) -> None:
    one = held(company, "2026-001", starts=datetime(2026, 8, 6, 9, 0))
    two = held(company, "2026-002", title="心声座谈", kind=ActivityKind.FORUM, starts=datetime(2026, 9, 1, 9, 0))
    company.sign_up(two, *(p.person_id for p in company.activities.detail(one).participants[:2]))
    briefing = service.create([two, one], UNIT).value
    texts_told = told(service, briefing)
    assert texts_told[0] == (
        "8月6日至9月1日，客户服务部先后开展“心声座谈”“岗位练兵” 2 项活动，来自 2 个单位和班组的职工共 8 人次参加。"
    )
    assert [block.text for block in service.detail(briefing).draft.blocks if isinstance(block, Heading)] == [
        "一、心声座谈",
        "二、岗位练兵",
    ]
    figures = service.figures(briefing)
    assert (figures["到场人数"], figures["到场人次"]) == ("6", "8"), "who came twice is one person"
    assert (figures["2026-001.到场人数"], figures["2026-002.到场人数"]) == ("3", "5")
    assert [a.code for a in service.detail(briefing).activities] == ["2026-002", "2026-001"]


def test_every_figure_is_counted_from_the_lists(company: Company, service: BriefingService) -> None:
    figures = service.figures(service.create([held(company)], UNIT).value)
    wanted = {"报名人数": "4", "请假人数": "1", "缺席人数": "0", "到场率": "75%", "女职工人数": "1", "党员人数": "0"}
    wanted |= {"活动名称": "岗位练兵", "日期": "8月6日", "地点": "三楼多功能厅", "主办": "客户服务部", "总时长": "0"}
    assert {name: figures[name] for name in wanted} == wanted


def test_braces_that_people_write_are_no_figures(company: Company, service: BriefingService) -> None:
    activity = held(company, summary="8月6日，口号是{匠心}。", title="{匠心}杯")
    briefing = service.create([activity], UNIT).value
    assert told(service, briefing) == ["8月6日，口号是{匠心}。"]


def test_voices_results_and_honours_find_their_place(company: Company, service: BriefingService) -> None:
    activity = held(company, summary="大家练得认真。\n林婉清说：“夜班也有一盏灯。”")
    speaker = company.person("s", "陈星")
    company.sign_up(activity, speaker)
    company.honour(speaker)
    with company.database.begin("成绩") as session:
        of_speaker = Participation.person_id == speaker
        session.execute(update(Participation).where(of_speaker).values(role=ParticipationRole.SPEAKER, result="一等奖"))
    briefing = service.create([activity], UNIT).value
    blocks = service.detail(briefing).draft.blocks
    assert Quote(plain("“夜班也有一盏灯。”"), "林婉清") in blocks
    assert "2025年度“服务明星”陈星主讲。" in told(service, briefing)[0]
    assert told(service, briefing)[-2:] == ["一、活动成果", "一等奖：陈星。"]


@pytest.mark.parametrize("kind", ActivityKind)
def test_four_titles_at_least_for_every_kind(company: Company, service: BriefingService, kind: ActivityKind) -> None:
    bare = company.activity("2026-009", kind=kind, title="心声")
    titles = service.titles(service.create([bare], UNIT).value)
    assert len(set(titles)) == len(titles) >= 4
    assert all("——“" in title or "——" not in title for title in titles), "no title names a host that is not there"


def test_titles_without_activities_and_of_several(company: Company, service: BriefingService) -> None:
    assert len(service.titles(service.create([], UNIT).value)) >= 4
    several = [held(company, code) for code in ("2026-001", "2026-002")]
    assert len(service.titles(service.create(several, UNIT).value)) >= 4


def test_a_session_of_writing_is_one_entry(company: Company, service: BriefingService, history: HistoryService) -> None:
    briefing = service.create([held(company)], UNIT).value
    before = history.next_undo()
    draft = service.detail(briefing).draft
    for length in range(1, 6):
        writing = replace(draft, blocks=(Paragraph(plain("写" * length)),))
        service.keep(briefing, writing)
    assert history.next_undo() == before, "a keystroke is no entry"
    kept = service.detail(briefing)
    assert (kept.draft, kept.unsaved) == (draft, writing)
    service.save(briefing, writing)
    step = history.next_undo()
    assert step is not None
    assert step.label == "编写简报"
    assert service.detail(briefing).unsaved is None
    service.save(briefing, writing)
    assert history.next_undo() == step, "the same again is no entry"
    history.take_back(step.id)
    assert service.detail(briefing).draft == draft


def test_what_was_kept_can_be_let_go(company: Company, service: BriefingService) -> None:
    briefing = service.create([], UNIT).value
    draft = service.detail(briefing).draft
    service.keep(briefing, replace(draft, title="另一个"))
    service.discard(briefing)
    assert service.detail(briefing).unsaved is None
    assert service.detail(briefing).draft == draft


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", " ", "标题"),
        ("title", "长" * 129, "标题"),
        ("masthead", "", "简报名称"),
        ("copies", 0, "份数"),
        ("send_to", "长" * 1001, "送"),
        ("day", date(1, 1, 1), "日期"),
    ],
)
def test_what_cannot_be_stored_is_refused(service: BriefingService, field: str, value: Any, sentence: str) -> None:
    briefing = service.create([], UNIT).value
    draft = replace(service.detail(briefing).draft, **{field: value})
    with pytest.raises(InvalidFieldError, match=sentence):
        service.save(briefing, draft)


def test_the_list_is_searched_and_filtered(company: Company, service: BriefingService) -> None:
    one = service.create([held(company)], UNIT).value
    two = service.create([], UNIT, date(2025, 3, 1)).value
    service.save(two, replace(service.detail(two).draft, title="春季 综述"))

    def found(**query: Any) -> list[int]:
        return [row.id for row in service.rows(BriefingQuery(**query))]

    assert found() == [one, two]
    assert found(search="综述") == [two]
    assert found(year=2026) == [one]
    assert found(activity="2026-001") == [one]
    assert found(state=BriefingState.ISSUED) == []
    assert service.years() == (2026, 2025)
    row = service.rows(BriefingQuery(year=2026))[0]
    assert (row.activities, row.number, row.state) == (("2026-001",), None, BriefingState.DRAFT)


def test_activities_are_exchanged_and_figures_follow(company: Company, service: BriefingService) -> None:
    one, two = held(company, "2026-001"), held(company, "2026-002", title="座谈")
    briefing = service.create([one], UNIT).value
    service.set_activities(briefing, [two, one])
    assert [a.code for a in service.detail(briefing).activities] == ["2026-002", "2026-001"]
    service.set_activities(briefing, [two])
    assert service.figures(briefing)["活动名称"] == "座谈"
    with pytest.raises(RecordMissingError):
        service.set_activities(briefing, [404])


def test_a_draft_is_deleted_and_comes_back(company: Company, service: BriefingService, database: Database) -> None:
    briefing = service.create([held(company)], UNIT).value
    draft = service.detail(briefing).draft
    service.keep(briefing, draft)
    assert service.delete(briefing).sentence == "已删除简报“岗位练兵”"
    with pytest.raises(RecordMissingError):
        service.detail(briefing)
    history = HistoryService(database)
    step = history.next_undo()
    assert step is not None
    history.take_back(step.id)
    assert service.detail(briefing).draft == draft
    refused(
        database, RecordMissingError, "没有找到简报“404”。请核对编号，或先导入、新建。", lambda: service.delete(404)
    )
