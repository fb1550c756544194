"""Objections and the calendar in 公示: entered, handled and closed by the keys and buttons of the page."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.handling_dialog import HandlingDialog
from culture_desktop.ui.dialogs.holidays_dialog import HolidaysDialog
from culture_desktop.ui.dialogs.objection_dialog import ObjectionDialog
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.vocabulary import CampaignStep, DocumentKind
from tests.services.awards.campaign import CODE, Round, won
from tests.ui.accessible import unnamed_widgets

TODAY = date(2026, 11, 16)


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
