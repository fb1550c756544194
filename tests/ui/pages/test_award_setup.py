"""The settings of a campaign by clicks: every card's dialog, conditions composed, the timetable, copies."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.rules.panels import Summary
from culture_desktop.rules.procedure import TieKey, TieRule
from culture_desktop.rules.schedule import StepState
from culture_desktop.services.awards.campaign_terms import CampaignTerms
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.campaign_dialog import CampaignDialog
from culture_desktop.ui.dialogs.criteria_dialog import CriteriaDialog
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.factor_dialog import FactorDialog
from culture_desktop.ui.dialogs.limits_dialog import LimitsDialog
from culture_desktop.ui.dialogs.parts_dialog import PartsDialog
from culture_desktop.ui.dialogs.plan_dialog import PlanDialog
from culture_desktop.ui.dialogs.procedure_dialog import ProcedureDialog
from culture_desktop.ui.dialogs.quota_dialog import QuotaDialog
from culture_desktop.ui.dialogs.rule_dialog import RuleDialog
from culture_desktop.ui.dialogs.tiers_dialog import TiersDialog
from culture_desktop.ui.dialogs.timetable_dialog import TimetableDialog
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.pages.awards.setup_pane import Edit, SetupPane
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.page import EVERYTHING, NEW
from culture_desktop.vocabulary import CampaignStep, DocumentKind, TierKind
from tests.services.awards.campaign import CODE, MASTER, SECOND, STAR, Round
from tests.ui.accessible import unnamed_widgets

TODAY = date(2026, 3, 10)
PLAN = [
    {"name": "印发通知", "step": "setup", "offset": 0},
    {"name": "各单位推荐", "step": "nomination", "offset": 3, "after": "印发通知"},
    {"name": "评委评审", "step": "scoring", "offset": 30, "after": "各单位推荐"},
]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "runwu.db")
    yield database
    database.close()


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    return Round(database, tmp_path)


@pytest.fixture
def services(database: Database) -> Services:
    return Services.on(database)


@pytest.fixture
def page(services: Services, round_: Round, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> AwardsPage:
    round_.create(timetable=PLAN)
    page = AwardsPage(services, runner, settings, lambda: TODAY)
    page.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    page.open_campaign(CODE)
    page.view.show_step(CampaignStep.SETUP)
    return page


@pytest.fixture
def pane(page: AwardsPage) -> SetupPane:
    return page.view.setup


@pytest.fixture
def terms(services: Services) -> Callable[[], CampaignTerms]:
    return lambda: services.award_terms.terms(CODE)


def answer(kind: type[Dialog], act: Callable[[Any], None]) -> list[Dialog]:
    """Do something in the next dialog, which must be of this kind."""
    met: list[Dialog] = []

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind), dialog
        met.append(dialog)
        try:
            act(dialog)
        except BaseException:
            dialog.reject()  # a test that fails must not wait for ever
            raise

    QTimer.singleShot(0, meet)
    return met


def click(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isEnabled()
    qtbot.waitUntil(button.isVisible)  # what has just been made is shown with the next turn of the event loop
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


class TestTiers:
    def test_added_ordered_and_given_a_prize(
        self, pane: SetupPane, terms: Callable[[], CampaignTerms], qtbot: QtBot
    ) -> None:
        def act(dialog: TiersDialog) -> None:
            assert unnamed_widgets(dialog) == []
            click(qtbot, dialog.tiers.add_button)
            line = dialog.tiers.lines[-1]
            line.name.setText(STAR)
            line.prize.setText("三百")
            click(qtbot, dialog.act_button)
            assert dialog.problem.text() == "“奖金”填的是“三百”，应为数字。原值已保留。"
            line.prize.setText("300")
            click(qtbot, dialog.act_button)
            assert f"已经有名为“{STAR}”的档次" in dialog.problem.text()
            line.name.setText("服务新秀")
            click(qtbot, dialog.tiers.frame_of(line).up)
            click(qtbot, dialog.act_button)

        met = answer(TiersDialog, act)
        click(qtbot, pane.buttons[Edit.TIERS])
        assert met
        assert [tier.name for tier in terms().tiers] == [STAR, MASTER, "服务新秀", "优秀班组"]
        assert terms().tiers[2].prize == Decimal(300)
        assert list(pane.spins) == [tier.id for tier in terms().tiers]


class TestCriteria:
    def test_weights_parts_and_bands(self, pane: SetupPane, terms: Callable[[], CampaignTerms], qtbot: QtBot) -> None:
        def divide(dialog: PartsDialog) -> None:
            for name, maximum, bands in (("业务能力", "60", "优 41-60，良 0-39"), ("服务态度", "40", "")):
                click(qtbot, dialog.parts.add_button)
                line = dialog.parts.lines[-1]
                line.name.setText(name)
                line.maximum.setText(maximum)
                line.bands.setText(bands)
            click(qtbot, dialog.act_button)
            assert "40 分不属于任何一档" in dialog.problem.text()
            dialog.parts.lines[0].bands.setText("优 41-60，良 0-40")
            click(qtbot, dialog.act_button)

        def act(dialog: CriteriaDialog) -> None:
            assert unnamed_widgets(dialog) == []
            line = dialog.criteria.lines[1]
            divided = answer(PartsDialog, divide)
            click(qtbot, line.parts_button)
            assert divided
            assert line.parts_button.text() == "2 个细项"
            line.weight.setText("70")
            click(qtbot, dialog.act_button)
            assert "个人权重合计" in dialog.problem.text()
            dialog.criteria.lines[0].weight.setText("30")
            click(qtbot, dialog.act_button)

        met = answer(CriteriaDialog, act)
        click(qtbot, pane.buttons[Edit.CRITERIA])
        assert met
        judged = terms().criteria[1]
        assert [(part.name, part.maximum, len(part.bands)) for part in judged.parts] == [
            ("业务能力", Decimal(60), 2),
            ("服务态度", Decimal(40), 0),
        ]
        assert [criterion.weight for criterion in terms().criteria[:2]] == [30, 70]


class TestProcedure:
    def test_the_sentence_follows_what_is_entered(
        self, pane: SetupPane, terms: Callable[[], CampaignTerms], qtbot: QtBot
    ) -> None:
        def act(dialog: ProcedureDialog) -> None:
            assert unnamed_widgets(dialog) == []
            dialog.judges.setValue(2)
            click(qtbot, dialog.act_button)
            assert "多于去掉的 2 个分数" in dialog.problem.text()
            dialog.summary.choose(Summary.MEDIAN)
            dialog.widest.setText("15")
            click(qtbot, dialog.ties.frame_of(dialog.ties.lines[0]).out)
            click(qtbot, dialog.ties.add_button)
            dialog.ties.lines[-1].box.setCurrentText("“评委评审”得分")
            assert dialog.sentence.text() == (
                "取中位数，保留 2 位小数，四舍五入；至少 2 位评委，最高与最低相差超过 15 分的须复核。\n"
                "总分相同的，依次比较参加活动次数、“评委评审”得分，仍相同的由评委会议定。"
            )
            click(qtbot, dialog.act_button)

        met = answer(ProcedureDialog, act)
        click(qtbot, pane.buttons[Edit.PROCEDURE])
        assert met
        assert terms().procedure.ties == (TieRule(TieKey.PARTICIPATION), TieRule(TieKey.CRITERION, "评委评审"))
        assert terms().procedure.scoring.summary is Summary.MEDIAN


class TestRules:
    @pytest.mark.parametrize(
        ("title", "enter", "sentence"),
        [
            ("司龄", lambda e: e.years.setValue(3), "司龄满 3 年（截至2026年10月31日）"),
            ("年龄", lambda e: e.maximum.setValue(45), "年龄 18 至 45 周岁（截至2026年10月31日）"),
            ("培训", lambda e: e.minimum.setValue(2), "评选周期内参加培训活动不少于 2 次"),
            ("参加活动", lambda e: e.months.setValue(6), "近 6 个月内参加活动不少于 1 次（截至2026年10月31日）"),
            ("文明行为", lambda e: e.how.setCurrentIndex(1), "近 1 年内文明行为得分不低于 0 分（截至2026年10月31日）"),
            (
                "历年荣誉",
                lambda e: e.titles.setText("服务标兵，岗位能手"),
                "近 2 年内未获“服务标兵”、“岗位能手”（截至2026年10月31日）",
            ),
            ("人员信息", lambda e: (e.field.setCurrentIndex(1), e.values.tick("own")), "用工形式为"),
        ],
    )
    def test_each_kind_reads_as_the_sentence_it_makes(
        self,
        page: AwardsPage,
        terms: Callable[[], CampaignTerms],
        qtbot: QtBot,
        title: str,
        enter: Callable[[Any], object],
        sentence: str,
    ) -> None:
        def act(dialog: RuleDialog) -> None:
            enter(dialog.choose(title))
            assert dialog.sentence.text().startswith(sentence)
            assert unnamed_widgets(dialog) == []
            click(qtbot, dialog.act_button)

        met = answer(RuleDialog, act)
        click(qtbot, page.view.setup.add_rule_button)
        assert met
        assert terms().rule_sentences[-1].startswith(sentence)
        assert len(terms().rules) == 5

    def test_one_is_changed_another_moved_and_a_third_taken_out(
        self, pane: SetupPane, terms: Callable[[], CampaignTerms], qtbot: QtBot
    ) -> None:
        def act(dialog: RuleDialog) -> None:
            assert dialog.kind.currentText() == "参加活动"
            assert dialog.sentence.text() == "评选周期内参加活动不少于 1 次"
            dialog.editor.minimum.setValue(4)  # type: ignore[attr-defined]
            click(qtbot, dialog.act_button)

        met = answer(RuleDialog, act)
        click(qtbot, pane.rule_buttons[1][0])
        assert met
        assert terms().rule_sentences[1] == "评选周期内参加活动不少于 4 次"
        click(qtbot, pane.rule_buttons[1][1])
        assert terms().rule_sentences[0] == "评选周期内参加活动不少于 4 次"
        click(qtbot, pane.rule_buttons[0][2])
        assert len(terms().rules) == 3

    def test_nothing_ticked_is_no_condition(self, pane: SetupPane, qtbot: QtBot) -> None:
        def act(dialog: RuleDialog) -> None:
            assert "没有列出任何取值" in dialog.sentence.text()
            assert not dialog.act_button.isEnabled()
            click(qtbot, dialog.cancel_button)

        assert answer(RuleDialog, act) is not None
        click(qtbot, pane.add_rule_button)


class TestLimits:
    def test_unit_group_and_share(self, pane: SetupPane, terms: Callable[[], CampaignTerms], qtbot: QtBot) -> None:
        def act(dialog: LimitsDialog) -> None:
            assert unnamed_widgets(dialog) == []
            click(qtbot, dialog.groups.add_button)
            group = dialog.groups.lines[-1]
            group.name.setText("管理人员")
            group.field.setCurrentIndex(3)
            assert group.values is not None
            group.values.tick("yes")
            click(qtbot, dialog.shares.add_button)
            share = dialog.shares.lines[-1]
            share.group.setText("管理人员")
            share.low.setText("20")
            click(qtbot, dialog.act_button)
            assert "在职人员里没有一个符合" in dialog.problem.text()
            share.low.clear()
            share.high.setText("1/4")
            click(qtbot, dialog.act_button)

        met = answer(LimitsDialog, act)
        click(qtbot, pane.buttons[Edit.LIMITS])
        assert met
        assert terms().limit_sentences[-1] == "获奖个人中管理人员不超过 25%"


class TestTimetable:
    def test_ticked_late_and_held_up(self, page: AwardsPage, services: Services, qtbot: QtBot) -> None:
        services.award_timetable.lay_out(CODE, date(2026, 3, 2))
        page.refresh(EVERYTHING)
        states = services.award_timetable.states(page.view.board, TODAY)
        assert [state.state for state in states] == [StepState.OVERDUE, StepState.BLOCKED, StepState.UPCOMING]
        first = states[0].task.id
        page.view.setup.timetable.boxes[first].click()
        states = services.award_timetable.states(page.view.board, TODAY)
        assert [state.state for state in states] == [StepState.DONE, StepState.OVERDUE, StepState.UPCOMING]
        assert states[0].task.done_on == TODAY
        assert states[1].blocker == "个人推荐不足：名额 3，已推荐 0"
        todos = [todo.sentence for todo in services.overview.overview(TODAY).todos]
        assert "“2026年度服务之星评选”各单位推荐：计划2026年3月5日，已逾期 5 天" in todos

    def test_laid_out_and_changed_in_dialogs(self, page: AwardsPage, services: Services, qtbot: QtBot) -> None:
        def plan(dialog: PlanDialog) -> None:
            dialog.starts.set_day(date(2031, 3, 3))
            click(qtbot, dialog.act_button)
            assert "2031" in dialog.problem.text()
            dialog.starts.set_day(date(2026, 3, 2))
            click(qtbot, dialog.act_button)

        def change(dialog: TimetableDialog) -> None:
            assert unnamed_widgets(dialog) == []
            click(qtbot, dialog.tasks.add_button)
            click(qtbot, dialog.act_button)
            assert "“事项”填的是“空白”" in dialog.problem.text()
            dialog.tasks.lines[-1].title.setText("制作奖牌")
            dialog.tasks.lines[0].done.setChecked(True)
            click(qtbot, dialog.act_button)

        card = page.view.setup.timetable
        planned = answer(PlanDialog, plan)
        click(qtbot, card.plan_button)
        changed = answer(TimetableDialog, change)
        click(qtbot, card.edit_button)
        assert planned
        assert changed
        tasks = services.award_setup.timetable(CODE)
        assert [(t.title, t.done_on) for t in tasks][::3] == [("印发通知", TODAY), ("制作奖牌", None)]


def test_with_scores_only_seats_and_limits_can_be_changed(page: AwardsPage, round_: Round) -> None:
    round_.nominate()
    round_.score()
    page.refresh(EVERYTHING)
    page.view.show_step(CampaignStep.SETUP)
    pane = page.view.setup
    shown = {edit: button.isVisible() for edit, button in pane.buttons.items()}
    assert shown == {Edit.TIERS: True, Edit.CRITERIA: False, Edit.PROCEDURE: False, Edit.LIMITS: True}
    assert not pane.add_rule_button.isVisible()


def test_a_campaign_is_made_after_last_years(page: AwardsPage, services: Services, qtbot: QtBot) -> None:
    def act(dialog: CampaignDialog) -> None:
        dialog.templates.setCurrentIndex(dialog.templates.findData(CODE))
        assert dialog.title.text() == "2027年度服务之星评选"
        assert dialog.code.text() == "2027-PX"
        assert dialog.period_from.day() == date(2027, 1, 1)
        assert unnamed_widgets(dialog) == []
        click(qtbot, dialog.act_button)

    met = answer(CampaignDialog, act)
    page.open_with(NEW)
    assert met
    board = services.awards.board("2027-PX")
    assert page.title == board.title == "2027年度服务之星评选"
    assert [tier.kind for tier in board.tiers] == [TierKind.PERSON, TierKind.PERSON, TierKind.TEAM]


class TestQuotas:
    def test_worked_out_decided_kept_and_printed(
        self, page: AwardsPage, services: Services, round_: Round, qtbot: QtBot
    ) -> None:
        def act(dialog: QuotaDialog) -> None:
            assert unnamed_widgets(dialog) == []
            assert not dialog.act_button.isEnabled(), "what was not looked at is not kept"
            assert dialog.seats.value() == 3
            dialog.ratio.setText("1.2倍")
            click(qtbot, dialog.work_button)
            assert "“差额比例”填的是“1.2倍”" in dialog.problem.text()
            dialog.ratio.setText("1.2")
            dialog.minimum.setValue(2)
            click(qtbot, dialog.work_button)
            assert "多于名额 3 个" in dialog.problem.text()
            dialog.minimum.setValue(-1)
            click(qtbot, dialog.work_button)
            assert "其间 1 个名额待定" in dialog.tie_words.text()
            click(qtbot, dialog.act_button)
            assert "须从中选定 1 个单位" in dialog.problem.text()
            assert dialog.tied is not None
            dialog.tied.tick(SECOND)
            click(qtbot, dialog.act_button)
            assert "议定的理由" in dialog.problem.text()
            dialog.reason.setText("抓阄决定")
            click(qtbot, dialog.act_button)

        card = page.view.setup.quotas
        met = answer(QuotaDialog, act)
        click(qtbot, card.divide_button)
        assert met
        assert [row.places for row in services.award_quotas.saved(CODE).rows] == [1, 2, 0]
        services.settings.save_unit(UnitSettings(unit_name="云川供电服务中心"))
        click(qtbot, card.table_button)
        [paper] = services.documents.rows(services.settings.unit())
        assert paper.kind is DocumentKind.QUOTAS
        round_.nominate()
        page.refresh(EVERYTHING)
        assert page.view.board.overruns == ("客户服务中心/客服一班个人可推荐 2，已推荐 3，多 1",)

    def test_by_factors_typed_or_read(
        self, page: AwardsPage, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
    ) -> None:
        path = tmp_path / "产值.csv"
        path.write_text("单位,产值\n客服一班,10\n客服二班,30\n客服三班,0\n", encoding="utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))

        def fill(dialog: FactorDialog) -> None:
            assert unnamed_widgets(dialog) == []
            dialog.title.setText("产值")
            click(qtbot, dialog.act_button)
            assert "客服一班的产值”填的是“空白”" in dialog.problem.text()
            click(qtbot, dialog.read_button)
            assert [line.text() for line in dialog.numbers.values()] == ["10", "30", "0"]
            dialog.numbers[SECOND].setText("20")
            click(qtbot, dialog.act_button)

        def act(dialog: QuotaDialog) -> None:
            filled = answer(FactorDialog, fill)
            click(qtbot, dialog.add_factor_button)
            assert filled
            dialog.seats.setValue(12)
            click(qtbot, dialog.work_button)
            assert dialog.draft is not None
            assert [line.places for line in dialog.draft.lines] == [5, 7, 0]
            click(qtbot, dialog.act_button)

        met = answer(QuotaDialog, act)
        click(qtbot, page.view.setup.quotas.divide_button)
        assert met
        assert "产值 20 占 66.67%，×50%" in services.award_quotas.saved(CODE).rows[1].explanation
