"""投票与测评 by clicks and keys: a round called, typed, recorded, voted again; an assessment; what is wrong is said."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.rules.profiles import bundled_profile
from culture_desktop.services.awards.voting_rows import Round as VotingRound
from culture_desktop.services.imports.ballots import BallotImportService
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.copies_dialog import CopiesDialog
from culture_desktop.ui.dialogs.correction_dialog import CorrectionDialog
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.round_dialog import RoundDialog
from culture_desktop.ui.pages.awards.count_input import CountInput
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.pages.awards.voting_pane import RoundPaper, VotingPane
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.cells import text_of
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.vocabulary import CampaignStep, DocumentKind, Grade, ListKind, VotingKind
from tests.services.awards.campaign import AS_OF, CODE, PEOPLE, Round
from tests.services.imports.lists import xlsx
from tests.ui.accessible import unnamed_widgets

TODAY = date(2026, 11, 2)
UNIT = UnitSettings(unit_name="云川供电服务中心", issuer="云川供电服务中心工会")
FIGURES = {"present": 20, "issued": 20, "returned": 19, "invalid": 1}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "runwu.db")
    yield database
    database.close()


@pytest.fixture
def services(database: Database) -> Services:
    services = Services.on(database)
    services.settings.save_unit(UNIT)
    return services


@pytest.fixture
def page(
    services: Services, database: Database, tmp_path: Path, runner: InlineRunner, settings: Settings, qtbot: QtBot
) -> AwardsPage:
    made = Round(database, tmp_path)
    made.create()
    made.nominate()
    page = AwardsPage(services, runner, settings, lambda: TODAY)
    page.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    look_at(page, CODE)
    return page


@pytest.fixture
def pane(page: AwardsPage) -> VotingPane:
    return page.view.voting


def look_at(page: AwardsPage, code: str) -> None:
    page.open_campaign(code)
    page.view.show_step(CampaignStep.SCORING)
    page.view.review.show_part(2)
    assert page.view.review.part is page.view.voting


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
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def call(pane: VotingPane, qtbot: QtBot, act: Callable[[RoundDialog], None] = lambda _dialog: None) -> None:
    def fill(dialog: RoundDialog) -> None:
        act(dialog)
        click(qtbot, dialog.act_button)

    met = answer(RoundDialog, fill)
    click(qtbot, pane.new_button)
    assert met


def two_places(dialog: RoundDialog) -> None:
    dialog.title.setText("服务之星投票")
    dialog.places.setValue(2)


def enter_papers(pane: VotingPane, **figures: int) -> None:
    for name, value in (FIGURES | figures).items():
        pane.figures.spins[name].setValue(value)


def type_column(pane: VotingPane, qtbot: QtBot, votes: dict[str, str], column: int = 1) -> None:
    """Down a column of the grid by keyboard alone, in the order of the paper; a name left out stays empty."""
    pane.table.setCurrentIndex(pane.table.row_model.index(0, column))
    assert pane.edit.begin(pane.table.row_model.index(0, column))
    for at, one in enumerate(pane.table.row_model.rows):
        qtbot.waitUntil(partial(_types_in, pane, at))
        typed = pane.edit.input
        assert isinstance(typed, CountInput)
        typed.selectAll()
        if one.name in votes:
            qtbot.keyClicks(typed, votes[one.name])
        qtbot.keyClick(typed, Qt.Key.Key_Return)


def _types_in(pane: VotingPane, row: int) -> bool:
    return pane.edit.input is not None and pane.table.currentIndex().row() == row


def by_name(*counts: int) -> dict[str, str]:
    return {name: str(count) for (name, *_), count in zip(PEOPLE.values(), counts, strict=True)}


def results(pane: VotingPane) -> dict[str, str]:
    column = pane.table.row_model.columns[-1]
    return {one.name: text_of(column.cell(one)) for one in pane.table.row_model.rows}


def newest(services: Services) -> VotingRound:
    return services.voting.voting(CODE).rounds[-1]


def test_a_vote_typed_by_keyboard_and_voted_again(
    page: AwardsPage, pane: VotingPane, services: Services, qtbot: QtBot
) -> None:
    assert pane.rounds.row_model.rows == ()
    call(pane, qtbot, two_places)
    assert [one.name for one in pane.table.row_model.rows][:2] == ["王𬭎", "司徒雅澜"]
    assert not pane.count_button.isEnabled()
    assert pane.said.text() == "先填到会人数、发出和收回张数"
    enter_papers(pane)
    assert pane.figures.valid.text() == "18 张"
    type_column(pane, qtbot, by_name(12, 11, 11, 1, 0, 0))
    assert pane.said.text() == ""
    assert unnamed_widgets(page) == []
    click(qtbot, pane.count_button)
    assert newest(services).counted
    assert results(pane)["林婉清"] == "当选"
    assert results(pane)["欧阳䶮"] == "票数相等"
    assert "司徒雅澜、欧阳䶮赞成票相等" in pane.said.text()
    click(qtbot, pane.second_button)
    second = newest(services)
    assert (second.number, second.again_of) == (2, 1)
    assert [one.name for one in pane.table.row_model.rows] == ["司徒雅澜", "欧阳䶮"]
    enter_papers(pane)
    type_column(pane, qtbot, {"欧阳䶮": "10", "司徒雅澜": "8"})
    click(qtbot, pane.count_button)
    assert results(pane) == {"欧阳䶮": "当选", "司徒雅澜": "名额已满"}
    assert not pane.second_button.isVisible()
    # The last round stands beside the scores.
    shown = services.awards.board(CODE).vote_count
    assert shown is not None
    assert shown.round == 2


def test_what_is_wrong_is_said_where_it_is_typed(pane: VotingPane, services: Services, qtbot: QtBot) -> None:
    call(pane, qtbot, two_places)
    enter_papers(pane, invalid=20)
    assert pane.figures.fault == "无效票 20 张，多于收回的 19 张"
    assert pane.figures.spins["invalid"].accessibleDescription() == pane.figures.fault
    enter_papers(pane, issued=21)
    assert pane.figures.fault == "发出选票 21 张，多于到会有表决权的 20 人"
    enter_papers(pane)
    assert pane.figures.fault == ""
    type_column(pane, qtbot, by_name(19, 0, 0, 0, 0, 0))
    assert results(pane)["林婉清"] == "赞成、反对、弃权合计 19 票，有效票是 18 张"
    assert not pane.count_button.isEnabled()
    type_column(pane, qtbot, by_name(18, 18, 1, 0, 0, 0))
    assert pane.said.text() == "赞成票合计 37 票，但有效票 18 张、每张至多选 2 人，至多 36 票"
    pane.edit.begin(pane.table.row_model.index(0, 1))
    typed = pane.edit.input
    assert isinstance(typed, CountInput)
    typed.setText("两票")
    qtbot.keyClick(typed, Qt.Key.Key_Return)
    assert "应为不小于 0 的整数" in pane.edit.failure
    qtbot.keyClick(typed, Qt.Key.Key_Escape)
    assert not newest(services).counted


def test_what_is_typed_outlives_a_refresh_and_another_round(page: AwardsPage, pane: VotingPane, qtbot: QtBot) -> None:
    call(pane, qtbot, two_places)
    enter_papers(pane)
    type_column(pane, qtbot, by_name(12, 11, 10, 0, 0, 0))
    page.refresh(EVERYTHING)
    assert pane.figures.valid.text() == "18 张"
    assert pane.count_button.isEnabled()
    call(pane, qtbot)
    assert pane.figures.valid.text() == "0 张"
    pane.select_round(1)
    assert pane.count_button.isEnabled()


def test_a_correction_asks_for_the_reason(pane: VotingPane, services: Services, qtbot: QtBot) -> None:
    call(pane, qtbot, two_places)
    enter_papers(pane)
    type_column(pane, qtbot, by_name(12, 11, 10, 0, 0, 0))
    click(qtbot, pane.count_button)
    assert not pane.count_button.isVisible()
    pane.edit.begin(pane.table.row_model.index(3, 1))
    typed = pane.edit.input
    assert isinstance(typed, CountInput)
    qtbot.keyClicks(typed, "13")
    qtbot.keyClick(typed, Qt.Key.Key_Tab)
    # What the others leave is no longer what stood there, which is said.
    assert "合计 19 票" in results(pane)["林婉清"]
    qtbot.waitUntil(lambda: pane.edit.input is not None)
    pane.edit.leave()
    pane.edit.begin(pane.table.row_model.index(3, 3))
    typed = pane.edit.input
    assert isinstance(typed, CountInput)
    typed.clear()
    qtbot.keyClick(typed, Qt.Key.Key_Return)
    assert pane.count_button.text() == "更正计票"

    def say_why(dialog: CorrectionDialog) -> None:
        dialog.editor.setPlainText("唱票有误，监票人核对")
        click(qtbot, dialog.act_button)

    met = answer(CorrectionDialog, say_why)
    click(qtbot, pane.count_button)
    assert met
    best = next(one for one in newest(services).candidates if one.name == "林婉清")
    assert best.votes is not None
    assert (best.votes.approve, best.votes.abstain) == (13, 5)


def test_a_void_vote_is_recorded_as_void(pane: VotingPane, services: Services, qtbot: QtBot) -> None:
    call(pane, qtbot, two_places)
    enter_papers(pane, issued=18, invalid=0)
    assert pane.figures.fault == "收回 19 张，多于发出的 18 张，这一轮无效"
    assert pane.count_button.text() == "登记为无效"
    click(qtbot, pane.count_button)
    assert newest(services).papers.void
    assert set(results(pane).values()) == {"投票无效"}


def test_imported_ballots_wait_for_their_figures(
    page: AwardsPage, pane: VotingPane, services: Services, database: Database, tmp_path: Path, qtbot: QtBot
) -> None:
    wanted: list[tuple[object, str]] = []
    page.import_requested.connect(lambda kind, code: wanted.append((kind, code)))
    click(qtbot, pane.import_button)
    assert wanted == [(ListKind.BALLOT, CODE)]
    service = BallotImportService(database)
    papers = ({"票号": n, "林婉清": "√", "欧阳䶮": "√" if n < 8 else "×"} for n in range(1, 12))
    service.apply(service.preview(xlsx(tmp_path / "选票.xlsx", *papers), into=CODE))
    page.refresh(EVERYTHING)
    assert pane.figures.spins["returned"].value() == 11
    assert not pane.figures.spins["invalid"].isEnabled()
    assert not pane.edit.begin(pane.table.row_model.index(0, 1))
    for name, value in (("present", 12), ("issued", 12)):
        pane.figures.spins[name].setValue(value)
    click(qtbot, pane.count_button)
    assert results(pane)["林婉清"] == "当选"


def test_a_round_without_a_count_is_removed(pane: VotingPane, services: Services, qtbot: QtBot) -> None:
    call(pane, qtbot, two_places)
    click(qtbot, pane.remove_button)
    assert services.voting.voting(CODE).rounds == ()
    assert not pane.table.row_model.rows


def test_an_assessment_as_the_template_has_it(
    page: AwardsPage, pane: VotingPane, services: Services, database: Database, qtbot: QtBot
) -> None:
    services.award_setup.create(
        bundled_profile("award_party_member"), "P1", "优秀党员评选", date(2026, 1, 1), AS_OF, AS_OF
    )
    look_at(page, "P1")
    assert pane.plan_band.isVisible()

    def nobody(dialog: RoundDialog) -> None:
        assert (dialog.title.text(), dialog.share.text()) == ("民主评议测评", "1/3")
        assert not dialog.act_button.isEnabled()
        dialog.reject()

    met = answer(RoundDialog, nobody)
    click(qtbot, pane.plan_button)
    assert met
    look_at(page, CODE)

    def assess(dialog: RoundDialog) -> None:
        dialog.kind.choose(VotingKind.ASSESSMENT)
        dialog.share.setText("三成")
        click(qtbot, dialog.act_button)
        assert "应为大于 0、不超过 1 的比例" in dialog.problem.text()
        dialog.share.setText("1/3")

    call(pane, qtbot, assess)
    enter_papers(pane)
    type_column(pane, qtbot, by_name(18, 16, 12, 0, 0, 0), 1)
    type_column(pane, qtbot, by_name(0, 2, 6, 18, 18, 18), 2)
    assert pane.count_button.text() == "登记测评"
    click(qtbot, pane.count_button)
    assert results(pane)["司徒雅澜"] == Grade.QUALIFIED.label
    assert "司徒雅澜优秀票过半，但优秀名额已满，评为合格" in pane.said.text()


def test_papers_of_a_round(page: AwardsPage, pane: VotingPane, services: Services, qtbot: QtBot) -> None:
    call(pane, qtbot, two_places)

    def five(dialog: CopiesDialog) -> None:
        dialog.copies.setValue(5)
        click(qtbot, dialog.act_button)

    met = answer(CopiesDialog, five)
    pane.papers_button.picked.emit(RoundPaper.BALLOTS)
    assert met
    pane.papers_button.picked.emit(RoundPaper.TALLY)
    pane.papers_button.picked.emit(RoundPaper.RESULT)
    assert page.view.problem.isVisible()  # not counted yet
    enter_papers(pane)
    type_column(pane, qtbot, by_name(12, 11, 10, 0, 0, 0))
    click(qtbot, pane.count_button)
    pane.papers_button.picked.emit(RoundPaper.RESULT)
    made = [paper.kind for paper in services.documents.rows(UNIT)]
    assert made == [DocumentKind.VOTES, DocumentKind.BALLOTS, DocumentKind.BALLOTS]


def test_a_closed_campaign_shows_its_votes_and_changes_none(
    page: AwardsPage, pane: VotingPane, services: Services, database: Database, tmp_path: Path, qtbot: QtBot
) -> None:
    call(pane, qtbot, two_places)
    made = Round(database, tmp_path, made=True)
    made.score()
    made.awards.propose(CODE)
    made.awards.start_notice(CODE, date(2026, 11, 11))
    made.awards.confirm(CODE, date(2026, 11, 18), "云工荣〔{year}〕{number}号")
    look_at(page, CODE)
    for part in (pane.new_button, pane.count_button, pane.second_button, pane.remove_button, pane.import_button):
        assert not part.isVisible()
    assert not pane.figures.spins["present"].isEnabled()
