"""公示 and 表彰: objections, the calendar, corrections and the whole set of papers, by the buttons of the page."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.handling_dialog import HandlingDialog
from culture_desktop.ui.dialogs.holidays_dialog import HolidaysDialog
from culture_desktop.ui.dialogs.objection_dialog import ObjectionDialog
from culture_desktop.ui.dialogs.revocation_dialog import RevocationDialog
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.vocabulary import CampaignStep, DocumentKind
from tests.services.awards.campaign import AWARDED_ON, CODE, PATTERN, Round, won
from tests.ui.accessible import unnamed_widgets

TODAY = date(2026, 11, 18)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "runwu.db")
    yield database
    database.close()


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    round_ = Round(database, tmp_path)
    round_.up_to_notice()
    return round_


@pytest.fixture
def services(database: Database) -> Services:
    services = Services.on(database)
    services.settings.save_unit(UnitSettings(unit_name="云川供电服务中心", issuer="云川供电服务中心工会"))
    return services


@pytest.fixture
def page(services: Services, round_: Round, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> AwardsPage:
    page = AwardsPage(services, runner, settings, lambda: TODAY)
    page.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    page.open_campaign(CODE)
    page.view.show_step(CampaignStep.NOTICE)
    return page


def meeting(kind: type[Dialog], act: Callable[[Any], None]) -> list[Dialog]:
    """Do something in the next dialog; those that came."""
    met: list[Dialog] = []

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        met.append(dialog)
        act(dialog)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, meet)
    return met


def press(qtbot: QtBot, button: Any) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_entered_refused_then_closed(page: AwardsPage, round_: Round, services: Services, qtbot: QtBot) -> None:
    card = page.view.notice.objections

    def enter(dialog: ObjectionDialog) -> None:
        assert unnamed_widgets(dialog) == []
        press(qtbot, dialog.act_button)
        assert dialog.isVisible()  # nobody is named
        dialog.about.setCurrentIndex(dialog.about.findText("林婉清", Qt.MatchFlag.MatchStartsWith))
        QTest.keyClicks(dialog.contact, "13812344417")
        dialog.name.setText("李大力")
        dialog.content.setPlainText("三月份投诉属实")
        dialog.received.set_day(date(2026, 11, 12))
        assert dialog.deadline.day() == date(2026, 11, 19)
        press(qtbot, dialog.act_button)

    met = meeting(ObjectionDialog, enter)
    press(qtbot, card.entry_button)
    assert met
    [row] = round_.board.objections
    assert card.table.model().rowCount() == 1
    assert "异议 1" in next(s.caption for s in page.view.board.steps if s.step is CampaignStep.NOTICE)
    assert page.view.board.blocker_of(CampaignStep.AWARD) == "还有 1 件异议没有办结：林婉清（第 1 件）"

    def handle(dialog: HandlingDialog) -> None:
        assert unnamed_widgets(dialog) == []
        dialog.handling.setPlainText("投诉属实")
        dialog.conclusion.setCurrentText("异议成立")
        assert dialog.exclude.isChecked()
        press(qtbot, dialog.act_button)

    met = meeting(HandlingDialog, handle)
    card.table.select_key(row.id)
    press(qtbot, card.handle_button)
    assert met
    assert not round_.board.objections[0].open
    assert round_.board.notice_from is None
    assert "1001" not in won(services.awards.propose(CODE).value)


def test_taken_up_again_and_printed(page: AwardsPage, services: Services, qtbot: QtBot) -> None:
    press(qtbot, page.view.notice.objections.paper_button)
    [paper] = services.documents.rows(services.settings.unit())
    assert paper.kind is DocumentKind.OBJECTIONS


def test_the_holidays_of_a_year_pasted_from_the_notice(page: AwardsPage, qtbot: QtBot, services: Services) -> None:
    notice = page.view.notice
    notice.first.set_day(date(2026, 12, 30))
    assert notice.last_field.isVisible()
    assert notice.last_field.failed

    def paste(dialog: HolidaysDialog) -> None:
        assert unnamed_widgets(dialog) == []
        assert dialog.year.value() == 2027
        assert "还没有2027年的安排" in dialog.read.text()
        dialog.text.setPlainText("元旦：1月1日（周四）至3日放假，共3天。")
        assert "周五" in dialog.read.text()
        dialog.text.setPlainText("元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。")
        assert dialog.read.text().startswith("放假 3 天，调休上班 1 天")
        press(qtbot, dialog.act_button)
        assert dialog.isVisible()  # the source is missing
        dialog.source.setText("国办发明电〔2026〕1号")
        press(qtbot, dialog.act_button)

    met = meeting(HolidaysDialog, paste)
    press(qtbot, notice.holidays_button)
    assert met
    assert services.workdays.year(2027).entered
    notice.first.set_day(date(2026, 12, 31))
    assert not notice.last_field.isVisible()
    assert notice.computed.text() == "到2027年1月7日（星期四）止"


def test_an_honour_revoked_and_a_name_put_right(
    page: AwardsPage, round_: Round, services: Services, qtbot: QtBot
) -> None:
    services.awards.confirm(CODE, AWARDED_ON, PATTERN)
    page.refresh(EVERYTHING)
    page.view.show_step(CampaignStep.AWARD)
    pane = page.view.award
    pane.table.select_key(round_.nominee("1001").nomination_id)

    def revoke(dialog: RevocationDialog) -> None:
        assert unnamed_widgets(dialog) == []
        dialog.what.setCurrentText("撤销荣誉")
        press(qtbot, dialog.act_button)
        assert dialog.isVisible()  # without a reason
        dialog.reason.setText("事迹不实")
        dialog.day.set_day(AWARDED_ON)
        press(qtbot, dialog.act_button)

    met = meeting(RevocationDialog, revoke)
    press(qtbot, pane.correct_button)
    assert met
    assert round_.nominee("1001").revoked_on == AWARDED_ON

    def rename(dialog: RevocationDialog) -> None:
        assert dialog.what.count() == 1  # revoked once is enough
        dialog.name.setText("林晚清")
        dialog.reason.setText("名册录错")
        press(qtbot, dialog.act_button)

    met = meeting(RevocationDialog, rename)
    pane.table.select_key(round_.nominee("1001").nomination_id)
    press(qtbot, pane.correct_button)
    assert met
    assert round_.nominee("1001").name == "林晚清"


def test_the_whole_set_by_one_click(
    page: AwardsPage, services: Services, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    page.notified.connect(lambda notice: said.append(notice.text))
    page.view.show_step(CampaignStep.AWARD)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    press(qtbot, page.view.award.set_button)
    made = sorted(path.name for path in (tmp_path / f"{CODE}全套文书").iterdir())
    assert {"00 目录.pdf", "01 评选通知.pdf", "09 公示.pdf"} <= set(made)
    assert said[-1].startswith(f"已生成 {len(made) - 1} 种文书")
    assert len(services.documents.rows(services.settings.unit())) == len(made) - 1
