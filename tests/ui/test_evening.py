"""The user's whole evening in the real window: from the personnel department's list to certificates on disk."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pypdf

from culture_desktop.paths import resource
from culture_desktop.rules.fields import word
from culture_desktop.services.activities.rows import ActivityDraft
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.activity_dialog import ActivityDialog
from culture_desktop.ui.dialogs.award_dialog import AwardDialog
from culture_desktop.ui.dialogs.campaign_dialog import CampaignDialog
from culture_desktop.ui.dialogs.people_picker import PeoplePicker
from culture_desktop.ui.dialogs.team_picker import TeamPicker
from culture_desktop.ui.pages.activities.page import ActivitiesPage
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.pages.composer.page import ComposerPage
from culture_desktop.ui.pages.documents.page import DocumentsPage
from culture_desktop.ui.pages.imports.page import DONE, REVIEW, ImportsPage
from culture_desktop.ui.pages.overview.page import OverviewPage
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.pages.settings.page import SettingsPage
from culture_desktop.ui.pages.welcome.page import WelcomePage
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.workbench import Workbench
from culture_desktop.vocabulary import (
    ActivityKind,
    ActivityState,
    Attendance,
    CampaignStep,
    DocumentKind,
    Layer,
    ListKind,
    Mechanism,
    TierKind,
)
from tests.ui.user import User

SAMPLE = resource("sample")
EVERYONE = 1200
CONTEST = "2026-047"
NOMINATED_BY_HAND = 4
_STEPS = list(CampaignStep)


def read(name: str) -> Any:
    return json.loads((SAMPLE / name).read_text(encoding="utf-8"))


def test_an_evening_from_the_roster_to_certificates(bench: Workbench, user: User, tmp_path: Path) -> None:
    user.open(tmp_path / "runwu.db")
    _import_the_roster(bench, user)
    _say_who_signs(bench, user)
    _hold_the_contest(bench, user)
    _live_through_the_year(bench.services)
    user.window.refresh()
    code = _begin_a_campaign(bench, user)
    _nominate(bench, user, code)
    _take_in_the_scores(bench, user, code)
    winners = _settle_the_list(bench, user, code)
    _publish_and_confirm(bench, user, code)
    certificates = _print_certificates(bench, user, code, tmp_path / "荣誉证书.pdf")
    _find_on_the_certificates(certificates, winners)


def _import_the_roster(bench: Workbench, user: User) -> None:
    """First run: the door, the preview, 1,200 people; then the overview in the place of the doors."""
    doors = user.await_page(WelcomePage)
    with user.picking(SAMPLE / "roster.xlsx"):
        user.click(doors.roster_door.button)
    page = user.await_page(ImportsPage)
    user.until(lambda: page.step == REVIEW)
    assert page.review.import_button.text() == "导入 1,200 人"
    assert bench.services.store.empty(), "a preview writes nothing"
    _write(user, page, page.done.leave_button)
    people = user.await_page(PeoplePage)
    user.until(lambda: len(people.people.table.row_model.rows) == EVERYONE)
    assert len(bench.services.people.ids(PeopleQuery())) == EVERYONE
    assert sum(node.people for node in bench.services.organisations.nodes() if "/" not in node.full_name) == EVERYONE
    user.search(people.people.filters.search, "oyy")
    user.until(lambda: "欧阳䶮" in [row.name for row in people.people.table.row_model.rows])
    user.go_to("总览", OverviewPage)


def _say_who_signs(bench: Workbench, user: User) -> None:
    """Papers need the names of the unit and of who issues them."""
    page = user.go_to("设置", SettingsPage)
    unit = read("settings.json")["unit"]
    for name, editor in page.unit.editors.items():
        if name in unit:
            user.write(editor, unit[name])
    kept = bench.services.settings.unit()
    assert (kept.unit_name, kept.issuer) == ("云川供电服务中心", "云川供电服务中心工会")
    assert kept.certificate_pattern == "云工荣〔{year}〕{number}号"


def _hold_the_contest(bench: Workbench, user: User) -> None:
    """This evening's activity, with the attendance list just exported."""
    page = user.go_to("活动", ActivitiesPage)

    def plan(dialog: ActivityDialog[int]) -> None:
        user.write(dialog.form.title, "“匠心杯”服务礼仪岗位练兵")
        user.write(dialog.form.code, CONTEST)
        user.write(dialog.form.place, "中心三楼职工之家多功能厅")
        user.write(dialog.form.capacity, "80")
        user.write(dialog.form.budget, "6800")
        user.click(dialog.act_button)

    with user.at(ActivityDialog, plan):
        user.click(page.new_button)
    services = bench.services
    activity_id = services.activities.id_of(CONTEST)
    draft = services.activities.detail(activity_id).draft
    assert (draft.starts, draft.layer) == (datetime(2026, 11, 23, 19), Layer.BEHAVIOUR)
    assert (draft.capacity, str(draft.budget)) == (80, "6800.00")

    user.click(page.detail.people.import_button)
    imports = _choose(user, SAMPLE / "lists" / "2026-047_服务礼仪练兵报名与签到.xlsx", "导入 64 人")
    _write(user, imports, imports.done.leave_button)
    user.await_page(ActivitiesPage)
    user.until(lambda: len(page.detail.people.table.row_model.rows) == 64)
    people = services.activities.detail(activity_id).participants
    assert sum(person.attendance is Attendance.ATTENDED for person in people) == 56
    assert sum(person.result == "优胜" for person in people) == 15

    plan_of_it = next(plan for plan in read("activities.json")["activities"] if plan["code"] == CONTEST)
    user.write_text(page.detail.summary.editor, plan_of_it["summary"])
    assert services.activities.detail(activity_id).draft.summary == plan_of_it["summary"]
    user.click(page.detail.documents.briefing_button)
    composer = user.await_page(ComposerPage)
    user.until(lambda: composer.issue_button.isVisible() and composer.issue_button.text() == "印发第 1 期")
    user.click(composer.issue_button)
    user.until(lambda: services.documents.rows(services.settings.unit()))
    (briefing,) = services.documents.rows(services.settings.unit())
    assert (briefing.kind, briefing.activity_code) == (DocumentKind.BRIEFING, CONTEST)


def _live_through_the_year(services: Services) -> None:
    """The months before: the same activities and lists as in the sample year, without the window."""
    for plan in read("activities.json")["activities"]:
        if plan["list"] is None or plan["code"] == CONTEST:
            continue
        draft = ActivityDraft(
            code=plan["code"],
            title=plan["title"],
            layer=word(Layer, plan["layer"]),
            mechanism=word(Mechanism, plan["mechanism"]),
            kind=word(ActivityKind, plan["kind"]),
            starts=datetime.fromisoformat(plan["starts"]),
            state=word(ActivityState, plan["state"]),
        )
        services.activities.create(draft)
        preview = services.imports[ListKind.PARTICIPATION].preview(SAMPLE / plan["list"], into=plan["code"])
        services.imports[ListKind.PARTICIPATION].apply(preview)


def _begin_a_campaign(bench: Workbench, user: User) -> str:
    """From the template, for the year up to today, with the places that the committee has."""
    page = user.go_to("评选", AwardsPage)

    def choose(dialog: CampaignDialog) -> None:
        dialog.templates.setCurrentText("十百千“心级服务”评选")
        user.write(dialog.title, "2026年度“心级服务”评选")
        user.write(dialog.code, "2026-XJ")
        user.click(dialog.act_button)

    with user.at(CampaignDialog, choose):
        user.click(page.new_button)
    user.until(page.view.isVisible)
    (campaign,) = bench.services.awards.campaigns()
    assert (campaign.code, campaign.period_to, campaign.seats) == ("2026-XJ", date(2026, 11, 23), 53)
    return campaign.code


def _nominate(bench: Workbench, user: User, code: str) -> None:
    """A few by hand in the pickers, the others as their units sent them in; then the check."""
    page = user.go_to("评选", AwardsPage)
    services, document = bench.services, read("nominations.json")
    people, teams = document["persons"], document["teams"]

    def pick_people(dialog: PeoplePicker) -> None:
        for person in people[:NOMINATED_BY_HAND]:
            user.search(dialog.search, person["number"])
            user.until(lambda: len(dialog.table.row_model.rows) == 1)
            user.click_row(dialog.table, 0, column=0)
        assert dialog.act_button.text() == "添加 4 人"
        user.click(dialog.act_button)

    def pick_a_team(dialog: TeamPicker) -> None:
        user.search(dialog.search, teams[0]["organisation"].rpartition("/")[2])
        user.click_row(dialog.table, 0, column=0)
        user.click(dialog.act_button)

    with user.at(PeoplePicker, pick_people):
        user.click(_band_button(user, page, "推荐人员"))
    user.until(lambda: len(page.view.nomination.table.row_model.rows) == NOMINATED_BY_HAND)
    with user.at(TeamPicker, pick_a_team):
        user.click(page.view.nomination.teams_button)
    user.until(lambda: len(page.view.nomination.table.row_model.rows) == NOMINATED_BY_HAND + 1)
    by_hand = services.awards.board(code).nominees
    numbers = {nominee.number for nominee in by_hand if nominee.kind is TierKind.PERSON}
    assert numbers == {person["number"] for person in people[:NOMINATED_BY_HAND]}
    assert [n.name for n in by_hand if n.kind is TierKind.TEAM] == ["客户服务三班"]

    services.award_setup.nominate(code, [services.people.id_of(person["number"]) for person in people])
    nodes = {node.full_name: node.id for node in services.organisations.nodes()}
    services.award_setup.nominate_teams(code, [nodes[team["organisation"]] for team in teams])
    user.window.refresh()
    user.until(lambda: len(page.view.board.nominees) == len(people) + len(teams))
    user.click_step(page.view.stepper, _STEPS.index(CampaignStep.ELIGIBILITY))
    user.until(page.view.eligibility.isVisible)
    failed = [n for n in services.awards.board(code).nominees if not n.eligibility.passed]
    assert failed, "some have joined too recently or took part too seldom"
    assert all(finding.reason for n in failed for finding in n.eligibility.failures)


def _take_in_the_scores(bench: Workbench, user: User, code: str) -> None:
    """The sheets of seven judges, one after the other."""
    page = user.go_to("评选", AwardsPage)
    user.click_step(page.view.stepper, _STEPS.index(CampaignStep.SCORING))
    user.click(page.view.scoring.import_button)
    imports = user.await_page(ImportsPage)
    judges = read("nominations.json")["judges"]
    for number, judge in enumerate(judges, start=1):
        _choose(user, SAMPLE / judge["scores"], "导入 98 条")
        _write(user, imports, imports.done.leave_button if number == len(judges) else imports.done.again_button)
    user.await_page(AwardsPage)
    board = bench.services.awards.board(code)
    assert board.current_step.step is CampaignStep.SELECTION
    assert all(nominee.total is not None for nominee in board.nominees if nominee.eligibility.passed)


def _settle_the_list(bench: Workbench, user: User, code: str) -> CampaignBoard:
    """The proposal: as many as there are places, within every limit, and everybody told why."""
    page = user.go_to("评选", AwardsPage)
    user.until(lambda: page.view.board.current_step.step is CampaignStep.SELECTION)
    user.click_step(page.view.stepper, _STEPS.index(CampaignStep.SELECTION))
    user.click(_band_button(user, page, "拟定名单"))
    user.until(lambda: page.view.board.proposal is not None)
    board = bench.services.awards.board(code)
    assert [sum(w.tier == tier.name for w in board.winners) for tier in board.tiers] == [3, 10, 40]
    assert all(gauge.met for gauge in board.gauges)
    assert all(nominee.explanation for nominee in board.nominees)
    assert not board.confirmed, "nothing is final before the committee confirms"
    return board


def _publish_and_confirm(bench: Workbench, user: User, code: str) -> None:
    """Five working days from 11 November, put up as a paper; the decision after it has ended."""
    page = user.go_to("评选", AwardsPage)
    user.click_step(page.view.stepper, _STEPS.index(CampaignStep.NOTICE))
    user.write_day(page.view.notice.first, 2026, 11, 11)
    user.click(_band_button(user, page, "开始公示"))
    user.until(lambda: page.view.board.notice_to == date(2026, 11, 17))
    user.click(page.view.notice.paper_button)
    services = bench.services
    user.until(lambda: page.view.notice.papers.isVisible() and page.view.campaign and page.view.campaign.papers)
    notice = services.documents.rows(services.settings.unit())[0]
    assert (notice.kind, notice.campaign_code) == (DocumentKind.NOTICE, code)

    def decide(dialog: AwardDialog) -> None:
        user.write_day(dialog.day, 2026, 11, 19)
        user.click(dialog.act_button)

    user.click_step(page.view.stepper, _STEPS.index(CampaignStep.AWARD))
    with user.at(AwardDialog, decide):
        user.click(_band_button(user, page, "确认表彰 53 个"))
    user.until(lambda: page.view.board.confirmed)
    board = services.awards.board(code)
    assert board.awarded_on == date(2026, 11, 19)
    assert [winner.certificate for winner in board.winners] == [f"云工荣〔2026〕{n:03d}号" for n in range(1, 54)]


def _print_certificates(bench: Workbench, user: User, code: str, target: Path) -> Path:
    """Made on the awards page, looked at on the documents page, saved from there."""
    page = user.go_to("评选", AwardsPage)
    user.click(page.view.award.certificates_button)
    user.until(lambda: len(page.view.campaign.papers) == 2 if page.view.campaign else False)
    documents = user.go_to("文书", DocumentsPage)
    user.until(lambda: len(documents.list.papers) == 3)
    paper = next(paper for paper in documents.list.papers if paper.kind is DocumentKind.CERTIFICATES)
    documents.list.choose(paper.id)
    user.until(lambda: documents.view.page_count == 53)
    with user.picking(target):
        user.click(documents.pane.save_button)
    assert target.read_bytes() == bench.services.documents.content(paper.id)
    assert (paper.campaign_code, paper.pages) == (code, 53)
    return target


def _find_on_the_certificates(file: Path, board: CampaignBoard) -> None:
    """One page a winner, in order, with the name just as the roster has it."""
    pages = [page.extract_text() for page in pypdf.PdfReader(file).pages]
    assert len(pages) == len(board.winners) == 53
    for number, (words, winner) in enumerate(zip(pages, board.winners, strict=True), start=1):
        assert winner.name in "".join(words.split()), winner.name
        assert f"〔2026〕{number:03d}号" in "".join(words.split())


def _choose(user: User, file: Path, button: str) -> ImportsPage:
    """On an import page that asks for a file: choose it and see what would be written."""
    page = user.await_page(ImportsPage)
    with user.picking(file):
        user.click(page.choose.button)
    user.until(lambda: page.step == REVIEW)
    assert page.review.import_button.text() == button
    return page


def _write(user: User, page: ImportsPage, after: Button) -> None:
    """Import what is on screen, then press one of the buttons that lead on."""
    user.click(page.review.import_button)
    user.until(lambda: page.step == DONE)
    user.click(after)


def _band_button(user: User, page: AwardsPage, words: str) -> Button:
    """The button of the band, once the campaign was read and the band says so: it is read by the worker."""

    def said() -> bool:
        return page.view.band_button is not None and page.view.band_button.text() == words

    user.until(said)
    button = page.view.band_button
    assert button is not None
    return button
