"""Each kind of list, from file to data."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.services import Services
from culture_desktop.ui.pages.imports.kinds import ACTIVITIES, AWARDS, ImportOrder
from culture_desktop.ui.pages.imports.page import DONE, ImportsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.vocabulary import ListKind
from tests.services.awards.campaign import CODE, Round
from tests.ui.accessible import unnamed_widgets
from tests.ui.pages.imports.driving import LEFT, click_box, shown, write


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
