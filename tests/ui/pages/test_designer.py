"""The certificate designer with the real services: chosen, moved, undone, saved and opened again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.documents.designs.boxes import Handle, box_of
from culture_desktop.documents.designs.editing import Axis, chosen
from culture_desktop.documents.designs.elements import AnyElement
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.confirm import ConfirmDialog
from culture_desktop.ui.dialogs.leaving_dialog import LeavingDialog
from culture_desktop.ui.dialogs.name_dialog import NameDialog
from culture_desktop.ui.pages.designer.overlay import handle_rects
from culture_desktop.ui.pages.designer.page import DesignerPage
from culture_desktop.ui.pages.documents.page import DocumentsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.theme.tokens import RAIL_FOLDED
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.ui.widgets.undo_buttons import UndoButtons
from culture_desktop.ui.workbench import Workbench
from culture_desktop.vocabulary import ElementKind
from tests.services.awards.campaign import PATTERN, Round
from tests.ui.accessible import unnamed_widgets

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
UNIT = UnitSettings(
    unit_name="云川供电服务中心", issuer="云川供电服务中心工会", decision_prefix="云工发", certificate_pattern=PATTERN
)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """An empty file."""
    database = Database.open(tmp_path / "runwu.db")
    yield Services.on(database)
    database.close()


def shown(services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> DesignerPage:
    page = DesignerPage(services, runner, settings)
    page.changed.connect(page.refresh)  # as the window does
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    page.preview.draw_now()
    qtbot.waitUntil(lambda: page.board.canvas.scale > 2)
    return page


@pytest.fixture
def page(services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> Iterator[DesignerPage]:
    made = shown(services, runner, settings, qtbot)
    yield made
    made.board.canvas.close_document()


def element(page: DesignerPage, key: str) -> AnyElement:
    return chosen(page.draft.design, (key,))[0]


def place(page: DesignerPage, x: float, y: float) -> QPoint:
    """A place on the sheet, in px of the canvas."""
    return page.board.canvas.lie.to_px(x, y).toPoint()


def drag(qtbot: QtBot, page: DesignerPage, begin: QPoint, end: QPoint, *, drop: bool = True) -> None:
    canvas = page.board.canvas
    qtbot.mousePress(canvas, LEFT, pos=begin)
    qtbot.mouseMove(canvas, begin + QPoint(2, 2))
    qtbot.mouseMove(canvas, end)
    if drop:
        qtbot.mouseRelease(canvas, LEFT, pos=end)


def meet(kind: type[QDialog], act: Callable[..., None]) -> None:
    """Do something in the dialog that comes next."""

    def do() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        act(dialog)

    QTimer.singleShot(0, do)


def save_as(qtbot: QtBot, page: DesignerPage, name: str) -> str:
    """Save through button and dialog; the key."""

    def answer(dialog: NameDialog) -> None:
        dialog.editor.setText(name)
        qtbot.mouseClick(dialog.act_button, LEFT)

    meet(NameDialog, answer)
    qtbot.mouseClick(page.desk.save_button, LEFT)
    return page.draft.key


class TestMouse:
    def test_a_click_chooses_and_the_list_follows(self, page: DesignerPage, qtbot: QtBot) -> None:
        qtbot.mouseClick(page.board.canvas, LEFT, pos=place(page, 60, 77))
        assert page.draft.keys == ("salutation",)
        assert [index.data() for index in page.elements.selectedIndexes()] == ["称谓"]
        qtbot.mouseClick(page.board.canvas, LEFT, CTRL, pos=place(page, 60, 95))
        assert len(page.draft.keys) == 2
        qtbot.mouseClick(page.board.canvas, LEFT, pos=place(page, 3, 3))
        assert not page.draft.keys

    def test_what_lies_under_everything_is_chosen_from_the_list(self, page: DesignerPage, qtbot: QtBot) -> None:
        qtbot.mouseClick(page.board.canvas, LEFT, pos=place(page, 12, 100))
        assert not page.draft.keys
        index = page.elements.model().index(0, 0)
        qtbot.mouseClick(page.elements.viewport(), LEFT, pos=page.elements.visualRect(index).topLeft() + QPoint(60, 15))
        assert page.draft.keys == ("frame",)

    def test_drag_moves_by_whole_tenths_undo_brings_back(self, page: DesignerPage, qtbot: QtBot) -> None:
        page.tools.magnet.click()
        before = box_of(element(page, "salutation"))
        drag(qtbot, page, place(page, 60, 77), place(page, 73, 82))
        after = box_of(element(page, "salutation"))
        assert after.left - before.left == pytest.approx(13, abs=0.5)
        assert after.top - before.top == pytest.approx(5, abs=0.5)
        assert after.left * 10 == pytest.approx(round(after.left * 10))
        assert page.draft.words()[0] == "撤销：移动"
        page.draft.undo()
        assert box_of(element(page, "salutation")) == before
        page.draft.redo()
        assert box_of(element(page, "salutation")) == after

    def test_a_dragged_element_snaps_to_the_middle_of_the_sheet(self, page: DesignerPage, qtbot: QtBot) -> None:
        page.draft.choose(("salutation",))
        begin = place(page, 60, 77)
        drag(qtbot, page, begin, begin + QPoint(3, 80), drop=False)
        assert element(page, "salutation").x == 40  # its middle is the sheet's, and stays there
        qtbot.mouseRelease(page.board.canvas, LEFT)

    def test_escape_gives_a_drag_up(self, page: DesignerPage, qtbot: QtBot) -> None:
        design = page.draft.design
        drag(qtbot, page, place(page, 60, 77), place(page, 90, 99), drop=False)
        assert page.draft.design != design
        qtbot.keyClick(page.board.canvas, Qt.Key.Key_Escape)
        assert page.draft.design == design
        assert page.draft.words() == ("", "")

    def test_a_handle_makes_it_larger(self, page: DesignerPage, qtbot: QtBot) -> None:
        page.tools.magnet.click()
        qtbot.mouseClick(page.board.canvas, LEFT, pos=place(page, 60, 77))
        lie, before = page.board.canvas.lie, box_of(element(page, "salutation"))
        corner = handle_rects(lie, lie.rect(before))[Handle(1, 1)].center().toPoint()
        drag(qtbot, page, corner, corner + QPoint(0, round(lie.scale * 6)))
        after = box_of(element(page, "salutation"))
        assert after.height - before.height == pytest.approx(6, abs=0.5)
        assert (after.left, after.top) == (before.left, before.top)

    def test_a_frame_chooses_what_lies_in_it(self, page: DesignerPage, qtbot: QtBot) -> None:
        bottom = box_of(element(page, "body")).bottom
        drag(qtbot, page, place(page, 2, 66), place(page, 290, bottom + 2))
        assert page.draft.keys == ("salutation", "body")

    def test_a_guide_comes_out_of_the_ruler_and_goes_back(self, page: DesignerPage, qtbot: QtBot) -> None:
        ruler, canvas = page.board.rulers[Axis.DOWN], page.board.canvas

        def on_ruler(x: float, y: float) -> QPoint:
            return ruler.mapFromGlobal(canvas.mapToGlobal(place(page, x, y)))

        page.tools.magnet.click()
        qtbot.mousePress(ruler, LEFT, pos=QPoint(10, 200))
        qtbot.mouseMove(ruler, on_ruler(33, 50))
        qtbot.mouseRelease(ruler, LEFT, pos=on_ruler(33, 50))
        assert list(page.draft.design.across) == pytest.approx([33], abs=0.4)
        drag(qtbot, page, place(page, page.draft.design.across[0], 5), place(page, -5, 5))
        assert not page.draft.design.across

    def test_lock_and_eye_in_the_list(self, page: DesignerPage, qtbot: QtBot) -> None:
        index = page.elements.model().index(3, 0)
        rect = page.elements.visualRect(index)
        qtbot.mouseClick(page.elements.viewport(), LEFT, pos=QPoint(rect.right() - 52, rect.center().y()))
        qtbot.mouseClick(page.elements.viewport(), LEFT, pos=QPoint(rect.right() - 26, rect.center().y()))
        assert (element(page, "salutation").locked, element(page, "salutation").hidden) == (True, True)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "称谓，文字，已锁定，不显示"


class TestKeys:
    def test_arrows(self, page: DesignerPage, qtbot: QtBot) -> None:
        canvas = page.board.canvas
        page.draft.choose(("salutation",))
        before = box_of(element(page, "salutation"))
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
        qtbot.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
        qtbot.keyClick(canvas, Qt.Key.Key_Down, CTRL)
        after = box_of(element(page, "salutation"))
        assert after == pytest.approx((before.left + 0.1, before.top + 1, before.width, before.height + 0.1))
        for _step in range(3):
            page.draft.undo()
        assert box_of(element(page, "salutation")) == before
        assert not page.draft.unsaved

    def test_tab_goes_through_the_elements_and_on(self, page: DesignerPage, qtbot: QtBot) -> None:
        canvas = page.board.canvas
        canvas.setFocus()
        seen = list[str]()
        for _element in range(9):
            qtbot.keyClick(canvas, Qt.Key.Key_Tab)
            seen += page.draft.keys
        assert seen == [e.key for e in page.draft.design.elements if not e.hidden]
        qtbot.keyClick(canvas, Qt.Key.Key_Backtab)
        assert page.draft.keys == (seen[-2],)

    def test_return_leads_to_what_it_says(self, page: DesignerPage, qtbot: QtBot) -> None:
        page.activateWindow()
        page.board.canvas.setFocus()
        page.draft.choose(("salutation",))
        qtbot.keyClick(page.board.canvas, Qt.Key.Key_Return)
        assert page.focusWidget() is page.properties.parts[ElementKind.TEXT].findChild(QPlainTextEdit)

    def test_commands(self, page: DesignerPage) -> None:
        commands, draft = page.commands, page.draft
        draft.choose(("salutation",))
        commands.duplicate.trigger()
        assert draft.keys == ("salutation-2",)
        commands.arrange[3].trigger()
        assert draft.design.elements[0].key == "salutation-2"
        commands.align[0].trigger()
        assert element(page, "salutation-2").x == 0
        commands.lock.trigger()
        assert not commands.delete.isEnabled()
        commands.lock.trigger()
        commands.delete.trigger()
        assert not draft.keys
        assert not draft.unsaved

    def test_distribute_needs_three(self, page: DesignerPage) -> None:
        page.draft.choose(("salutation", "body"))
        assert not page.commands.spread[1].isEnabled()
        page.draft.choose(("salutation", "body", "number"))
        page.commands.spread[1].trigger()
        found = sorted((box_of(e) for e in page.draft.elements), key=lambda box: box.top)
        assert found[1].top - found[0].bottom == pytest.approx(found[2].top - found[1].bottom, abs=0.002)


class TestSaving:
    def test_moved_by_keys_saved_and_opened_again(
        self, page: DesignerPage, services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot
    ) -> None:
        page.draft.choose(("salutation",))
        for _press in range(3):
            qtbot.keyClick(page.board.canvas, Qt.Key.Key_Right, SHIFT)
        key = save_as(qtbot, page, "我的证书")
        assert not page.draft.unsaved
        found = services.designs.load(key)
        assert (found.design.name, found.version) == ("我的证书", 1)
        assert chosen(found.design, ("salutation",))[0].x == 43
        qtbot.keyClick(page.board.canvas, Qt.Key.Key_Right, SHIFT)
        qtbot.mouseClick(page.desk.save_button, LEFT)
        assert services.designs.load(key).version == 2
        other = shown(services, runner, settings, qtbot)
        assert other.draft.key == key
        assert element(other, "salutation").x == 44
        other.board.canvas.close_document()

    def test_bundled_designs_stay_as_they_are(self, page: DesignerPage, services: Services, qtbot: QtBot) -> None:
        before = services.designs.load("red-gold").design
        page.draft.choose(("salutation",))
        qtbot.keyClick(page.board.canvas, Qt.Key.Key_Right)
        save_as(qtbot, page, "另一个")
        assert services.designs.load("red-gold").design == before
        assert page.desk.box.currentText() == "另一个"

    def test_asks_before_leaving(self, page: DesignerPage, qtbot: QtBot) -> None:
        assert page.can_close()
        page.draft.choose(("salutation",))
        qtbot.keyClick(page.board.canvas, Qt.Key.Key_Right)
        meet(LeavingDialog, lambda dialog: qtbot.mouseClick(dialog.cancel_button, LEFT))
        assert not page.can_close()
        meet(LeavingDialog, lambda dialog: qtbot.mouseClick(dialog.discard_button, LEFT))
        assert page.can_close()

    def test_another_design_is_opened_once_changes_are_let_go(self, page: DesignerPage, qtbot: QtBot) -> None:
        page.draft.choose(("salutation",))
        qtbot.keyClick(page.board.canvas, Qt.Key.Key_Right)
        box = page.desk.box
        at = box.findText("红金经典") + 1
        meet(LeavingDialog, lambda dialog: qtbot.mouseClick(dialog.cancel_button, LEFT))
        box.activated.emit(at)
        assert page.draft.key == "red-gold"
        meet(LeavingDialog, lambda dialog: qtbot.mouseClick(dialog.discard_button, LEFT))
        box.activated.emit(at)
        assert page.draft.key == box.itemData(at)

    def test_rename(self, page: DesignerPage, services: Services, qtbot: QtBot) -> None:
        page.draft.choose(("salutation",))
        qtbot.keyClick(page.board.canvas, Qt.Key.Key_Right)
        key = save_as(qtbot, page, "旧名")

        def answer(dialog: NameDialog) -> None:
            dialog.editor.setText("新名")
            qtbot.mouseClick(dialog.act_button, LEFT)

        meet(NameDialog, answer)
        page.desk.rename_action.trigger()
        assert services.designs.load(key).design.name == "新名"
        assert page.desk.box.currentText() == "新名"
        assert page.subtitle == "新名"

    def test_delete(self, page: DesignerPage, services: Services, qtbot: QtBot) -> None:
        assert not page.desk.delete_action.isEnabled()
        page.draft.choose(("salutation",))
        qtbot.keyClick(page.board.canvas, Qt.Key.Key_Right)
        save_as(qtbot, page, "要删的")
        meet(ConfirmDialog, lambda dialog: qtbot.mouseClick(dialog.act_button, LEFT))
        page.desk.delete_action.trigger()
        assert all(row.bundled for row in services.designs.rows())
        assert page.draft.key == "red-gold"


class TestPreview:
    def test_sample_people_say_so(self, page: DesignerPage, qtbot: QtBot) -> None:
        assert page.sources.sample
        assert all("示例" in fields["姓名"] for fields in page.sources.data.certificates)
        assert page.tools.count.text() == "第 1 张，共 3 张"
        qtbot.mouseClick(page.tools.next, LEFT)
        assert page.sources.at == 1

    def test_winners_of_a_confirmed_campaign(
        self, tmp_path: Path, runner: InlineRunner, settings: Settings, qtbot: QtBot
    ) -> None:
        database = Database.open(tmp_path / "won.db")
        services = Services.on(database)
        services.settings.save_unit(UNIT)
        Round(database, tmp_path).confirmed()
        page = shown(services, runner, settings, qtbot)
        assert not page.sources.sample
        assert len(page.sources.data.certificates) == services.awards.campaigns()[0].winners
        page.tools.source.activated.emit(page.tools.source.count() - 1)
        assert page.sources.sample
        page.board.canvas.close_document()
        database.close()

    def test_zoom_keeps_what_is_under_the_pointer(self, page: DesignerPage, qtbot: QtBot) -> None:
        before = page.board.percent
        page.board.zoom_by(1)
        page.board.zoom_by(1)
        assert page.board.percent > before
        page.board.fit()
        assert page.board.percent == before

    def test_every_widget_has_a_name(self, page: DesignerPage) -> None:
        assert unnamed_widgets(page) == []


class TestWindow:
    def test_from_documents_and_back_with_its_own_steps_in_the_top_bar(
        self, bench: Workbench, tmp_path: Path, qtbot: QtBot
    ) -> None:
        window = bench.open(tmp_path / "runwu.db")
        qtbot.waitUntil(lambda: window.page is not None)
        window.show_page("documents")
        documents = window.page
        assert isinstance(documents, DocumentsPage)
        qtbot.mouseClick(documents.design_button, LEFT)
        page = window.page
        assert isinstance(page, DesignerPage)
        qtbot.waitUntil(lambda: page.draft.key == "red-gold")
        buttons = window.findChild(UndoButtons)
        assert buttons is not None
        undo = buttons.undo_button
        assert not undo.isEnabled()
        page.draft.choose(("salutation",))
        qtbot.keyClick(page.board.canvas, Qt.Key.Key_Right)
        assert undo.isEnabled()
        qtbot.mouseClick(undo, LEFT)
        assert not page.draft.unsaved
        qtbot.keyClick(page.board.canvas, Qt.Key.Key_Right)
        meet(LeavingDialog, lambda dialog: qtbot.mouseClick(dialog.cancel_button, LEFT))
        assert not window.close()
        page.draft.undo()
        page.leave_crumb()
        assert window.page is documents

    def test_in_a_narrow_window_the_properties_lie_over_the_sheet(self, page: DesignerPage, qtbot: QtBot) -> None:
        assert page.properties.isVisible()
        assert not page.pane.button.isVisible()
        before = page.board.width()
        page.resize(1180 - RAIL_FOLDED - 1, 600)
        assert not page.properties.isVisible()
        assert page.board.width() > before
        page.draft.choose((page.draft.design.elements[-1].key,))
        qtbot.keyClick(page.board.canvas, Qt.Key.Key_F2)
        assert page.properties.isVisible()
        assert page.pane.geometry().right() == page.rect().right()
        focused = page.focusWidget()
        assert focused is not None
        assert page.pane.isAncestorOf(focused)
        assert unnamed_widgets(page) == []
        page.pane.close_over()
        assert not page.properties.isVisible()
        qtbot.mouseClick(page.pane.button, LEFT)
        assert page.properties.isVisible()
        page.resize(1198, 685)
        assert page.properties.isVisible()
        qtbot.waitUntil(lambda: page.board.geometry().right() < page.pane.geometry().left())

    def test_fits_the_smallest_window(self, page: DesignerPage) -> None:
        assert page.minimumSizeHint().width() <= 1024 - RAIL_FOLDED
