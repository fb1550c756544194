"""Blocks become a document and blocks again; keys and clipboard keep to the kinds of lines there are."""

import string
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from culture_desktop.documents.briefings.blocks import (
    Block,
    Heading,
    Items,
    Paragraph,
    Photo,
    PictureRow,
    Quote,
    Run,
    Runs,
    Table,
    plain,
)
from culture_desktop.documents.briefings.figures import literal
from culture_desktop.ui.pages.composer.chips import ShownFigure
from culture_desktop.ui.pages.composer.cleaning import cleaned, joined
from culture_desktop.ui.pages.composer.format_bar import FormatBar
from culture_desktop.ui.pages.composer.formats import Kind
from culture_desktop.ui.pages.composer.picture_letters import insert_row, picture_rows, set_picture_rows, split_row
from culture_desktop.ui.pages.composer.text_editor import TextEditor
from culture_desktop.vocabulary import Align

PHOTOS = (Photo("a" * 64, "合影.jpg", "合影"), Photo("b" * 64, "现场.jpg"))
BRIEFING: tuple[Block, ...] = (
    Heading("一、比赛情况"),
    Paragraph((Run("公司工会举办竞赛，{到场人数}名职工参加，"), Run("其中众包 {众包人数} 人", bold=True), Run("。"))),
    Heading("（一）初赛", 2),
    Heading("1.笔试", 3),
    Items((plain("林婉清"), plain("周文"))),
    Items((plain("第一"), plain("第二")), numbered=True),
    Quote(plain("以赛促练。"), "周师傅"),
    Table(((plain("名次"), plain("姓名")), (plain("1"), plain("{冠军}"))), (Align.START, Align.CENTRE)),
    PictureRow(PHOTOS),
    Paragraph(plain("完。")),
)


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    made = TextEditor()
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    return made


@pytest.fixture(scope="module")
def shared(qapp: QApplication) -> Iterator[TextEditor]:
    """One editor for all examples of a property: ``show_blocks`` begins anew."""
    made = TextEditor()
    yield made
    made.deleteLater()


_TEXT = st.text(st.sampled_from("工会竞赛甲乙，。、 1a{}“”𬭎" + string.ascii_letters), max_size=12).map(literal)
_RUNS = st.lists(st.builds(Run, _TEXT | st.just("{到场人数}"), st.booleans()), max_size=4).map(joined)
_CELLS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[_RUNS] * width), min_size=1, max_size=4).map(lambda rows: Table(tuple(rows)))
)
_PHOTO = st.builds(Photo, st.just("c" * 64), _TEXT, _TEXT, turns=st.integers(0, 3))
_BLOCK: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, _RUNS),
    st.builds(Heading, _TEXT.map(lambda text: text.strip(" ")), st.integers(1, 4)),
    st.builds(Items, st.lists(_RUNS, max_size=3).map(tuple), st.booleans()),
    st.builds(Quote, _RUNS, st.sampled_from(["", "周师傅"])),
    _CELLS,
    st.builds(PictureRow, st.lists(_PHOTO, max_size=3).map(tuple)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_BLOCK, max_size=8))
def test_what_is_shown_is_what_is_read(shared: TextEditor, blocks: list[Block]) -> None:
    kept = cleaned(blocks)
    shared.show_blocks(kept)
    assert shared.blocks() == kept
    assert not shared.document().isUndoAvailable()


@settings(max_examples=30, deadline=None)
@given(st.lists(_BLOCK, min_size=1, max_size=5), st.lists(_BLOCK, min_size=1, max_size=4), st.integers(0, 400))
def test_every_paste_can_be_taken_back(shared: TextEditor, old: list[Block], new: list[Block], at: int) -> None:
    shared.show_blocks(cleaned(old))
    before = shared.blocks()
    cursor = shared.textCursor()
    cursor.setPosition(at % shared.document().characterCount())
    shared.setTextCursor(cursor)
    shared.insert_blocks(cleaned(new))
    after = shared.blocks()
    while shared.document().isUndoAvailable():
        shared.undo()
    assert shared.blocks() == before
    while shared.document().isRedoAvailable():
        shared.redo()
    assert shared.blocks() == after


def test_a_whole_briefing_copied_and_pasted_is_itself(editor: TextEditor) -> None:
    editor.show_blocks(BRIEFING)
    assert editor.blocks() == BRIEFING
    editor.show_figures({"到场人数": ShownFigure("58", "签到 58 人"), "众包人数": ShownFigure("12", "")})
    editor.selectAll()
    editor.copy()
    assert "58名职工参加，其中众包 12 人。" in QApplication.clipboard().text()
    editor.show_blocks(())
    editor.paste()
    assert editor.blocks() == BRIEFING


def _at_end(editor: TextEditor) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.End)


def _lines(editor: TextEditor, *lines: str) -> None:
    """Write lines, Enter after each but the last."""
    for at, line in enumerate(lines):
        if at:
            QTest.keyClick(editor, Qt.Key.Key_Return)
        editor.insertPlainText(line)


def test_typing_with_the_keys_of_the_tools(qtbot: QtBot, editor: TextEditor) -> None:
    bar = FormatBar(editor)
    qtbot.addWidget(bar)
    editor.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(editor, Qt.Key.Key_1, both)
    _lines(editor, "一、经过", "正文")
    assert bar.heading.isEnabled()
    assert not bar.heading.isChecked()
    QTest.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    editor.insertPlainText("要紧")
    QTest.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    _lines(editor, "的话", "甲", "乙")
    QTest.keyClick(editor, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(editor, Qt.Key.Key_Asterisk, shift)
    if editor.numbered is None:  # where the platform says 8 rather than what Shift makes of it
        QTest.keyClick(editor, Qt.Key.Key_8, shift)
    _at_end(editor)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Return)  # on an empty item: out of the list
    bar.quote.click()
    editor.insertPlainText("真好——王师傅")
    assert editor.blocks() == (
        Heading("一、经过"),
        Paragraph((Run("正文"), Run("要紧", bold=True), Run("的话"))),
        Items((plain("甲"), plain("乙"))),
        Quote(plain("真好"), "王师傅"),
    )


def test_backspace_makes_a_line_plain_before_it_joins_it(editor: TextEditor) -> None:
    editor.show_blocks((Paragraph(plain("前")), Items((plain("甲"),))))
    _at_end(editor)
    editor.moveCursor(QTextCursor.MoveOperation.StartOfBlock)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.blocks() == (Paragraph(plain("前")), Paragraph(plain("甲")))
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.blocks() == (Paragraph(plain("前甲")),)


def test_a_kind_put_on_twice_is_taken_off_and_bold_survives(editor: TextEditor) -> None:
    text = Paragraph((Run("平"), Run("粗", bold=True)))
    editor.show_blocks((text,))
    editor.set_kind(Kind.QUOTE)
    assert editor.blocks() == (Quote(text.runs),)
    editor.set_kind(Kind.QUOTE)
    assert editor.blocks() == (text,)


def test_a_table_grows_and_shrinks_by_keys_and_menu(qtbot: QtBot, editor: TextEditor) -> None:
    bar = FormatBar(editor)
    qtbot.addWidget(bar)
    editor.insert_table()
    acts = {act.text(): act for act in bar.table_actions}
    for words in ("名次", "姓名", "单位", "1", "林婉清", "一班", "2", "周文", "二班", "3"):
        editor.insertPlainText(words)
        QTest.keyClick(editor, Qt.Key.Key_Tab)  # after the last cell a new row
    acts["删除列"].trigger()
    acts["本列右对齐"].trigger()
    (table,) = editor.blocks()
    assert isinstance(table, Table)
    assert [[cell[0].text if cell else "" for cell in row] for row in table.rows] == [
        ["名次", "单位"],
        ["1", "一班"],
        ["2", "二班"],
        ["3", ""],
    ]
    assert table.aligns == (Align.END,)
    acts["删除行"].trigger()
    acts["在左侧插入列"].trigger()
    (table,) = editor.blocks()
    assert isinstance(table, Table)
    assert (len(table.rows), table.columns) == (3, 3)
    acts["删除表格"].trigger()
    assert editor.blocks() == ()
    while editor.document().isUndoAvailable():
        editor.undo()
    assert editor.blocks() == ()


def test_a_figure_is_one_letter_with_its_source(editor: TextEditor) -> None:
    editor.show_figures({"到场人数": ShownFigure("58", "签到 58 人")})
    editor.insertPlainText("共")
    editor.insert_figure("到场人数")
    editor.insertPlainText("人")
    assert editor.blocks() == (Paragraph(plain("共{到场人数}人")),)
    editor.moveCursor(QTextCursor.MoveOperation.Left)
    chip = editor.cursorRect().topLeft() + QPoint(-8, 8)
    assert editor.source_at(chip) == "到场人数：签到 58 人"
    assert not editor.source_at(QPoint(300, 300))
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.blocks() == (Paragraph(plain("共人")),)


def test_nothing_is_written_beside_pictures(editor: TextEditor) -> None:
    editor.show_blocks((PictureRow(PHOTOS),))
    QTest.keyClick(editor, Qt.Key.Key_A)
    _at_end(editor)
    QTest.keyClick(editor, Qt.Key.Key_B)
    assert editor.blocks() == (Paragraph(plain("a")), PictureRow(PHOTOS), Paragraph(plain("b")))


def test_pictures_change_within_the_same_undo(editor: TextEditor) -> None:
    editor.show_blocks((Paragraph(plain("前")), PictureRow(PHOTOS), Paragraph(plain("后"))))
    split_row(editor.document(), 0, 1)
    assert picture_rows(editor.document()) == (PHOTOS[:1], PHOTOS[1:])
    set_picture_rows(editor.document(), ((), PHOTOS[1:]))
    assert editor.blocks() == (Paragraph(plain("前")), PictureRow(PHOTOS[1:]), Paragraph(plain("后")))
    editor.undo()
    editor.undo()
    assert picture_rows(editor.document()) == (PHOTOS,)
    _at_end(editor)
    insert_row(editor.textCursor(), PHOTOS[:1])
    assert editor.blocks()[-1] == PictureRow(PHOTOS[:1])


def test_picture_files_are_handed_on_and_loose_pictures_refused(qtbot: QtBot, editor: TextEditor) -> None:
    files, loose = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile("/tmp/合影.jpg")])
    loose.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    with qtbot.waitSignal(editor.files_dropped) as dropped:
        editor.insertFromMimeData(files)
    assert [path.name for path in (dropped.args or [()])[0]] == ["合影.jpg"]
    with qtbot.waitSignal(editor.pictures_refused):
        editor.insertFromMimeData(loose)
    page = QMimeData()
    page.setHtml("<p>一句话</p><img src='file:///etc/passwd'>")
    with qtbot.waitSignal(editor.pictures_refused) as refused:
        editor.insertFromMimeData(page)
    assert refused.args == [1]
    assert editor.blocks() == (Paragraph(plain("一句话")),)


def test_only_words_go_into_a_cell(editor: TextEditor) -> None:
    editor.insert_table()
    editor.insert_blocks((Heading("一、题"), Items((plain("甲"), plain("乙")))))
    (table,) = editor.blocks()
    assert isinstance(table, Table)
    words: Runs = table.rows[0][0]
    assert words == plain("一、题 甲 乙")
