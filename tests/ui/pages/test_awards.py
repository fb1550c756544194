"""The awards page with the real services: a campaign by clicks, from the nominees to the certificates on disk."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.services.awards.nominee_rows import Outcome
from culture_desktop.services.imports.ballots import BallotImportService
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.award_dialog import AwardDialog
from culture_desktop.ui.dialogs.campaign_dialog import CampaignDialog
from culture_desktop.ui.dialogs.deadlock_dialog import DeadlockDialog
from culture_desktop.ui.dialogs.design_choice_dialog import DesignChoiceDialog
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.limits_dialog import LimitsDialog
from culture_desktop.ui.dialogs.people_picker import PeoplePicker
from culture_desktop.ui.dialogs.reason_dialog import ReasonDialog
from culture_desktop.ui.dialogs.signing_dialog import SigningDialog
from culture_desktop.ui.dialogs.team_picker import TeamPicker
from culture_desktop.ui.dialogs.veto_dialog import VetoDialog
from culture_desktop.ui.dialogs.vetoes_dialog import VetoesDialog
from culture_desktop.ui.pages.awards.campaign_view import STEPS
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.pages.documents.page import DocumentsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.cells import Figure
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.page import EVERYTHING, NEW
from culture_desktop.vocabulary import CampaignStep, DocumentKind, ListKind, TierKind
from tests.services.awards.campaign import (
    AWARDED_ON,
    CODE,
    FIRST,
    MASTER,
    NOTICE_FROM,
    PATTERN,
    PEOPLE,
    SECOND,
    STAR,
    TEAM,
    Round,
    default_points,
    won,
)
from tests.services.imports.lists import xlsx
from tests.ui.accessible import unnamed_widgets

UNIT = UnitSettings(
    unit_name="云川供电服务中心", issuer="云川供电服务中心工会", decision_prefix="云工发", certificate_pattern=PATTERN
)


class Clock:
    """A day that the test sets."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> date:
        return self.day


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
    services = Services.on(database)
    services.settings.save_unit(UNIT)
    return services


@pytest.fixture
def clock() -> Clock:
    return Clock(NOTICE_FROM)


@pytest.fixture
def page(
    services: Services, round_: Round, runner: InlineRunner, settings: Settings, clock: Clock, qtbot: QtBot
) -> AwardsPage:
    page = AwardsPage(services, runner, settings, clock)
    page.changed.connect(page.refresh)  # as the window does
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    return page


@pytest.fixture
def notices(page: AwardsPage) -> list[Notice]:
    said: list[Notice] = []
    page.notified.connect(said.append)
    return said


def click(qtbot: QtBot, button: QPushButton | None) -> None:
    assert button is not None
    assert button.isEnabled()
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def band(page: AwardsPage) -> str:
    """What the band says, title and detail."""
    assert page.view.said is not None
    return f"{page.view.said.title}。{page.view.said.detail}"


def go_to(page: AwardsPage, qtbot: QtBot, step: CampaignStep) -> None:
    """Click a step of the stepper."""
    stepper = page.view.stepper
    at = STEPS.index(step)
    x = at * (stepper.width() - 60) // (len(STEPS) - 1) + 10
    qtbot.mouseClick(stepper, Qt.MouseButton.LeftButton, pos=QPoint(min(x, stepper.width() - 8), 12))
    assert page.view.shown is step


def answer(kind: type[Dialog], act: Callable[[Any], None]) -> list[Dialog]:
    """Do something in the next dialog, which must be of this kind; gives the dialogs that came."""
    met: list[Dialog] = []

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind), dialog
        met.append(dialog)
        act(dialog)

    QTimer.singleShot(0, meet)
    return met


def tick_all(qtbot: QtBot) -> Callable[[PeoplePicker | TeamPicker], None]:
    def act(dialog: PeoplePicker | TeamPicker) -> None:
        dialog.table.setFocus()
        qtbot.keyClick(dialog.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

    return act


def pressing(qtbot: QtBot) -> Callable[[Dialog], None]:
    return lambda dialog: qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)


class Walk:
    """The user on the way through a campaign; every step by mouse or keyboard."""

    def __init__(self, page: AwardsPage, round_: Round, notices: list[Notice], qtbot: QtBot) -> None:
        self.page, self.view, self.round, self.notices, self.qtbot = page, page.view, round_, notices, qtbot

    def open(self) -> None:
        self.page.list.table.setFocus()
        self.page.list.table.select_key(CODE)
        self.qtbot.keyClick(self.page.list.table, Qt.Key.Key_Return)
        assert (self.page.title, self.page.crumb) == ("2026年度服务之星评选", "评选")

    def press_band(self) -> None:
        click(self.qtbot, self.view.band_button)

    def nominate(self) -> None:
        assert "个人推荐不足：名额 3，已推荐 0" in band(self.page)
        for picker in (PeoplePicker, TeamPicker):
            met = answer(picker, tick_all(self.qtbot))
            self.press_band()
            assert met
        assert self.notices[-1].text == "已推荐 4 个集体"  # the three teams and the centre above them
        assert len(self.view.board.nominees) == len(PEOPLE) + 4

    def withdraw(self, name: str) -> None:
        """Tick a nominee with the space bar and take the nomination back."""
        table = self.view.nomination.table
        nominee = next(n for n in self.view.board.nominees if n.name == name)
        table.select_key(nominee.nomination_id)
        self.qtbot.keyClick(table, Qt.Key.Key_Space)
        click(self.qtbot, self.view.nomination.withdraw_button)
        assert name not in {n.name for n in self.view.board.nominees}

    def check_and_score(self) -> None:
        go_to(self.page, self.qtbot, CampaignStep.ELIGIBILITY)
        rows = self.view.eligibility.table.row_model.rows
        assert [row.name for row in rows if not row.eligibility.passed] == ["客服三班"]  # nobody works there
        self.press_band()
        assert "8 个对象分数不全" in band(self.page)
        asked: list[tuple[object, str]] = []
        self.page.import_requested.connect(lambda kind, code: asked.append((kind, code)))
        self.press_band()
        assert asked == [(ListKind.SCORE, CODE)]
        self.round.score()
        self.page.open_with(CODE)  # as the import leads back

    def propose(self) -> None:
        assert self.view.shown is CampaignStep.SELECTION
        self.press_band()
        assert won(self.view.board) == {"1001": STAR, "1002": MASTER, "1004": MASTER, SECOND: TEAM}
        assert "名单已拟定：4 个" in band(self.page)
        click(self.qtbot, self.view.selection.minutes_button)
        assert self.notices[-1].text.startswith("已生成评审会议记录")
        self.press_band()

    def put_up(self) -> None:
        """The public notice; nothing is confirmed before it has ended."""
        assert self.view.notice.computed.text() == "到2026年11月17日（星期二）止"
        self.press_band()
        assert (self.view.board.notice_from, self.view.board.notice_to) == (NOTICE_FROM, date(2026, 11, 17))
        click(self.qtbot, self.view.notice.paper_button)
        self.press_band()
        assert "公示到2026年11月17日，还不能确认表彰" in band(self.page)
        assert self.view.band_button is None
        assert not self.view.award.certificates_button.isEnabled()

    def confirm(self) -> None:
        met = answer(AwardDialog, pressing(self.qtbot))
        self.press_band()
        assert met
        assert self.view.board.confirmed
        numbers = [winner.certificate for winner in self.view.award.table.row_model.rows]
        assert numbers == [f"云工荣〔2026〕{number:03d}号" for number in (1, 2, 3, 4)]

    def make_papers(self) -> object:
        """The decision and the certificates; the id the notice leads to."""
        click(self.qtbot, self.view.award.decision_button)
        click(self.qtbot, self.view.award.certificates_button)
        led: list[tuple[str, object]] = []
        self.page.navigated.connect(lambda key, argument: led.append((key, argument)))
        assert self.notices[-1].callback is not None
        self.notices[-1].callback()
        ((key, document_id),) = led
        assert key == "documents"
        return document_id


class TestWholeCampaign:
    def test_from_nominees_to_certificates_on_disk(
        self,
        page: AwardsPage,
        round_: Round,
        services: Services,
        settings: Settings,
        clock: Clock,
        notices: list[Notice],
        qtbot: QtBot,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        round_.create()
        page.refresh(EVERYTHING)
        walk = Walk(page, round_, notices, qtbot)
        walk.open()
        walk.nominate()
        walk.withdraw("客户服务中心")
        walk.check_and_score()
        walk.propose()
        walk.put_up()
        clock.day = AWARDED_ON
        page.refresh(EVERYTHING)
        walk.confirm()
        document_id = walk.make_papers()

        documents = DocumentsPage(services, InlineRunner(), settings, clock)
        qtbot.addWidget(documents)
        documents.resize(1198, 685)
        documents.show()
        documents.refresh(EVERYTHING)
        documents.open_with(document_id)
        current = documents.list.current()
        assert current is not None
        assert (current.kind, documents.view.page_count) == (DocumentKind.CERTIFICATES, 4)
        target = tmp_path / "证书.pdf"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), "PDF 文件 (*.pdf)"))
        click(qtbot, documents.pane.save_button)
        documents.view.clear()
        texts = pages_of(target)
        assert len(texts) == 4
        assert "林婉清同志" in texts[0]
        assert "欧阳䶮同志" in texts[1]
        assert "客户服务中心客服二班" in texts[3]
        assert all(f"{number:03d}号" in text for number, text in enumerate(texts, start=1))


def pages_of(path: Path) -> list[str]:
    """The text of each page."""
    document = PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


class TestSteps:
    def test_a_veto_with_its_reason(self, page: AwardsPage, round_: Round, qtbot: QtBot) -> None:
        round_.up_to_scores()
        page.open_with(CODE)
        go_to(page, qtbot, CampaignStep.ELIGIBILITY)
        pane = page.view.eligibility
        pane.table.select_key(round_.nominee("1001").nomination_id)

        def bar(dialog: VetoDialog) -> None:
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
            assert dialog.isVisible()  # not without a reason
            dialog.reason.insert("有责投诉")  # as an input method does
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        assert answer(VetoDialog, bar) is not None
        click(qtbot, pane.findings_card.veto_button)
        assert round_.nominee("1001").outcome is Outcome.INELIGIBLE
        assert pane.findings_card.findings.reasons[0].detail == "2026年11月11日有责投诉"

        def lift(dialog: VetoesDialog) -> None:
            assert dialog.table.current_row() is not None  # the veto on whom it was asked about
            qtbot.mouseClick(dialog.lift_button, Qt.MouseButton.LeftButton)
            assert "解除理由" in dialog.problem.text()
            dialog.reason.insert("复核后认定无责")
            qtbot.mouseClick(dialog.lift_button, Qt.MouseButton.LeftButton)
            assert dialog.table.row_model.rows == ()
            dialog.reject()

        answer(VetoesDialog, lift)
        click(qtbot, pane.findings_card.lift_button)
        assert round_.nominee("1001").eligibility.passed

    def test_votes_stand_beside_the_scores_once_there_are_ballots(
        self, page: AwardsPage, round_: Round, qtbot: QtBot, tmp_path: Path
    ) -> None:
        round_.up_to_scores()
        page.open_with(CODE)
        go_to(page, qtbot, CampaignStep.SCORING)
        pane = page.view.scoring
        assert "得票" not in [column.title for column in pane.table.row_model.columns]
        ballots = BallotImportService(round_.company.database)
        papers = ({"票号": 1, "1001": "√", "1002": "×"}, {"票号": 2, "1001": "√", "1002": ""})
        ballots.apply(ballots.preview(xlsx(tmp_path / "选票.xlsx", *papers), into=CODE))
        page.refresh(EVERYTHING)
        column = next(column for column in pane.table.row_model.columns if column.title == "得票")
        shown = {n.number: column.cell(n) for n in pane.table.row_model.rows if n.kind is TierKind.PERSON}
        assert (shown["1001"], shown["1002"]) == (Figure("2"), Figure("0"))
        assert column.tooltip is not None
        assert column.tooltip(round_.nominee("1002")) == "同意 0，不同意 1，弃权 1"
        assert pane.note(round_.board) == "2 张选票"

    def test_seats_are_kept_as_they_are_changed(self, page: AwardsPage, round_: Round, qtbot: QtBot) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        page.open_with(CODE)
        go_to(page, qtbot, CampaignStep.SETUP)
        spin = page.view.setup.spins[page.view.board.tiers[1].id]
        spin.setFocus()
        qtbot.keyClick(spin, Qt.Key.Key_Down)
        assert round_.board.tiers[1].seats == 1
        go_to(page, qtbot, CampaignStep.SELECTION)
        assert "需重新拟定" in band(page)
        click(qtbot, page.view.band_button)
        assert len(round_.board.winners) == 3

    def test_what_cannot_be_leads_to_the_limits(self, page: AwardsPage, round_: Round, qtbot: QtBot) -> None:
        limits = {"exactly": True, "groups": [], "units": [{"each": "own", "maximum": 1}], "shares": []}
        round_.up_to_scores(limits=limits)
        page.open_with(CODE)
        click(qtbot, page.view.band_button)
        assert "按现有条件排不出名单" in band(page)
        assert "单独放宽即可" in band(page)
        proposal = page.view.board.proposal
        assert proposal is not None
        assert f"{FIRST}获奖合计至多 1 人" in proposal.conflict
        met = answer(LimitsDialog, lambda dialog: dialog.reject())
        click(qtbot, page.view.band_button)
        assert met

    def test_a_tie_asks_how_it_is_decided(self, page: AwardsPage, round_: Round, qtbot: QtBot) -> None:
        round_.create()
        round_.nominate()
        round_.score(default_points() | {"1004": "88", "1005": "88"})
        page.open_with(CODE)
        click(qtbot, page.view.band_button)
        assert "取舍线上并列：赵启明、买买提江·阿不都热西提" in band(page)
        assert page.view.selection.why_card.structure.isVisible()
        met = answer(DeadlockDialog, lambda dialog: dialog.reject())
        click(qtbot, page.view.band_button)
        assert met
        assert round_.board.current_step.step is CampaignStep.SELECTION

    def test_the_last_day_is_asked_for_where_no_calendar_is(
        self, page: AwardsPage, round_: Round, qtbot: QtBot
    ) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        page.open_with(CODE)
        notice = page.view.notice
        assert not notice.last_field.isVisible()
        notice.first.set_day(date(2027, 1, 4))
        assert notice.last_field.isVisible()
        assert notice.last_field.failed
        notice.last.set_day(date(2027, 1, 11))
        click(qtbot, page.view.band_button)
        assert round_.board.notice_to == date(2027, 1, 11)

    def test_why_somebody_is_out(self, page: AwardsPage, round_: Round, qtbot: QtBot) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        page.open_with(CODE)
        go_to(page, qtbot, CampaignStep.SELECTION)
        pane = page.view.selection
        pane.table.select_key(round_.nominee("1003").nomination_id)
        titles = [reason.title for reason in pane.why_card.why.reasons]
        scored = ["资格审查通过", "参与活动　100.00　占 40%", "评委评审　92.00　占 60%"]
        assert titles == [*scored, "未入选", "其余获奖者也都不能单独替换"]
        assert "至多 2 人" in pane.why_card.why.reasons[3].detail
        assert pane.why_card.strip.accessibleName() == "评委打分：计入 92.00，去掉 90.00、94.00，平均 92.00"

    def test_search_by_pinyin_and_views(self, page: AwardsPage, round_: Round, qtbot: QtBot) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        page.open_with(CODE)
        go_to(page, qtbot, CampaignStep.SELECTION)
        pane = page.view.selection
        qtbot.keyClicks(pane.search, "lwq")
        qtbot.keyClick(pane.search, Qt.Key.Key_Return)
        assert [row.name for row in pane.table.row_model.rows] == ["林婉清"]
        pane.clear_filters()
        chip = next(b for b in pane.findChildren(QPushButton) if b.text() == f"{MASTER} 2")
        click(qtbot, chip)
        assert {row.tier for row in pane.table.row_model.rows} == {MASTER}

    def test_a_reason_is_written(self, page: AwardsPage, round_: Round, qtbot: QtBot) -> None:
        round_.up_to_scores()
        page.open_with(CODE)
        go_to(page, qtbot, CampaignStep.NOMINATION)
        pane = page.view.nomination
        pane.table.select_key(round_.nominee("1002").nomination_id)

        def write(dialog: ReasonDialog) -> None:
            dialog.editor.setPlainText("带教 3 人")
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        answer(ReasonDialog, write)
        edit = next(b for b in pane.reason_card.findChildren(QPushButton) if b.text() == "修改")
        click(qtbot, edit)
        assert round_.nominee("1002").reason == "带教 3 人"

    def test_a_missing_setting_is_said_with_the_way_to_it(
        self, page: AwardsPage, round_: Round, services: Services, qtbot: QtBot
    ) -> None:
        round_.confirmed()
        services.settings.save_unit(UnitSettings())
        page.open_with(CODE)
        click(qtbot, page.view.award.certificates_button)
        assert page.view.problem.isVisible()
        assert "还没有填写“落款单位”" in page.view.problem.accessibleDescription()
        led: list[str] = []
        page.navigated.connect(lambda key, _argument: led.append(key))
        click(qtbot, page.view.problem.settings_button)
        assert led == ["settings"]

    def test_a_design_is_chosen_and_the_certificates_are_signed(
        self, page: AwardsPage, round_: Round, services: Services, qtbot: QtBot
    ) -> None:
        round_.confirmed()
        services.signing.create("spring rain")
        services.signing.lock()
        page.open_with(CODE)

        def choose(dialog: DesignChoiceDialog) -> None:
            assert unnamed_widgets(dialog) == []
            dialog.every.setCurrentIndex(dialog.every.findData("plain"))
            dialog.every.activated.emit(dialog.every.currentIndex())
            click(qtbot, dialog.act_button)

        answer(DesignChoiceDialog, choose)
        click(qtbot, page.view.award.designs_button)
        assert {tier.key for tier in services.design_choices.of(CODE, services.settings.unit())} == {"plain"}

        def unlock(dialog: SigningDialog) -> None:
            dialog.passphrase.setText("summer rain")
            click(qtbot, dialog.act_button)
            assert dialog.isVisible()
            dialog.passphrase.setText("spring rain")
            click(qtbot, dialog.act_button)

        answer(SigningDialog, unlock)
        click(qtbot, page.view.award.certificates_button)
        assert services.signing.open
        assert {row.design for row in services.certificates.rows()} == {"素雅"}

    def test_after_confirming_nothing_can_be_changed(self, page: AwardsPage, round_: Round, qtbot: QtBot) -> None:
        round_.confirmed()
        page.open_with(CODE)
        view = page.view
        changing: list[QWidget] = [
            view.nomination.people_button,
            view.nomination.teams_button,
            view.eligibility.findings_card.veto_button,
            view.scoring.import_button,
            view.selection.propose_button,
            view.notice.start_button,
        ]
        for step in STEPS:
            go_to(page, qtbot, step)
            assert not any(widget.isVisible() for widget in changing)
            assert view.band_button is None
        assert not any(spin.isEnabled() for spin in view.setup.spins.values())

    def test_the_result_is_held_against_its_record(
        self, page: AwardsPage, round_: Round, database: Database, qtbot: QtBot
    ) -> None:
        said: list[str] = []
        page.notified.connect(lambda notice: said.append(notice.text))
        page.failed.connect(lambda error: said.append(str(error)))
        round_.up_to_notice()
        page.open_with(CODE)
        go_to(page, qtbot, CampaignStep.AWARD)
        assert not page.view.award.check_button.isVisible()
        round_.awards.confirm(CODE, AWARDED_ON, PATTERN)
        page.refresh(EVERYTHING)
        go_to(page, qtbot, CampaignStep.AWARD)
        click(qtbot, page.view.award.check_button)
        assert said == ["存证完好：评分和名单与表彰时一致，共 3 条"]
        with closing(sqlite3.connect(database.path)) as connection:
            connection.execute("UPDATE score SET points = 9900 WHERE id = 1")
            connection.commit()
        click(qtbot, page.view.award.check_button)
        assert said[1:] == [
            "评选存证核验不通过：评分（林婉清 评委评审）与第 1 条存证（导入评分）不符：得分应为 96.00，现为 99.00。"
            "请保留现有文件，并与最近的完好备份核对。"
        ]


class TestList:
    def test_a_campaign_is_made_from_a_template(self, page: AwardsPage, services: Services, qtbot: QtBot) -> None:
        profiles = services.award_setup.profiles()

        def make(dialog: CampaignDialog) -> None:
            assert dialog.code.text() == "2026-P01"
            dialog.title.clear()
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
            assert dialog.isVisible()  # not without a title
            dialog.title.insert("年度评选")
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        met = answer(CampaignDialog, make)
        page.open_with(NEW)
        assert met
        board = services.awards.board("2026-P01")
        assert board.title == page.title == "年度评选"
        assert [tier.name for tier in board.tiers] == [tier.name for tier in profiles[0].tiers]

    def test_deleting_leads_back_and_says_what_went_along(self, page: AwardsPage, round_: Round, qtbot: QtBot) -> None:
        round_.up_to_scores()
        page.open_with(CODE)
        notices: list[Notice] = []
        page.notified.connect(notices.append)
        board = round_.board
        page.delete()
        assert re.fullmatch(
            rf"已删除“{board.title}”和 {len(board.nominees)} 项推荐、[1-9][0-9,]* 个评分", notices[0].text
        )
        assert (page.crumb, round_.awards.campaigns()) == ("", ())
        assert page.list.isVisible()

    def test_a_code_that_is_not_there(self, page: AwardsPage) -> None:
        problems: list[object] = []
        page.failed.connect(problems.append)
        page.open_with("2031")
        assert str(problems[0]) == "没有找到评选“2031”。请核对编号，或先导入、新建。"
        assert page.list.isVisible()

    def test_nobody_is_silent(self, page: AwardsPage, round_: Round) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        page.open_with(CODE)
        assert unnamed_widgets(page) == []
