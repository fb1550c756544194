"""The smaller parts: what they report, say and keep."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import Button, IconButton, Kind
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.chips import FilterChip
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.facts import Fact, Facts
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.gauge import Gauge, GaugeState
from culture_desktop.ui.widgets.layouts import Flow
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.stepper import Step, Stepper
from culture_desktop.ui.widgets.text import ElidedLabel, Label, paragraph
from culture_desktop.ui.widgets.toast import Toasts
from culture_desktop.ui.widgets.tree import OrganisationTree, TreeNode
from tests.ui.accessible import unnamed_widgets


class TestSearchBox:
    def test_reports_once_typing_stops(self, qtbot: QtBot) -> None:
        box = SearchBox("姓名")
        qtbot.addWidget(box)
        found: list[str] = []
        box.searched.connect(found.append)
        with qtbot.waitSignal(box.searched):
            qtbot.keyClicks(box, " oyy ")
        assert found == ["oyy"]

    def test_enter_reports_at_once_and_escape_clears(self, qtbot: QtBot) -> None:
        box = SearchBox("姓名")
        qtbot.addWidget(box)
        found: list[str] = []
        box.searched.connect(found.append)
        box.setText("欧阳")  # QTest types Latin letters only
        qtbot.keyClick(box, Qt.Key.Key_Return)
        qtbot.keyClick(box, Qt.Key.Key_Escape)
        assert found == ["欧阳", ""]
        assert box.text() == ""


class TestStepper:
    STEPS = (Step("推荐", "72 人"), Step("资审", "66 人"), Step("评审"), Step("公示"))

    @pytest.fixture
    def stepper(self, qtbot: QtBot) -> Stepper:
        made = Stepper("评选步骤")
        qtbot.addWidget(made)
        made.set_steps(self.STEPS, current=2)
        made.resize(600, 44)
        made.show()
        return made

    def test_says_where_it_is(self, stepper: Stepper) -> None:
        assert stepper.accessibleName() == "评选步骤：评审，第 3 步，共 4 步"

    def test_keyboard(self, stepper: Stepper, qtbot: QtBot) -> None:
        qtbot.keyClick(stepper, Qt.Key.Key_Left)
        assert stepper.shown == 1
        assert stepper.current == 2
        with qtbot.waitSignal(stepper.chosen, check_params_cb=lambda at: at == 1):
            qtbot.keyClick(stepper, Qt.Key.Key_Return)

    def test_click(self, stepper: Stepper, qtbot: QtBot) -> None:
        with qtbot.waitSignal(stepper.chosen, check_params_cb=lambda at: at == 3):
            qtbot.mouseClick(stepper, Qt.MouseButton.LeftButton, pos=QPoint(590, 12))
        with qtbot.waitSignal(stepper.chosen, check_params_cb=lambda at: at == 0):
            qtbot.mouseClick(stepper, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))

    def test_over(self, stepper: Stepper) -> None:
        stepper.set_steps(self.STEPS, current=4)
        assert stepper.shown == 3

    def test_empty(self, stepper: Stepper, qtbot: QtBot) -> None:
        stepper.set_steps((), current=0)
        qtbot.keyClick(stepper, Qt.Key.Key_Right)
        stepper.grab()


class TestToasts:
    @pytest.fixture
    def area(self, qtbot: QtBot) -> QWidget:
        made = QWidget()
        qtbot.addWidget(made)
        made.resize(800, 600)
        made.show()
        return made

    def test_stands_at_the_bottom_left(self, area: QWidget, qtbot: QtBot) -> None:
        toasts = Toasts(area)
        toasts.show_notice(Notice("已删除 3 条参与记录"))
        toast = toasts.toast
        assert toast is not None
        qtbot.waitUntil(lambda: toast.pos() == QPoint(20, 600 - toast.height() - 20))
        area.resize(900, 700)
        assert toast.pos() == QPoint(20, 700 - toast.height() - 20)

    def test_one_at_a_time(self, area: QWidget) -> None:
        toasts = Toasts(area)
        toasts.show_notice(Notice("一"))
        first = toasts.toast
        toasts.show_notice(Notice("二"))
        assert first is not None
        assert first.isHidden()
        assert toasts.toast is not first

    def test_undo_by_keyboard(self, area: QWidget, qtbot: QtBot) -> None:
        undone: list[bool] = []
        toasts = Toasts(area)
        toasts.show_notice(Notice("已删除", "撤销", lambda: undone.append(True)))
        toasts.take_focus()
        assert toasts.toast is not None
        assert toasts.toast.action is not None
        qtbot.keyClick(toasts.toast.action, Qt.Key.Key_Space)
        assert undone == [True]
        assert toasts.toast is None

    def test_expires(self, area: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("culture_desktop.ui.widgets.toast.SHOWN_MS", 30)
        toasts = Toasts(area)
        toasts.show_notice(Notice("已导入 127 人"))
        qtbot.waitUntil(lambda: toasts.toast is None)

    def test_stays_while_the_keyboard_is_on_it(
        self, area: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("culture_desktop.ui.widgets.toast.SHOWN_MS", 30)
        toasts = Toasts(area)
        area.activateWindow()
        toasts.show_notice(Notice("已导入 127 人"))
        toasts.take_focus()
        assert toasts.toast is not None
        close = toasts.toast.close_button
        qtbot.waitUntil(close.hasFocus)
        qtbot.wait(120)
        assert toasts.toast is not None


class TestForm:
    def test_error_is_shown_spoken_and_cleared(self, qtbot: QtBot) -> None:
        form = Form()
        qtbot.addWidget(form)
        field = form.add("获奖面", QLineEdit("120 %"), hint="占参加人数", width=Form.SHORT)
        field.fail("获奖面应在 1% 到 100% 之间。已保留原值 66.7%。")
        assert field.failed
        assert field.editor.property("invalid") == "true"
        assert "已保留原值" in field.editor.accessibleDescription()
        field.clear_failure()
        assert not field.failed
        assert field.editor.property("invalid") == "false"

    def test_label_names_the_field(self, qtbot: QtBot) -> None:
        form = Form()
        qtbot.addWidget(form)
        form.add("单位名称", QLineEdit())
        assert unnamed_widgets(form) == []


class TestTree:
    NODES = (
        TreeNode(
            "u",
            "中心",
            1203,
            "building-community",
            (
                TreeNode("a", "客户服务部", 131, "", (TreeNode("a1", "外呼坐席组", 64),)),
                TreeNode("b", "计量部", 187),
            ),
        ),
        TreeNode("p", "党组织", 318, "flag"),
    )

    @pytest.fixture
    def tree(self, qtbot: QtBot) -> OrganisationTree:
        made = OrganisationTree("组织")
        qtbot.addWidget(made)
        made.set_nodes(self.NODES)
        made.resize(216, 300)
        made.show()
        return made

    def test_choosing_by_key_opens_the_branches(self, tree: OrganisationTree, qtbot: QtBot) -> None:
        with qtbot.waitSignal(tree.chosen, check_params_cb=lambda key: key == "a1"):
            assert tree.select_key("a1")
        assert tree.visualRect(tree.currentIndex()).isValid()
        assert not tree.select_key("missing")

    def test_keyboard(self, tree: OrganisationTree, qtbot: QtBot) -> None:
        tree.select_key("u")
        with qtbot.waitSignal(tree.chosen, check_params_cb=lambda key: key == "a"):
            qtbot.keyClick(tree, Qt.Key.Key_Down)

    def test_new_nodes_keep_current_and_open(self, tree: OrganisationTree, qtbot: QtBot) -> None:
        tree.select_key("a1")
        with qtbot.assertNotEmitted(tree.chosen):
            tree.set_nodes(self.NODES)
        assert tree.current_key() == "a1"
        assert tree.isExpanded(tree.currentIndex().parent())

    def test_filter(self, tree: OrganisationTree) -> None:
        tree.filter("外呼")
        model = tree.model()
        assert tree.isRowHidden(1, model.index(-1, -1))
        root = model.index(0, 0)
        assert not tree.isRowHidden(0, root)
        assert tree.isRowHidden(1, root)
        tree.filter("")
        assert not tree.isRowHidden(1, root)

    def test_words_for_a_screen_reader(self, tree: OrganisationTree) -> None:
        tree.select_key("a1")
        assert tree.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == "外呼坐席组，64 人"


def test_filter_chip_says_what_it_does(qtbot: QtBot) -> None:
    removed: list[bool] = []
    chip = FilterChip("一线", removed=lambda: removed.append(True))
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "去掉条件：一线"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert removed == [True]


def test_icon_button_is_named(qtbot: QtBot) -> None:
    button = IconButton("dots", "更多", shortcut="Ctrl+M")
    qtbot.addWidget(button)
    assert button.accessibleName() == "更多"
    assert button.toolTip() == "更多　Ctrl+M"


def test_button_changes_its_kind(qtbot: QtBot) -> None:
    button = Button("导入", icon="check")
    qtbot.addWidget(button)
    button.set_kind(Kind.PRIMARY)
    assert button.property("kind") == "primary"


def test_empty_state_offers_one_act(qtbot: QtBot) -> None:
    cleared: list[bool] = []
    state = EmptyState.filtered("没有符合的人", "1,203 人被 2 个条件挡住", lambda: cleared.append(True))
    qtbot.addWidget(state)
    qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert cleared == [True]


def test_nothing_becomes_a_window_of_its_own(qtbot: QtBot) -> None:
    """A part shown before it has a parent would flash up as a window."""
    for part in (Card("标题"), Card(), Band("scan", "一句"), Facts()):
        qtbot.addWidget(part)
        assert not part.isVisible()
        assert [child for child in part.findChildren(QWidget) if child.isWindow()] == []


def test_facts_are_replaced(qtbot: QtBot) -> None:
    facts = Facts(columns=2)
    qtbot.addWidget(facts)
    facts.set_facts([Fact("map-pin", "地点", "三楼"), Fact("", "时间", "今晚")])
    facts.set_facts([Fact("map-pin", "地点", "四楼")])
    shown = [label.text() for label in facts.findChildren(Label) if not label.isHidden()]
    assert shown == ["地点", "四楼"]


def test_gauge_speaks(qtbot: QtBot) -> None:
    gauge = Gauge(GaugeState("35 岁以下", "≥ 30%", 10, 2, 3, "2 人，差 1", Tone.BAD))
    qtbot.addWidget(gauge)
    assert gauge.accessibleName() == "35 岁以下 ≥ 30%，2 人，差 1"


def test_elided_label_keeps_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("云川供电服务中心工会委员会")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.toolTip() == "云川供电服务中心工会委员会"
    label.resize(400, 20)
    assert label.toolTip() == ""


def test_paragraph_shows_markup_as_text(qtbot: QtBot) -> None:
    label = paragraph("<b>姓名</b>\n第二行")
    qtbot.addWidget(label)
    assert "&lt;b&gt;" in label.text()


def test_flow_wraps(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = Flow(gap=6)
    for _ in range(5):
        flow.addWidget(Button("一线众包"))
    widget.setLayout(flow)
    assert flow.heightForWidth(1000) < flow.heightForWidth(200)


def test_source_of_this_package_is_small() -> None:
    """A widget file stays readable in one sitting."""
    import culture_desktop.ui.widgets

    for path in Path(culture_desktop.ui.widgets.__file__).parent.glob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 330, path.name
