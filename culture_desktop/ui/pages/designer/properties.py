"""The properties of what is chosen, at the right: of one element by its kind, of several, of the sheet."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QSizePolicy, QStackedWidget, QWidget

from culture_desktop.documents.designs.editing import changed, inks_of
from culture_desktop.documents.ornaments import STYLES
from culture_desktop.ui.pages.designer.condition_editor import ConditionEditor
from culture_desktop.ui.pages.designer.content_editor import ContentEditor
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.pages.designer.editors import PLACE, POINTS, SIZE, Editors, Range
from culture_desktop.ui.pages.designer.ink_button import InkButton
from culture_desktop.ui.pages.designer.sheet_editor import SheetEditor
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, scrolled
from culture_desktop.ui.widgets.text import Label, paragraph
from culture_desktop.vocabulary import Align, ElementKind, PictureFit, PictureRole, Symbology, TextSetting, TypeFace

_NARROWEST = 60  # px


class Properties(QWidget):
    """Shows what is chosen, and takes a step for what is changed in it.

    Signals:
        file_wanted: another picture is to be chosen for the element shown.
    """

    file_wanted = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.title = Label("", "strong")
        self.sheet = SheetEditor(draft)
        self.place, self.common = _place(), _common()
        self.file_button = Button("选择文件…", icon="photo-plus", clicked=self.file_wanted.emit)
        self.parts = {
            ElementKind.TEXT: _text(),
            ElementKind.PICTURE: _picture(self.file_button),
            ElementKind.ORNAMENT: _ornament(),
            ElementKind.CODE: _code(),
            ElementKind.RULE: _rule(),
        }
        for part in (self.place, self.common, *self.parts.values()):
            part.edited.connect(self._apply)
            part.ended.connect(draft.settle)
        self._lay_out()
        draft.changed.connect(self._show)
        draft.chosen_changed.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        one = column(self.common, gap=14)
        for part in self.parts.values():
            one.insertWidget(0, part)
        one.insertWidget(len(self.parts), self.place)
        one.addStretch(1)
        several = paragraph("可用上方的对齐、等距、层次，或方向键一起移动。要改内容，请只选一个。", "secondary")
        self._pages = QStackedWidget()
        for page in (holder(column(self.sheet, STRETCH)), holder(one), holder(column(several, STRETCH))):
            self._pages.addWidget(page)
        inner = column(self.title, self._pages, gap=10, margins=(14, 12, 14, 12))
        self.setLayout(column(scrolled(holder(inner, "sheet")), gap=0))
        for field in self.findChildren(QWidget):
            if isinstance(field, QComboBox | QAbstractSpinBox):
                field.setMinimumWidth(_NARROWEST)  # two to a row, whatever their longest words

    def _show(self) -> None:
        element, number = self._draft.one, len(self._draft.keys)
        InkButton.in_use = inks_of(self._draft.design)
        self._turn_to(0 if not number else 1 if element is not None else 2)
        self.title.setText(element.name if element is not None else f"已选 {number} 个元素" if number else "纸张")
        if element is None:
            return
        for kind, part in self.parts.items():
            part.setVisible(kind is element.kind)
        for part in (self.parts[element.kind], self.place, self.common):
            part.show_element(element)
        self.place.setEnabled(not element.locked)

    def edit(self) -> None:
        """Take the keyboard to what the chosen element says, or to its first property."""
        element = self._draft.one
        if element is not None:
            first = next(iter(self.parts[element.kind].fields.values()))
            (first.text if isinstance(first, ContentEditor) else first).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _turn_to(self, at: int) -> None:
        """Show one page; only that one asks for room."""
        for each in range(self._pages.count()):
            policy = QSizePolicy.Policy.Preferred if each == at else QSizePolicy.Policy.Ignored
            self._pages.widget(each).setSizePolicy(policy, policy)
        self._pages.setCurrentIndex(at)

    def _apply(self, name: str, value: Any) -> None:
        element = self._draft.one
        if element is not None:
            design = changed(self._draft.design, (element.key,), **{name: value})
            self._draft.apply(f"修改{element.name}", design, merging=f"{element.key}.{name}")


def _place() -> Editors:
    part = Editors("位置与大小")
    part.numbers(("横向", "x", PLACE), ("纵向", "y", PLACE), ("宽", "width", SIZE), ("高", "height", SIZE))
    return part


def _common() -> Editors:
    part = Editors("印出")
    when = ConditionEditor()
    when.edited.connect(lambda condition: part.edited.emit("when", condition))
    part.bind("when", when, when.show_condition)
    part.add(when)
    part.tick("套打时印出", "overprint")
    part.tick("锁定", "locked")
    part.tick("不显示，也不印", "hidden")
    part.line("名称", "name", 64)
    return part


def _content(part: Editors) -> ContentEditor:
    content = ContentEditor()
    content.edited.connect(lambda words: part.edited.emit("content", words))
    content.ended.connect(part.ended)
    part.bind("content", content, content.show_text)
    part.add(content)
    return content


def _text() -> Editors:
    part = Editors()
    _content(part)
    part.words(("字体", "face", TypeFace), ("排法", "setting", TextSetting))
    part.line("本机字体", "font", 80, empty="空着用上面的字体")
    part.numbers(("字号", "size", POINTS), ("过长时缩小到", "least_size", POINTS))
    part.words(("对齐", "align", Align))
    part.inks(("颜色", "ink"))
    part.numbers(("行距", "leading", Range(0.8, 5, 0.1, " 倍", 2)), ("首行缩进", "indent", Range(0, 20, 1, " 字")))
    part.tick("两字姓名加全角空格", "spaced")
    part.tick("段落行末的标点可以悬挂", "hanging")
    return part


def _picture(choose: Button) -> Editors:
    part = Editors()
    part.add(choose)
    part.words(("用途", "role", PictureRole), ("放法", "fit", PictureFit))
    return part


def _ornament() -> Editors:
    part = Editors()
    part.choice("样式", "style", {name: style.label for name, style in STYLES.items()})
    part.inks(("主色", "ink"), ("辅色", "second_ink"))
    return part


def _code() -> Editors:
    part = Editors()
    _content(part)
    part.words(("码制", "symbology", Symbology))
    part.inks(("颜色", "ink"))
    return part


def _rule() -> Editors:
    part = Editors()
    part.numbers(("粗细", "thickness", Range(0.05, 20, 0.05, " mm", 2)), ("虚线段长", "dash", Range(0, 50, 0.5, " mm")))
    part.inks(("颜色", "ink"))
    return part
