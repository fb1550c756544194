"""Each kind of list, from file to data."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.services import Services
from culture_desktop.ui.pages.imports.kinds import ACTIVITIES, AWARDS, ImportOrder
from culture_desktop.ui.pages.imports.page import DONE, REVIEW, ImportsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.vocabulary import ListKind
from tests.services.awards.campaign import CODE, Round
from tests.services.awards.campaign import PEOPLE as VOTED_ON
from tests.ui.accessible import unnamed_widgets
from tests.ui.pages.imports.driving import LEFT, click_box, counts, shown, write
from tests.ui.pages.year import ROOT


class TestSignUps:
    def test_a_sign_up_list_goes_into_its_activity(
        self, year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot, tmp_path: Path
    ) -> None:
        activity = year_services.activities.rows(ActivityQuery(2026))[0]
        present = {p.number for p in year_services.activities.detail(activity.id).participants}
        number = next(f"YC-{at:04d}" for at in range(35) if f"YC-{at:04d}" not in present)
        name = year_services.people.detail(year_services.people.id_of(number), 2026).draft.name
        page = shown(
            year_services, runner, settings, qtbot, ACTIVITIES, ImportOrder(ListKind.PARTICIPATION, activity.code)
        )
        assert (page.title, page.crumb) == ("导入报名", "活动")
        page.open_file(write(tmp_path / "sign-up.xlsx", [(number, name)], ("工号", "姓名")))
        assert page.review.import_button.text() == "导入 1 人"
        qtbot.mouseClick(page.review.import_button, LEFT)
        after = {p.number for p in year_services.activities.detail(activity.id).participants}
        assert after == present | {number}
        with qtbot.waitSignal(page.navigated) as gone:
            page.leave_crumb()
        assert gone.args == ["activities", activity.code]


class TestScores:
    @pytest.fixture
    def round_(self, blank_services: Services, tmp_path: Path) -> Round:
        made = Round(blank_services.people._database, tmp_path)
        made.create()
        made.nominate()
        return made

    @pytest.fixture
    def scores(
        self, blank_services: Services, round_: Round, runner: InlineRunner, settings: Settings, qtbot: QtBot
    ) -> ImportsPage:
        return shown(blank_services, runner, settings, qtbot, AWARDS, ImportOrder(ListKind.SCORE, CODE))

    def test_new_scores_ask_for_no_reason(self, scores: ImportsPage, round_: Round, qtbot: QtBot) -> None:
        scores.open_file(round_.sheet({"1001": "96"}))
        assert not scores.review.correction.isVisible()
        qtbot.mouseClick(scores.review.import_button, LEFT)
        assert scores.step == DONE

    def test_corrected_scores_are_not_written_without_a_reason(
        self, scores: ImportsPage, round_: Round, blank_services: Services, qtbot: QtBot
    ) -> None:
        round_.score({"1001": "96", "1002": "94"})
        scores.open_file(round_.sheet({"1001": "95.5", "1002": "94"}))
        correction = scores.review.correction
        assert correction.isVisible()
        assert correction.editor.accessibleName() == "更正 3 个评分的理由"
        assert not scores.review.import_button.isEnabled()
        assert correction._note.text() == "写明理由后才能导入"
        correction.editor.insert("  ")
        assert not scores.review.import_button.isEnabled()
        correction.editor.insert("评委签字更正")
        assert scores.review.import_button.isEnabled()
        assert unnamed_widgets(scores) == []
        qtbot.mouseClick(scores.review.import_button, LEFT)
        assert scores.step == DONE
        (entry,) = blank_services.history.entries(HistoryQuery(limit=1))
        assert (entry.label, entry.rows, entry.reason) == ("导入评分", 3, "评委签字更正")

    def test_what_is_left_out_takes_no_reason(self, scores: ImportsPage, round_: Round, qtbot: QtBot) -> None:
        round_.score({"1001": "96"})
        scores.open_file(round_.sheet({"1001": "95", "1002": "94"}))
        assert scores.review.correction.isVisible()
        for row in range(3):
            click_box(scores, qtbot, row)
        assert not scores.review.correction.isVisible()
        assert scores.review.import_button.isEnabled()

    def test_another_file_asks_anew(self, scores: ImportsPage, round_: Round, qtbot: QtBot) -> None:
        round_.score({"1001": "96"})
        scores.open_file(round_.sheet({"1001": "95"}))
        scores.review.correction.editor.insert("评委签字更正")
        scores.open_file(round_.sheet({"1001": "94"}, name="又一份.csv"))
        assert scores.review.correction.reason == ""
        assert not scores.review.import_button.isEnabled()


class TestEachKind:
    """From a file to what is on record, and the same file again changes nothing."""

    def take(self, page: ImportsPage, path: Path, qtbot: QtBot) -> None:
        assert page.step == REVIEW
        assert set(counts(page)) == {"new"}
        assert unnamed_widgets(page) == []
        qtbot.mouseClick(page.review.import_button, LEFT)
        assert page.step == DONE
        qtbot.mouseClick(page.done.again_button, LEFT)
        page.open_file(path)
        assert set(counts(page)) == {"unchanged"}

    def test_organisations_are_told_by_their_titles(
        self, page: ImportsPage, year_services: Services, tmp_path: Path, qtbot: QtBot
    ) -> None:
        rows = [("新设班组", f"{ROOT}/客户服务部", "班组"), ("新设小组", "新设班组", "班组")]
        path = write(tmp_path / "组织.xlsx", rows, ("单位名称", "上级单位", "类型"))
        page.open_file(path)
        assert page.title == "导入组织机构"
        assert page.review.options.kind.currentText() == "组织机构"
        assert page.review.options._kind_label.text() == "内容（按列名判断）"
        self.take(page, path, qtbot)
        names = [node.full_name for node in year_services.organisations.nodes()]
        assert f"{ROOT}/客户服务部/新设班组/新设小组" in names

    def test_memberships(self, page: ImportsPage, year_services: Services, tmp_path: Path, qtbot: QtBot) -> None:
        name = year_services.people.detail(year_services.people.id_of("YC-0001"), 2026).draft.name
        path = write(tmp_path / "党员.xlsx", [("YC-0001", name, "客服联合党支部", "2024.5")], _MEMBERS)
        page.open_file(path)
        assert page.title == "导入组织关系"
        self.take(page, path, qtbot)

    def test_another_kind_than_was_told_is_chosen(self, page: ImportsPage, tmp_path: Path, qtbot: QtBot) -> None:
        page.open_file(write(tmp_path / "党员.xlsx", [("N-1", "新一", "客服联合党支部", "2024.5")], _MEMBERS))
        assert counts(page) == {"error": 1}
        box = page.review.options.kind
        box.setCurrentIndex(0)
        box.activated.emit(0)
        assert page.title == "导入名册"
        assert counts(page) == {"new": 1}
        assert page.review.options._kind_label.text() == "内容"

    def test_conduct_records(self, page: ImportsPage, year_services: Services, tmp_path: Path, qtbot: QtBot) -> None:
        page.open_with(ImportOrder(ListKind.CONDUCT))
        assert page.title == "导入文明行为记录"
        name = year_services.people.detail(year_services.people.id_of("YC-0001"), 2026).draft.name
        path = write(tmp_path / "行为.xlsx", [("YC-0001", name, "2026-03-05", "微笑服务", "2")], _CONDUCT)
        page.open_file(path)
        self.take(page, path, qtbot)

    def test_honours_need_no_campaign(
        self, year_services: Services, runner: InlineRunner, settings: Settings, tmp_path: Path, qtbot: QtBot
    ) -> None:
        page = shown(year_services, runner, settings, qtbot, AWARDS)
        assert page.title == "导入历年荣誉"
        assert not page.choose._kinds_part.isVisible()
        name = year_services.people.detail(year_services.people.id_of("YC-0001"), 2026).draft.name
        path = write(
            tmp_path / "荣誉.xlsx", [("YC-0001", name, "劳动模范", "2024")], ("工号", "姓名", "荣誉称号", "年度")
        )
        page.open_file(path)
        self.take(page, path, qtbot)

    def test_a_matrix_of_sessions(
        self, year_services: Services, runner: InlineRunner, settings: Settings, tmp_path: Path, qtbot: QtBot
    ) -> None:
        activity = year_services.activities.rows(ActivityQuery(2026))[0]
        page = shown(year_services, runner, settings, qtbot, ACTIVITIES, ImportOrder(None, activity.code))
        assert [card.kind for card in page.choose.cards] == [None, ListKind.PARTICIPATION, ListKind.SESSION]
        qtbot.mouseClick(page.choose.cards[2], LEFT)
        assert page.title == "导入多场次签到"
        name = year_services.people.detail(year_services.people.id_of("YC-0001"), 2026).draft.name
        path = write(tmp_path / "签到.xlsx", [("YC-0001", name, "√", "√", "请假")], ("工号", "姓名", "1", "2", "3"))
        page.open_file(path)
        self.take(page, path, qtbot)

    def test_ballots(
        self, blank_services: Services, runner: InlineRunner, settings: Settings, tmp_path: Path, qtbot: QtBot
    ) -> None:
        round_ = Round(blank_services.people._database, tmp_path)
        round_.create()
        round_.nominate()
        names = [person[0] for person in VOTED_ON.values()][:2]
        page = shown(blank_services, runner, settings, qtbot, AWARDS, ImportOrder(ListKind.BALLOT, CODE))
        path = write(tmp_path / "选票.xlsx", [("1", "同意", "不同意"), ("2", "同意", "弃权")], ("票号", *names))
        page.open_file(path)
        assert all(card.key for card in page.review.mapping.cards)
        self.take(page, path, qtbot)


_MEMBERS = ("工号", "姓名", "党支部", "转入日期")
_CONDUCT = ("工号", "姓名", "日期", "行为", "分值")
