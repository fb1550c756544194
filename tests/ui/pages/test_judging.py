"""评审 with real widgets on a real file: the panel, recusals, score sheets out."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.name_dialog import NameDialog
from culture_desktop.ui.dialogs.people_picker import PeoplePicker
from culture_desktop.ui.dialogs.recusal_dialog import DeclaredRecusalDialog, FoundRecusalsDialog
from culture_desktop.ui.dialogs.tie_dialog import TieDialog
from culture_desktop.ui.dialogs.typing_dialog import TypingDialog
from culture_desktop.ui.pages.awards.judging_pane import JudgingPane
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.pages.awards.scoring_pane import ScoringPane
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.cells import Status
from culture_desktop.ui.tables.number_grid import NumberGrid
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.vocabulary import CampaignStep, TieKind
from tests.services.awards.campaign import AWARDED_ON, CODE, JUDGES, NOTICE_FROM, PATTERN, PEOPLE, Round
from tests.ui.accessible import unnamed_widgets


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "runwu.db")
    yield database
    database.close()


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    made = Round(database, tmp_path)
    made.create()
    made.nominate()
    return made


@pytest.fixture
def services(database: Database) -> Services:
    services = Services.on(database)
    services.settings.save_unit(UnitSettings(unit_name="云川供电服务中心", certificate_pattern=PATTERN))
    return services


@pytest.fixture
def page(services: Services, round_: Round, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> AwardsPage:
    page = AwardsPage(services, runner, settings, lambda: NOTICE_FROM)
    page.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    page.open_campaign(CODE)
    page.view.show_step(CampaignStep.SCORING)
    qtbot.mouseClick(page.view.review.segments.buttons[1], Qt.MouseButton.LeftButton)
    assert page.view.review.part is page.view.judging
    return page


@pytest.fixture
def pane(page: AwardsPage) -> JudgingPane:
    return page.view.judging


@pytest.fixture
def said(page: AwardsPage) -> list[str]:
    found: list[str] = []
    page.notified.connect(lambda notice: found.append(notice.text))
    return found


def click(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isEnabled()
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def answer(*guests: tuple[type[QDialog], Callable[[Any], None]]) -> None:
    """Act in the dialogs that come one after the other."""
    waiting = list(guests)

    def meet() -> None:
        kind, act = waiting.pop(0)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind), dialog
        if waiting:
            QTimer.singleShot(0, meet_next)
        try:
            act(dialog)
        except BaseException:
            dialog.reject()
            raise

    def meet_next() -> None:
        if isinstance(QApplication.activeModalWidget(), waiting[0][0]):
            meet()
        else:
            QTimer.singleShot(5, meet_next)

    QTimer.singleShot(0, meet)


def pick(menu_words: str, pane: JudgingPane, *, of: str = "add_button") -> None:
    """Choose from the menu of a button."""
    button = getattr(pane, of)
    next(action for action in button.menu_.actions() if action.text().startswith(menu_words)).trigger()


def add(qtbot: QtBot, pane: JudgingPane, name: str) -> None:
    def type_name(dialog: NameDialog) -> None:
        dialog.editor.setText(name)
        click(qtbot, dialog.act_button)

    answer((NameDialog, type_name))
    pick("外部评委", pane)


def test_the_panel_from_nothing(
    pane: JudgingPane, page: AwardsPage, services: Services, round_: Round, said: list[str], qtbot: QtBot
) -> None:
    assert not pane.table.row_model.rows
    assert not pane.sheets_button.isVisible()
    for name in JUDGES[:2]:
        add(qtbot, pane, name)

    def choose(dialog: PeoplePicker) -> None:
        qtbot.waitUntil(lambda: dialog.table.row_model.rowCount() > 0)
        dialog.table.row_model.set_ticked([round_.ids["1004"]])
        click(qtbot, dialog.act_button)

    answer((PeoplePicker, choose))
    pick("从在册人员", pane)
    assert [judge.name for judge in pane.table.row_model.rows] == ["雷慧珍", "曹堃", "赵启明"]
    assert pane.band.isVisible()
    assert unnamed_widgets(pane) == []
    pane.table.select_key(pane.table.row_model.rows[1].id)
    click(qtbot, pane.judge_card.removal_button)
    assert [judge.name for judge in services.judges.panel(CODE).judges] == ["雷慧珍", "赵启明"]
    add(qtbot, pane, "赵启明")
    assert said[-1] == "已移除评委曹堃"  # the name is taken: said as an error, nothing was added
    assert len(services.judges.panel(CODE).judges) == 2


def test_what_the_rules_call_for_is_shown_before_it_is_written(
    pane: JudgingPane, services: Services, round_: Round, said: list[str], qtbot: QtBot
) -> None:
    services.judges.add_staff(CODE, [round_.ids["1004"]])
    page = pane.window()
    assert isinstance(page, AwardsPage)
    page.refresh(EVERYTHING)
    shown: list[str] = []

    def leave_out(dialog: FoundRecusalsDialog) -> None:
        assert unnamed_widgets(dialog) == []
        shown.extend(one.sentence for one in dialog.table.row_model.rows)
        own = [one for one in dialog.table.row_model.rows if one.nominee.number in ("1004", "1005")]
        dialog.table.row_model.set_ticked([(one.judge_id, one.nominee.nomination_id) for one in own])
        assert dialog.act_button.text() == "登记 2 项"
        click(qtbot, dialog.act_button)

    answer((FoundRecusalsDialog, leave_out))
    click(qtbot, pane.check_button)
    assert "赵启明回避赵启明：评委就是本人。" in shown
    assert said == ["已登记 2 项回避"]
    assert {r.nominee.number for r in services.judges.panel(CODE).recusals} == {"1004", "1005"}
    pane.table.select_key(pane.table.row_model.rows[0].id)
    assert pane.judge_card.recusals.reasons[0].detail == "评委就是本人（按规则）"


def test_ties_and_recusals_by_word(
    pane: JudgingPane, services: Services, round_: Round, said: list[str], qtbot: QtBot
) -> None:
    add(qtbot, pane, "雷慧珍")

    def choose(dialog: PeoplePicker) -> None:
        qtbot.waitUntil(lambda: dialog.table.row_model.rowCount() > 0)
        dialog.table.select_key(round_.ids["1006"])
        click(qtbot, dialog.act_button)

    def describe(dialog: TieDialog) -> None:
        assert unnamed_widgets(dialog) == []
        dialog.kind.choose(TieKind.MENTOR)
        dialog.note.setText("2023 年师徒协议")
        click(qtbot, dialog.act_button)

    answer((PeoplePicker, choose), (TieDialog, describe))
    click(qtbot, pane.judge_card.tie_button)
    assert said[-1] == "已登记雷慧珍与王𬭎的师徒关系"
    assert len(services.judges.panel(CODE).found) == 2  # the person and the person's team

    def declare(dialog: DeclaredRecusalDialog) -> None:
        assert unnamed_widgets(dialog) == []
        click(qtbot, dialog.act_button)
        assert dialog.problem.text() == "“推荐对象”填的是“空白”，应为至少勾选一个。原值已保留。"
        key = round_.nominee("1001").nomination_id
        dialog.table.row_model.set_ticked([key])
        click(qtbot, dialog.act_button)
        assert "“回避事由”填的是“空白”" in dialog.problem.text()
        dialog.reason.setText("曾为同事，本人申报")
        click(qtbot, dialog.act_button)

    answer((DeclaredRecusalDialog, declare))
    click(qtbot, pane.judge_card.recusal_button)
    (row,) = services.judges.panel(CODE).recusals
    assert (row.nominee.name, row.reason) == (PEOPLE["1001"][0], "曾为同事，本人申报")


def test_sheets_go_into_a_folder_and_onto_paper(
    pane: JudgingPane,
    services: Services,
    said: list[str],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in JUDGES:
        add(qtbot, pane, name)
    (tmp_path / "评分表").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path / "评分表"))
    pick("导出电子评分表", pane, of="sheets_button")
    assert said[-1] == "已生成 3 份评分表，保存在“评分表”"
    assert len(list((tmp_path / "评分表").glob("*.xlsx"))) == 3
    pick("打印纸质评分表", pane, of="sheets_button")
    assert said[-1].startswith("已生成评分表，6 页")
    assert [row.kind.label for row in services.documents.rows(services.settings.unit())] == ["评分表"]


def test_after_the_award_the_panel_is_only_looked_at(
    page: AwardsPage, pane: JudgingPane, round_: Round, qtbot: QtBot
) -> None:
    round_.score()
    round_.awards.propose(CODE)
    round_.awards.start_notice(CODE, NOTICE_FROM)
    page.refresh(EVERYTHING)
    assert pane.add_button.isVisible()
    round_.awards.confirm(CODE, AWARDED_ON, PATTERN)
    page.refresh(EVERYTHING)
    card = pane.judge_card
    changing = (pane.add_button, pane.sheets_button, pane.band, card.tie_button, card.recusal_button)
    assert not any(widget.isVisible() for widget in (*changing, card.removal_button))


class TestTyping:
    """两遍录入: by keyboard, blind, compared and settled."""

    @pytest.fixture
    def scoring(self, page: AwardsPage, pane: JudgingPane, qtbot: QtBot) -> ScoringPane:
        add(qtbot, pane, "雷慧珍")
        page.view.review.show_part(0)
        return page.view.scoring

    def test_from_the_keys_to_the_scores(
        self, scoring: ScoringPane, services: Services, said: list[str], qtbot: QtBot
    ) -> None:
        def type_in(dialog: TypingDialog) -> None:
            assert unnamed_widgets(dialog) == []
            for at, last in enumerate(("88", "98")):
                if at:
                    qtbot.mouseClick(dialog.deck.segments.buttons[at], Qt.MouseButton.LeftButton)
                grid = dialog.grids[at]
                qtbot.waitUntil(grid.hasFocus)
                for points in ("96", "95", "94", "93", "92", "91", "90", last):
                    type_number(qtbot, grid, points)
                assert len(grid.numbers()) == 8
            qtbot.mouseClick(dialog.deck.segments.buttons[2], Qt.MouseButton.LeftButton)
            assert dialog.figures.text() == "第一遍 8 个，第二遍 8 个；一致 7，不一致 1"
            assert not dialog.act_button.isEnabled()
            grid = dialog.grids[2]
            grid.setFocus()
            type_number(qtbot, grid, "101")
            assert (
                dialog.problem.text() == "客服二班（客户服务中心）　评委评审“采用”填的是“101”，应在 0 到 100 分之间。"
            )
            type_number(qtbot, grid, "89")
            assert dialog.act_button.text() == "记入 8 个评分"
            click(qtbot, dialog.act_button)

        answer((TypingDialog, type_in))
        click(qtbot, scoring.typing_button)
        assert said == ["两遍核对一致，已记入雷慧珍的 8 个分数"]
        assert services.judges.panel(CODE).judges[0].missing == 0

    def test_what_was_typed_is_there_next_time(
        self, scoring: ScoringPane, services: Services, said: list[str], qtbot: QtBot
    ) -> None:
        def leave(dialog: TypingDialog) -> None:
            qtbot.waitUntil(dialog.grids[0].hasFocus)
            type_number(qtbot, dialog.grids[0], "96")
            type_number(qtbot, dialog.grids[0], "九十")
            assert "应为数字" in dialog.problem.text()
            qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)

        answer((TypingDialog, leave))
        click(qtbot, scoring.typing_button)
        assert said[-1] == "已保存雷慧珍第 1 遍录入，1 个分数"
        assert list(services.typed_scores.grid(CODE, "雷慧珍", 1).typed.values()) == [96]

    def test_without_judges_there_is_nothing_to_type(self, page: AwardsPage, qtbot: QtBot) -> None:
        failed: list[str] = []
        page.failed.connect(lambda error: failed.append(str(error)))
        page.view.review.show_part(0)
        click(qtbot, page.view.scoring.typing_button)
        assert failed == ["还不能进行“两遍录入”：还没有评委，请先在“评委与回避”里添加。"]
        assert page.view.review.part is page.view.judging


def type_number(qtbot: QtBot, grid: NumberGrid, points: str) -> None:
    """Type into the cell the keyboard is on, and press Enter."""
    qtbot.keyClick(grid, points[0] if points.isascii() else Qt.Key.Key_F2)
    editor = grid.viewport().findChild(QLineEdit)
    assert editor is not None
    if points.isascii():
        qtbot.keyClicks(editor, points[1:])
    else:  # comes whole, as from an input method
        editor.setText(points)
    assert editor.text() == points
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.viewport().findChild(QLineEdit) is None)


def test_ways_of_summing_up_are_compared(page: AwardsPage, round_: Round, qtbot: QtBot) -> None:
    page.view.review.show_part(0)
    scoring = page.view.scoring
    assert not scoring.methods_button.isVisible()
    lines = ["评委,工号,姓名,评分项,分数"]
    given = {"1001": (90, 90, 90, 40), "1002": (89, 89, 88, 88)}
    lines += [
        f"评委{at},{number},,评委评审,{points}" for number, all_ in given.items() for at, points in enumerate(all_)
    ]
    path = round_.folder / "四位.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    round_.scores.apply(round_.scores.preview(path, into=CODE))
    page.refresh(EVERYTHING)
    click(qtbot, scoring.methods_button)
    titles = [column.title for column in scoring.table.row_model.columns]
    assert titles == ["姓名或集体", "去高去低（采用）", "平均", "中位数", "标准化", "评委分歧"]
    mean = scoring.table.row_model.columns[2]
    first, second = scoring.table.row_model.rows[:2]
    assert (first.number, mean.cell(first)) == ("1001", Status("86.50　第 2", Tone.WARN))
    assert mean.tooltip is not None
    assert mean.tooltip(second) == "平均分：第 1，采用的办法是第 2"
    chip = next(b for b in scoring.findChildren(QPushButton) if b.text() == "名次有别 2")
    click(qtbot, chip)
    assert [nominee.number for nominee in scoring.table.row_model.rows] == ["1001", "1002"]
    click(qtbot, scoring.methods_button)
    assert "总分" in [column.title for column in scoring.table.row_model.columns]


def test_the_summary_as_a_paper_and_as_a_list(
    page: AwardsPage, round_: Round, said: list[str], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_.score()
    page.refresh(EVERYTHING)
    page.view.review.show_part(0)
    target = tmp_path / "汇总.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), "Excel 文件 (*.xlsx)"))
    for action in page.view.scoring.summary_button.menu_.actions():
        action.trigger()
    assert said == ["已生成评分汇总表，2 页", "已导出评分汇总表“汇总.xlsx”，8 个对象"]
    assert target.exists()
