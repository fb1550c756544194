"""An evening at the desk, driven by keys alone as a scanner and an operator drive it, on a real file."""

import itertools
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.rules import checkin_code
from culture_desktop.services.check_in.rows import SessionRow
from culture_desktop.services.check_in.service import CheckInService
from culture_desktop.services.check_in.sitting import DeskTerms
from culture_desktop.ui.check_in.desk_window import DeskWindow
from culture_desktop.ui.check_in.sounds import Sounds, tone
from culture_desktop.ui.dialogs.desk_dialog import DeskDialog
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.theme.theme import Mode, Theme
from culture_desktop.vocabulary import Attendance, WalkIns
from tests.services.company import Company
from tests.ui.accessible import unnamed_widgets

Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[DeskWindow]:
    database = Database.open(tmp_path / "runwu.db")
    company = Company(database)
    unit, other = company.unit("总公司/客户服务一班"), company.unit("总公司/抢修二班")
    listed = [
        company.person("YC-2014-1037", "欧阳䶮", unit_id=unit),
        company.person("1002", "林婉清", unit_id=unit),
        company.person("1003", "阿卜杜热西提·买买提江", unit_id=other),
    ]
    company.person("1005", "郑一凡", unit_id=other)
    activity = company.activity("2026-001", starts=datetime(2026, 8, 6, 19, 0), title="“匠心杯”服务礼仪岗位练兵")
    company.sign_up(activity, *listed, attendance=Attendance.REGISTERED)
    sounds = Sounds()
    sounds.on = False
    window = DeskWindow(
        "“匠心杯”服务礼仪岗位练兵", CheckInService(database), InlineRunner(), DeskTerms(activity), sounds=sounds
    )
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.begin()
    yield window
    window.close()
    database.close()


def scan(qtbot: QtBot, desk: DeskWindow, code: str) -> None:
    """What a scanner does: keys, then Enter."""
    qtbot.keyClicks(desk.line, code)
    qtbot.keyClick(desk.line, Key.Key_Return)


def figures(desk: DeskWindow) -> tuple[str, ...]:
    side = desk.side
    return tuple(label.text() for label in (side.arrived, side.missing, side.excused, side.walk_ins))


def test_an_evening(qtbot: QtBot, desk: DeskWindow) -> None:
    assert desk.focusWidget() is desk.line
    scan(qtbot, desk, checkin_code.encode("YC-2014-1037").lower())
    assert (desk.verdict.shown.verdict, desk.verdict.shown.name) == ("签到成功", "欧阳䶮")
    assert desk.verdict.shown.detail == "今年第 1 场活动"
    scan(qtbot, desk, "lwq")
    assert desk.verdict.shown.name == "林婉清"
    scan(qtbot, desk, "1002")
    assert desk.verdict.shown.verdict.startswith("重复，首次 ")
    scan(qtbot, desk, "8842")
    assert desk.verdict.shown.verdict == "查无此人"
    assert figures(desk) == ("2", "1", "0", "0")
    scan(qtbot, desk, "1005")
    assert (desk.verdict.shown.verdict, desk.verdict.shown.detail) == ("不在名单", "按 F5 登记为临时参加")
    qtbot.keyClick(desk.line, Key.Key_F5)
    assert (desk.verdict.shown.verdict, figures(desk)) == ("临时参加", ("2", "1", "0", "1"))
    qtbot.keyClick(desk.line, Key.Key_F2)
    qtbot.keyClick(desk.line, Key.Key_F2)
    assert desk.verdict.shown.verdict == "已撤销：签到成功"
    assert figures(desk) == ("1", "2", "0", "0")
    assert [one.undone for one in desk.side.recent.answers] == [True, False, False, False, True, False]
    qtbot.keyClick(desk.line, Key.Key_F4)
    assert desk.hints.keys[2] == ("F4", "声音开")


def test_a_card_nobody_had_is_given_to_the_one_picked_by_hand(qtbot: QtBot, desk: DeskWindow) -> None:
    scan(qtbot, desk, "00008842")
    qtbot.keyClick(desk.line, Key.Key_F3)
    assert desk.panel.isVisible()
    assert desk.focusWidget() is desk.panel.field
    desk.panel.field.setText("买买提江")  # from an input method, which is off in the other field
    assert desk.panel.list.count() == 1
    desk.panel.card.click()
    qtbot.keyClick(desk.panel.field, Key.Key_Return)
    assert not desk.panel.isVisible()
    assert desk.verdict.shown.name == "阿卜杜热西提·买买提江"
    assert desk.focusWidget() is desk.line
    scan(qtbot, desk, "00008842")
    assert desk.verdict.shown.verdict.startswith("重复")


def test_several_of_a_name_are_shown_to_choose_from(qtbot: QtBot, desk: DeskWindow) -> None:
    Company(desk._service._database).person("2001", "林婉清")
    desk.line.setText("林婉清")
    qtbot.keyClick(desk.line, Key.Key_Return)
    assert desk.panel.isVisible()
    assert desk.panel.list.count() == 2
    assert figures(desk) == ("0", "3", "0", "0")
    qtbot.keyClick(desk.panel.field, Key.Key_Down)
    qtbot.keyClick(desk.panel.field, Key.Key_Escape)
    assert not desk.panel.isVisible()


def test_the_field_takes_the_keyboard_back_and_no_input_method(qtbot: QtBot, desk: DeskWindow) -> None:
    assert not desk.line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert desk.panel.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert unnamed_widgets(desk) == []


def test_the_board_counts_with_the_desk_and_goes_with_it(qtbot: QtBot, desk: DeskWindow) -> None:
    qtbot.keyClick(desk.line, Key.Key_F6)
    assert desk.board is not None
    scan(qtbot, desk, "1002")
    assert desk.board.accessibleName() == "应到 3 人，已到 1 人"
    with qtbot.waitSignal(desk.closed) as left:
        qtbot.keyClick(desk.line, Key.Key_Escape)
    assert left.args == [True]
    assert not desk.board.isVisible()


def test_a_scan_that_was_not_kept_takes_the_place_of_the_answer_before(qtbot: QtBot, desk: DeskWindow) -> None:
    desk._service._database.path.rename(desk._service._database.path.with_name("elsewhere.db"))
    scan(qtbot, desk, "1002")
    assert desk.verdict.shown.verdict == "没有登记，请再扫一次"
    assert "不在原来的位置" in desk.verdict.shown.detail
    desk._service._database.path.with_name("elsewhere.db").rename(desk._service._database.path)
    scan(qtbot, desk, "1002")
    assert desk.verdict.shown.verdict == "签到成功"


def test_long_names_fit(qtbot: QtBot, desk: DeskWindow, theme: Theme) -> None:
    theme.set_mode(Mode.DARK)
    desk.resize(1024, 600)
    scan(qtbot, desk, "1003")
    room = desk.verdict.width() - 100
    face = desk.verdict._name_face()
    assert 0 < face.pixelSize() < 190
    assert QFontMetrics(face).horizontalAdvance(desk.verdict.shown.name) <= room + 10


def test_tones_differ_and_are_playable() -> None:
    made = [tone(notes) for notes in (((880, 110),), ((220, 260),), ((523, 90), (0, 50), (523, 90)))]
    assert all(one.startswith(b"RIFF") and b"WAVEfmt " in one[:20] for one in made)
    assert all(a != b for a, b in itertools.combinations(made, 2))


def test_the_desk_is_set_up_in_a_dialog(qtbot: QtBot) -> None:
    dialog = DeskDialog(None, 7, [SessionRow(1, "上午场", ("东门", "西门")), SessionRow(2, "下午场")])
    qtbot.addWidget(dialog)
    dialog.door.setCurrentText("东门")
    dialog.walk_ins.choose(WalkIns.ADMIT)
    assert dialog.terms() == DeskTerms(7, 1, "东门", WalkIns.ADMIT)
    dialog.session.setCurrentIndex(1)
    assert dialog.terms() == DeskTerms(7, 2, "", WalkIns.ADMIT)
