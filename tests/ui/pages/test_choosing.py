"""拟定名单 beyond the list itself, by clicks on a real file: decisions, ties, conflicts, prices, what-if, records."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.rules.selection.problem import Status
from culture_desktop.services.awards.choices import Decision
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.deadlock_dialog import DeadlockDialog
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.fixed_choice_dialog import FixedChoiceDialog, ReleaseDialog
from culture_desktop.ui.dialogs.limits_dialog import LimitsDialog
from culture_desktop.ui.dialogs.record_dialog import RecordDialog
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.pages.awards.selection_pane import RecordAct
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner, TaskRunner
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.page import EVERYTHING
from tests.services.awards.campaign import CODE, MASTER, NOTICE_FROM, STAR, Round, won
from tests.services.awards.test_ties import tie
from tests.ui.accessible import unnamed_widgets

WHY = "评委会表决 5 票对 2 票"
LIST, FIXED, PRICES, WHAT_IF = range(4)


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


def opened(services: Services, runner: Runner, settings: Settings, qtbot: QtBot) -> AwardsPage:
    page = AwardsPage(services, runner, settings, lambda: NOTICE_FROM)
    page.changed.connect(page.refresh)  # as the window does
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    page.open_campaign(CODE)
    return page


@pytest.fixture
def at_list(
    services: Services, round_: Round, runner: Runner, settings: Settings, qtbot: QtBot
) -> Callable[[], AwardsPage]:
    return lambda: opened(services, runner, settings, qtbot)


@pytest.fixture
def scored(round_: Round) -> Round:
    round_.up_to_scores()
    return round_


def click(qtbot: QtBot, button: QPushButton | None) -> None:
    assert button is not None
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def turn_to(page: AwardsPage, qtbot: QtBot, part: int) -> None:
    click(qtbot, page.view.choosing.segments.buttons[part])


@contextmanager
def at(kind: type[Any], act: Callable[[Any], None]) -> Iterator[None]:
    """Play the user in the dialog that opens inside; one left open is an error."""
    with met(kind, act) as seen:
        yield
    assert seen, f"no {kind.__name__} was opened"


@contextmanager
def met(kind: type[Any], act: Callable[[Any], None]) -> Iterator[list[QWidget]]:
    seen: list[QWidget] = []
    problems: list[BaseException] = []

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, kind), dialog
            seen.append(dialog)
            act(dialog)
            assert not dialog.isVisible(), "left open"
        except BaseException as problem:  # noqa: BLE001  # carried out of Qt's event loop to the test
            problems.append(problem)
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, meet)
    yield seen
    if problems:
        raise problems[0]


def writing(qtbot: QtBot, reason: str) -> Callable[[Any], None]:
    def act(dialog: Any) -> None:
        dialog.reason.insert(reason)
        qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

    return act


def select(page: AwardsPage, number: str) -> None:
    nominee = next(n for n in page.view.board.nominees if n.number == number)
    assert page.view.selection.table.select_key(nominee.nomination_id)


class TestDecisions:
    def test_made_told_and_taken_back(self, scored: Round, at_list: Callable[[], AwardsPage], qtbot: QtBot) -> None:
        page = at_list()
        said: list[Notice] = []
        page.notified.connect(said.append)
        select(page, "1006")

        def decide(dialog: FixedChoiceDialog) -> None:
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
            assert "“指定的理由”填的是“空白”" in dialog.problem.text()  # it stays
            dialog.place.setCurrentIndex(2)
            dialog.reason.insert(WHY)
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        with at(FixedChoiceDialog, decide):
            click(qtbot, page.view.selection.why_card.fix_button)
        assert said[-1].text == f"已记下：王𬭎指定入选“{MASTER}”"
        page.selection_acts.propose()
        assert won(page.view.board)["1006"] == MASTER
        turn_to(page, qtbot, FIXED)
        (row,) = page.view.fixed.table.row_model.rows
        assert row.fixed is not None
        assert (row.name, row.fixed.reason) == ("王𬭎", WHY)
        assert not unnamed_widgets(page)
        with at(ReleaseDialog, writing(qtbot, "程序有误")):
            click(qtbot, page.view.fixed.release_button)
        assert page.view.board.fixed == ()
        assert page.view.fixed.table.row_model.rows == ()

    def test_a_refusal_stays_in_the_dialog(
        self, scored: Round, services: Services, at_list: Callable[[], AwardsPage], qtbot: QtBot
    ) -> None:
        services.award_choices.decide(CODE, [Decision(scored.nominee("1001").nomination_id, True, STAR)], WHY)
        page = at_list()
        select(page, "1002")

        def decide(dialog: FixedChoiceDialog) -> None:
            dialog.place.setCurrentIndex(1)
            dialog.reason.insert(WHY)
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
            assert "“服务之星”只有 1 个名额，已全部指定" in dialog.problem.text()
            dialog.reject()

        with at(FixedChoiceDialog, decide):
            click(qtbot, page.view.selection.why_card.fix_button)
        assert len(page.view.board.fixed) == 1

    def test_nothing_is_decided_once_confirmed(
        self, round_: Round, at_list: Callable[[], AwardsPage], qtbot: QtBot
    ) -> None:
        round_.confirmed()
        page = at_list()
        page.view.stepper.chosen.emit(4)
        assert not page.view.selection.why_card.fix_button.isVisible()
        turn_to(page, qtbot, WHAT_IF)
        assert not page.view.what_if.adopt_button.isVisible()


class TestTies:
    def test_one_comparison_more(self, round_: Round, at_list: Callable[[], AwardsPage], qtbot: QtBot) -> None:
        tie(round_)
        page = at_list()
        assert page.view.said is not None
        assert "取舍线上并列：" in page.view.said.title

        def settle(dialog: DeadlockDialog) -> None:
            assert [n.number for n in dialog._tie.nominees] == ["1004", "1005"]
            assert dialog.rule.currentText() == "司龄"
            assert not unnamed_widgets(dialog)
            writing(qtbot, "评委会当场议定")(dialog)

        with at(DeadlockDialog, settle):
            click(qtbot, page.view.band_button)
        click(qtbot, page.view.band_button)  # 重新拟定
        assert won(page.view.board)["1005"] == MASTER

    def test_by_lot(self, round_: Round, at_list: Callable[[], AwardsPage], qtbot: QtBot) -> None:
        tie(round_)
        page = at_list()

        def settle(dialog: DeadlockDialog) -> None:
            qtbot.mouseClick(dialog.by_hand, Qt.MouseButton.LeftButton, pos=QPoint(10, dialog.by_hand.height() // 2))
            assert dialog.by_hand.isChecked()
            dialog.places[0].setCurrentIndex(1)
            writing(qtbot, "抽签，监票人曹堃")(dialog)

        with at(DeadlockDialog, settle):
            click(qtbot, page.view.band_button)
        click(qtbot, page.view.band_button)
        proposal = page.view.board.proposal
        assert proposal is not None
        assert proposal.status is Status.OPTIMAL
        assert won(page.view.board)["1004"] == MASTER


class TestConflicts:
    def test_each_rule_leads_to_where_it_is_changed(
        self, round_: Round, at_list: Callable[[], AwardsPage], qtbot: QtBot
    ) -> None:
        round_.up_to_scores(
            limits={"exactly": True, "groups": [], "units": [{"each": "own", "maximum": 1}], "shares": []}
        )
        page = at_list()
        page.selection_acts.propose()
        clashes = page.view.selection.clashes
        assert clashes.isVisible()
        link = next(link for link in clashes.links if link.text() == "修改限制")

        def loosen(dialog: LimitsDialog) -> None:
            dialog.units.lines[0].maximum.setValue(2)
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        with at(LimitsDialog, loosen):
            click(qtbot, link)
        assert not clashes.isVisible()
        page.selection_acts.propose()
        assert page.view.board.winners

    def test_a_decision_in_conflict_is_taken_back(
        self, scored: Round, services: Services, at_list: Callable[[], AwardsPage], qtbot: QtBot
    ) -> None:
        for key in ("1001", "1002", "1003"):
            services.award_choices.decide(CODE, [Decision(scored.nominee(key).nomination_id, True)], WHY)
        page = at_list()
        page.selection_acts.propose()
        link = next(link for link in page.view.selection.clashes.links if link.text() == "取消指定")
        with at(ReleaseDialog, writing(qtbot, "改由得分决定")):
            click(qtbot, link)
        assert len(page.view.board.fixed) == 2


class TestPrices:
    def test_rows_come_with_what_each_rule_changed(
        self, scored: Round, at_list: Callable[[], AwardsPage], qtbot: QtBot
    ) -> None:
        page = at_list()
        turn_to(page, qtbot, PRICES)
        pane = page.view.prices
        rows = pane.table.row_model.rows
        assert rows[0].rule == "客户服务中心/客服一班获奖合计至多 2 人"  # what changed something comes first
        assert {swap.name for swap in rows[0].answer.swaps} == {"司徒雅澜", "赵启明"}
        assert "司徒雅澜" in pane.why.text()
        assert pane.again_button.isVisible()
        assert not pane.stop_button.isVisible()

    def test_before_the_scores_it_says_why_not(
        self, round_: Round, at_list: Callable[[], AwardsPage], qtbot: QtBot
    ) -> None:
        round_.create()
        page = at_list()
        page.view.stepper.chosen.emit(4)
        for part in (PRICES, WHAT_IF):
            turn_to(page, qtbot, part)
        assert not page.view.prices.table.row_model.rows
        assert not page.view.what_if.numbers.isEnabled()


class TestWhatIf:
    def test_swaps_at_once_then_adopted(
        self, scored: Round, at_list: Callable[[], AwardsPage], qtbot: QtBot, database: Database
    ) -> None:
        page = at_list()
        turn_to(page, qtbot, WHAT_IF)
        pane = page.view.what_if
        assert not pane.adopt_button.isEnabled()
        pane.numbers.units[0][1].setValue(3)
        qtbot.waitUntil(lambda: bool(pane.table.row_model.rows))
        assert {(s.name, s.before, s.after) for s in pane.table.row_model.rows} == {
            ("司徒雅澜", "", MASTER),
            ("赵启明", MASTER, ""),
        }
        assert pane.said.text() == "1 个入选，1 个落选"
        assert f"{MASTER} +" in pane.totals.text()
        assert not unnamed_widgets(page)
        click(qtbot, pane.adopt_button)
        assert page.view.board.limits[3] == "同一班组（单位）获奖合计至多 3 人"
        assert not pane.adopt_button.isEnabled()
        assert pane.table.row_model.rows == ()

    def test_discarding_leaves_nothing(self, scored: Round, at_list: Callable[[], AwardsPage], qtbot: QtBot) -> None:
        page = at_list()
        before = page.view.board
        turn_to(page, qtbot, WHAT_IF)
        pane = page.view.what_if
        pane.numbers.seats[MASTER].setValue(1)
        qtbot.waitUntil(lambda: bool(pane.table.row_model.rows))
        click(qtbot, pane.discard_button)
        assert pane.numbers.seats[MASTER].value() == 2
        assert pane.table.row_model.rows == ()
        page.refresh(EVERYTHING)
        assert page.view.board.limits == before.limits
        assert page.view.board.tiers == before.tiers

    def test_a_supposed_decision(self, scored: Round, at_list: Callable[[], AwardsPage], qtbot: QtBot) -> None:
        page = at_list()
        turn_to(page, qtbot, WHAT_IF)
        pane = page.view.what_if
        assert not pane.reason.isVisible()
        pane.numbers.who.setText("1006")
        click(qtbot, pane.numbers.add_button)
        qtbot.waitUntil(lambda: bool(pane.table.row_model.rows))
        assert {s.name for s in pane.table.row_model.rows} == {"王𬭎", "赵启明"}
        click(qtbot, pane.adopt_button)
        assert "“指定的理由”填的是“空白”" in pane.said.text()
        pane.reason.insert(WHY)
        click(qtbot, pane.adopt_button)
        (nominee,) = page.view.board.fixed
        assert nominee.number == "1006"

    def test_a_hopeless_number_says_what_helps(
        self, scored: Round, at_list: Callable[[], AwardsPage], qtbot: QtBot
    ) -> None:
        page = at_list()
        turn_to(page, qtbot, WHAT_IF)
        pane = page.view.what_if
        pane.numbers.units[0][1].setValue(1)
        qtbot.waitUntil(lambda: pane.said.text().startswith("排不出名单："))
        assert "单独放宽即可" in pane.help.text()
        low, _high = pane.numbers.shares[0]
        low.setText("六成")
        assert low.property("invalid") == "true"
        assert pane.numbers.alternative() is None

    def test_only_the_latest_question_is_answered(
        self, scored: Round, services: Services, settings: Settings, qtbot: QtBot
    ) -> None:
        """On the real worker: many questions in a row, the last one's answer stays."""
        runner = TaskRunner()
        page = opened(services, runner, settings, qtbot)
        try:
            qtbot.waitUntil(lambda: page.view.campaign is not None and page.view.isVisible())
            turn_to(page, qtbot, WHAT_IF)
            pane = page.view.what_if
            qtbot.waitUntil(pane.numbers.isEnabled)
            basis = page.alternatives_acts._basis
            assert basis is not None
            shown: list[object] = []
            finished: list[object] = []
            runner.finished.connect(finished.append)
            for seats in (1, 3, 1, 3, 1):
                pane.numbers.seats[MASTER].blockSignals(True)
                pane.numbers.seats[MASTER].setValue(seats)
                pane.numbers.seats[MASTER].blockSignals(False)
                page.alternatives_acts.ask(pane.tried())
            qtbot.waitUntil(lambda: len(finished) == 5)
            shown = [(s.before, s.after) for s in pane.table.row_model.rows]
            assert shown == [(MASTER, "")]
            page.alternatives_acts.ask(pane.tried())  # a question about an earlier state is not answered any more
            page.view.what_if.forget()
            qtbot.waitUntil(lambda: not runner.busy)
            assert pane.table.row_model.rows == ()
        finally:
            runner.shut_down()


class TestRecords:
    def test_saved_then_checked_then_tampered_with(
        self, scored: Round, at_list: Callable[[], AwardsPage], qtbot: QtBot, tmp_path: Path
    ) -> None:
        page = at_list()
        page.selection_acts.propose()
        target = tmp_path / "记录.json"

        def name_it(dialog: QFileDialog) -> None:
            line = dialog.findChild(QLineEdit, "fileNameEdit")
            assert line is not None
            line.setText(str(target))
            qtbot.keyClick(line, Qt.Key.Key_Return)

        page.view.stepper.chosen.emit(4)
        with at(QFileDialog, name_it):
            page.view.selection.record_button.picked.emit(RecordAct.SAVE)
        assert json.loads(target.read_text(encoding="utf-8"))["about"]["campaign"] == CODE
        verdicts: list[str] = []

        def read(dialog: Dialog) -> None:
            assert isinstance(dialog, RecordDialog)
            verdicts.append(dialog.windowTitle() + dialog.found.accessibleName())
            dialog.reject()

        for changed in (False, True):
            if changed:
                text = target.read_text(encoding="utf-8").replace("林婉清", "林某某", 1)
                target.write_text(text, encoding="utf-8")

            with at(RecordDialog, read):
                page.selection_acts.check(target)
        assert verdicts[0].startswith("核对“记录.json”：一致")
        assert verdicts[1].startswith("核对“记录.json”：不一致")
        assert "文件在写成之后被改动过（摘要不符）" in verdicts[1]
