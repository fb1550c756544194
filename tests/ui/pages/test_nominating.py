"""推荐 and 资格审查 by clicks: forms out and back, opinions of departments, vetoes of all scopes."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.services.awards.everyone import EveryoneChecked
from culture_desktop.services.awards.everyone_index import EveryoneIndex
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.everyone_dialog import EveryoneDialog
from culture_desktop.ui.dialogs.opinion_dialogs import AnswerDialog, AskDialog
from culture_desktop.ui.dialogs.people_picker import PeoplePicker
from culture_desktop.ui.dialogs.veto_dialog import VetoDialog
from culture_desktop.ui.dialogs.vetoes_dialog import VetoesDialog
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.pages.imports.kinds import AWARDS, ImportOrder
from culture_desktop.ui.pages.imports.page import DONE, REVIEW, ImportsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.cells import text_of
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.vocabulary import CampaignStep, DocumentKind, ListKind, OpinionVerdict
from tests.services.awards.campaign import CODE, FIRST, PEOPLE, SECOND, THIRD, Round
from tests.ui.accessible import unnamed_widgets
from tests.ui.pages.imports.driving import shown

TODAY = date(2026, 11, 11)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "runwu.db")
    yield database
    database.close()


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    made = Round(database, tmp_path)
    made.create()
    return made


@pytest.fixture
def services(database: Database) -> Services:
    services = Services.on(database)
    services.settings.save_unit(UnitSettings(unit_name="云川供电服务中心"))
    return services


@pytest.fixture
def page(services: Services, round_: Round, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> AwardsPage:
    page = AwardsPage(services, runner, settings, lambda: TODAY)
    page.changed.connect(page.refresh)  # as the window does
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    page.open_with(CODE)
    assert page.view.campaign is not None
    return page


@pytest.fixture
def notices(page: AwardsPage) -> list[Notice]:
    said: list[Notice] = []
    page.notified.connect(said.append)
    return said


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    assert button.isEnabled()
    assert button.isVisible()
    qtbot.mouseClick(button, LEFT)


def pick(button: MenuButton, words: str) -> None:
    """Choose from the list below a button."""
    assert button.isVisible()
    (action,) = (action for action in button.menu_.actions() if words in action.text())
    action.trigger()


def answer(kind: type[Dialog], act: Callable[[Any], None]) -> list[Dialog]:
    """Do something in the next dialog, which must be of this kind; gives the dialogs that came."""
    met: list[Dialog] = []

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind), dialog
        assert unnamed_widgets(dialog) == []
        met.append(dialog)
        act(dialog)

    QTimer.singleShot(0, meet)
    return met


class TestForms:
    def test_out_to_the_units_and_back_at_once(
        self,
        page: AwardsPage,
        services: Services,
        round_: Round,
        runner: InlineRunner,
        settings: Settings,
        notices: list[Notice],
        qtbot: QtBot,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        folder = tmp_path / "推荐表"
        folder.mkdir()
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(folder))
        pane = page.view.nomination
        pick(pane.forms_button, "每个单位一个文件")
        assert notices[-1].text == "已为 3 个单位生成推荐表，在“推荐表”里"
        paths = [folder / f"推荐表_{CODE}_{unit.rpartition('/')[2]}.xlsx" for unit in (FIRST, SECOND, THIRD)]
        for path, number, name in zip(paths, ("1001", "1004", "1006"), ("林婉清", "赵启明", "王𬭎"), strict=True):
            book = openpyxl.load_workbook(path)
            for column, value in enumerate(("个人", number, name, None, "用心服务，全年零投诉"), start=1):
                book.worksheets[0].cell(8, column, value)
            book.save(path)

        asked: list[tuple[object, str]] = []
        page.import_requested.connect(lambda kind, code: asked.append((kind, code)))
        pick(pane.forms_button, "导入交回的推荐表")
        assert asked == [(ListKind.NOMINATION, CODE)]

        importing: ImportsPage = shown(
            services, runner, settings, qtbot, AWARDS, ImportOrder(ListKind.NOMINATION, CODE)
        )
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(p) for p in paths], ""))
        click(qtbot, importing.choose.button)
        assert importing.step == REVIEW
        assert "3 个文件" in importing.count.text()
        preview = importing.review.preview
        titles = [column.title for column in importing.review.rows.table.row_model.columns]
        assert titles[:2] == ["来自", "行"]
        model = importing.review.rows.table.row_model
        sources = [text_of(model.cell(model.index(at, 1))) for at in range(model.rowCount())]
        assert sources == [unit.rpartition("/")[2] for unit in (FIRST, SECOND)]  # the third is an error, shown apart
        said = [problem.reason for problem in preview.problems]
        assert said == [f"不属于推荐单位“{THIRD}”，属于“{SECOND}”"]
        importing.apply()
        assert importing.step == DONE
        page.refresh(EVERYTHING)
        assert {n.number: n.reason for n in page.view.board.nominees} == {
            "1001": "用心服务，全年零投诉",
            "1004": "用心服务，全年零投诉",
        }

    def test_one_file_for_all_and_a_paper_to_sign(
        self,
        page: AwardsPage,
        services: Services,
        round_: Round,
        notices: list[Notice],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        pane = page.view.nomination
        target = tmp_path / "合订.xlsx"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), "Excel 文件 (*.xlsx)"))
        pick(pane.forms_button, "合成一个文件")
        assert len(openpyxl.load_workbook(target).sheetnames) == 6  # three forms, each with its hidden choices
        pick(pane.forms_button, "打印用推荐表")
        assert "还没有推荐对象" in page.view.problem.accessibleDescription()
        round_.nominate()
        page.refresh(EVERYTHING)
        pick(pane.forms_button, "打印用推荐表")
        assert notices[-1].text == f"已生成{DocumentKind.NOMINATION_FORMS.label}，{len(PEOPLE) + 3} 页"


class TestOpinions:
    def test_asked_answered_and_shown(
        self, page: AwardsPage, round_: Round, notices: list[Notice], qtbot: QtBot
    ) -> None:
        round_.nominate()
        page.refresh(EVERYTHING)
        page.view.show_step(CampaignStep.ELIGIBILITY)
        pane = page.view.eligibility

        def ask(dialog: AskDialog) -> None:
            qtbot.mouseClick(dialog.act_button, LEFT)
            assert "至少一个部门的名称" in dialog.problem.text()
            dialog.departments.insertPlainText("纪检监察室\n安全监察部")
            qtbot.mouseClick(dialog.act_button, LEFT)

        answer(AskDialog, ask)
        pick(pane.opinions_button, "征求意见：")
        count = len(PEOPLE) + 3
        assert notices[-1].text == f"已就 {count} 个对象向 2 个部门征求意见，共 {2 * count} 条"

        pane.table.select_key(round_.nominee("1001").nomination_id)
        card = pane.findings_card
        assert [reason.title for reason in card.opinions.reasons] == [
            "安全监察部还没有答复（2026年11月11日征求，2026年11月18日前答复）",
            "纪检监察室还没有答复（2026年11月11日征求，2026年11月18日前答复）",
        ]

        def object_(dialog: AnswerDialog) -> None:
            dialog.verdict.choose(OpinionVerdict.OBJECTS)
            qtbot.mouseClick(dialog.act_button, LEFT)
            assert "“不同意”的理由" in dialog.problem.text()
            dialog.words.insertPlainText("现场违章正在核查")
            qtbot.mouseClick(dialog.act_button, LEFT)

        answer(AnswerDialog, object_)
        click(qtbot, card.answer_button)
        first = card.opinions.reasons[0]
        assert (first.title, first.detail) == ("安全监察部不同意（2026年11月11日）", "现场违章正在核查")
        assert round_.nominee("1001").eligibility.passed  # it decides nothing by itself
        assert [view.word for view in pane.views(page.view.board)][3:] == ["部门有意见 1", f"待答复 {count}"]

    def test_only_about_those_who_are_ticked(
        self,
        page: AwardsPage,
        round_: Round,
        services: Services,
        qtbot: QtBot,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        round_.nominate()
        page.refresh(EVERYTHING)
        page.view.show_step(CampaignStep.ELIGIBILITY)
        pane = page.view.eligibility
        pane.table.select_key(round_.nominee("1002").nomination_id)
        pane.table.setFocus()
        qtbot.keyClick(pane.table, Qt.Key.Key_Space)

        def ask(dialog: AskDialog) -> None:
            dialog.departments.insertPlainText("工会")
            qtbot.mouseClick(dialog.act_button, LEFT)

        answer(AskDialog, ask)
        pick(pane.opinions_button, "征求意见：")
        assert [row.number for row in services.opinions.rows(CODE)] == ["1002"]
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path / "意见"))
        pick(pane.opinions_button, "生成征求意见表")
        assert [path.name for path in (tmp_path / "意见").iterdir()] == [f"征求意见_{CODE}_工会.xlsx"]


class TestVetoes:
    def test_somebody_not_put_forward_is_barred_everywhere_for_a_year(
        self, page: AwardsPage, round_: Round, services: Services, notices: list[Notice], qtbot: QtBot
    ) -> None:
        page.view.show_step(CampaignStep.ELIGIBILITY)

        def choose(dialog: PeoplePicker) -> None:
            dialog.table.select_key(round_.ids["1005"])
            answer(VetoDialog, bar)
            qtbot.mouseClick(dialog.act_button, LEFT)

        def bar(dialog: VetoDialog) -> None:
            dialog.reason.insert("责任事故")
            dialog.evidence.insertPlainText("安监〔2026〕8 号")
            dialog.scope.setCurrentIndex(1)
            dialog.expires.setChecked(True)
            dialog.until.set_day(TODAY)
            qtbot.mouseClick(dialog.act_button, LEFT)
            assert dialog.isVisible()  # it would have expired before it began
            dialog.until.set_day(date(2027, 11, 11))
            qtbot.mouseClick(dialog.act_button, LEFT)

        def look(dialog: VetoesDialog) -> None:
            assert len(dialog.table.row_model.rows) == 0
            answer(PeoplePicker, choose)
            qtbot.mouseClick(dialog.add_button, LEFT)
            row = dialog.table.row_model.rows[0]
            assert (row.number, row.scope, row.until) == ("1005", "全部评选", "2027年11月11日到期")
            dialog.reject()

        answer(VetoesDialog, look)
        click(qtbot, page.view.eligibility.vetoes_button)
        assert notices[-1].text == "已对买买提江·阿不都热西提一票否决（全部评选）"
        checked = {row.number: row for row in services.eligibility.everyone(CODE).rows}
        assert "2026年11月11日责任事故（依据：安监〔2026〕8 号）" in checked["1005"].eligibility.sentence
        assert checked["1001"].eligibility.passed


def test_nothing_is_without_a_name(page: AwardsPage, round_: Round) -> None:
    round_.nominate()
    page.refresh(EVERYTHING)
    for step in (CampaignStep.NOMINATION, CampaignStep.ELIGIBILITY):
        page.view.show_step(step)
        assert unnamed_widgets(page) == []


class TestEveryone:
    def test_looked_through_chosen_and_put_forward(
        self,
        page: AwardsPage,
        services: Services,
        round_: Round,
        notices: list[Notice],
        qtbot: QtBot,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        services.vetoes.bar(CODE, round_.ids["1001"], "有责投诉", "工单 12", TODAY)
        services.award_setup.nominate(CODE, [round_.ids["1002"]])
        round_.company.person("2001", "新来的", unit_id=round_.team_ids[FIRST])  # took part in nothing
        page.refresh(EVERYTHING)
        page.view.show_step(CampaignStep.ELIGIBILITY)
        target = tmp_path / "全体.xlsx"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), "Excel 文件 (*.xlsx)"))

        def numbers(dialog: EveryoneDialog) -> list[str]:
            return [row.number for row in dialog.table.row_model.rows]

        def look(dialog: EveryoneDialog) -> None:
            assert [button.text() for button in dialog.group.buttons()] == ["全部 7", "合格 5", "不合格 2"]
            assert len(numbers(dialog)) == 7
            click(qtbot, dialog.group.buttons()[2])
            assert numbers(dialog) == ["1001", "2001"]
            dialog.table.select_key(round_.ids["1001"])
            worst = dialog.findings.reasons[0]
            assert (worst.title, worst.detail) == ("没有一票否决情形", "2026年11月11日有责投诉（依据：工单 12）")
            assert dialog.rule.itemText(4) == "不符合“没有一票否决情形” 1 人"
            dialog.rule.setCurrentIndex(4)
            dialog.rule.activated.emit(4)
            assert numbers(dialog) == ["1001"]
            click(qtbot, dialog.export_button)
            dialog.clear()
            click(qtbot, dialog.group.buttons()[1])
            dialog.search.setFocus()
            qtbot.keyClicks(dialog.search, "zqm")
            qtbot.waitUntil(lambda: numbers(dialog) == ["1004"])
            dialog.table.setFocus()
            qtbot.keyClick(dialog.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            dialog.search.clear()
            qtbot.waitUntil(lambda: len(numbers(dialog)) == 5)
            assert dialog.act_button.text() == "推荐 1 人"
            qtbot.keyClick(dialog.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            assert dialog.act_button.text() == "推荐 4 人"  # one of the five is put forward already
            click(qtbot, dialog.act_button)

        met = answer(EveryoneDialog, look)
        click(qtbot, page.view.eligibility.everyone_button)
        assert met
        assert notices[-1].text == "已推荐 4 人"
        assert {n.number for n in page.view.board.nominees} == {"1002", "1003", "1004", "1005", "1006"}
        sheet = openpyxl.load_workbook(target).worksheets[0]
        assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
            [
                "林婉清",
                "1001",
                FIRST,
                "不合格 1 条",
                "3 / 4",
                "没有一票否决情形：2026年11月11日有责投诉（依据：工单 12）",
                None,
            ]
        ]

    def test_a_company_of_nobody(self, blank_services: Services, runner: InlineRunner, qtbot: QtBot) -> None:
        index = EveryoneIndex(EveryoneChecked((), (), ()))
        dialog = EveryoneDialog(None, index, find=lambda _words: (), export=lambda _shown: None, open_=True)
        qtbot.addWidget(dialog)
        dialog.show()
        assert not dialog.act_button.isEnabled()
        assert unnamed_widgets(dialog) == []
