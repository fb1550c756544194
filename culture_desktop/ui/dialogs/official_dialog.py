"""Takes an official paper: its kind, whom it goes to, its text; headings are told by their numbers.

::

    draft = official_dialog.ask(self, today, documents.check_official, choose)      # OfficialDraft | None
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from culture_desktop.errors import InvalidFieldError, PaperIncompleteError, SettingMissingError
from culture_desktop.override import override
from culture_desktop.services.documents.bound_files import BoundFile
from culture_desktop.services.documents.official_text import OFFICIAL_KINDS, UPWARDS, OfficialDraft, paragraphs
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Field, Form
from culture_desktop.ui.widgets.layouts import holder, row
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import DocumentKind

_LABELS, _SHORT, _LONG = 64, 168, 500
_TEXT_HEIGHT, _ATTACHMENTS_HEIGHT = 108, 44
_WIDTH, _HEIGHT = 640, 636
_HINT = "一行一段；以 一、（一）1.（1）开头的行是各层标题"


Check = Callable[[OfficialDraft], None]
Choose = Callable[[QWidget], Sequence[Path]]


def ask(parent: QWidget | None, today: date, check: Check, choose: Choose) -> OfficialDraft | None:
    """What the user wrote, once ``check`` lets it pass; None when the dialog was left.

    ``choose`` asks for files to be bound in.
    """
    dialog = OfficialDialog(parent, today, check, choose)
    return dialog.draft() if dialog.exec() == Dialog.DialogCode.Accepted else None


class OfficialDialog(Dialog):
    """One form; the signer is asked for papers to a higher body only."""

    def __init__(self, parent: QWidget | None, today: date, check: Check, choose: Choose) -> None:
        super().__init__(parent, "撰写公文", act="生成", width=_WIDTH)
        self._check, self._choose = check, choose
        self._bound: tuple[Path, ...] = ()
        self.kinds, self.day, self.sealed = QComboBox(), DayEdit(today), QCheckBox("加盖印章")
        self.kinds.addItems([kind.label for kind in OFFICIAL_KINDS])
        self.sealed.setChecked(True)
        self.title_line, self.recipients, self.signer, self.copies_to = (QLineEdit() for _ in range(4))
        self.recipients.setPlaceholderText("如“各分工会”")
        self.text, self.attachments = QPlainTextEdit(), QPlainTextEdit()
        self.counted = Label(_HINT, "caption")
        self.attachments.setPlaceholderText("一行一个附件名称；要装订在后的，选文件")
        self.bind_button = Button("装订文件…", icon="file-plus", clicked=self._choose_files)
        self.unbind_button = Button("不装订", clicked=self._let_go)
        self.bound = Label("", "caption")
        self.bound.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._show_bound()
        for editor, height in ((self.text, _TEXT_HEIGHT), (self.attachments, _ATTACHMENTS_HEIGHT)):
            editor.setTabChangesFocus(True)
            editor.setFixedHeight(height)
        self._lay_out()
        self.kinds.currentIndexChanged.connect(self._show_kind)
        self.text.textChanged.connect(self._count)
        self._show_kind()
        self._count()
        self.title_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.form = Form(label_width=_LABELS)
        self.form.add("种类", self.kinds, width=_SHORT)
        title = self.form.add("标题", self.title_line, width=_LONG)
        recipients = self.form.add("主送机关", self.recipients, width=_LONG)
        text = self.form.add("正文", self.text, width=_LONG)
        self.form.add_wide(self.counted)
        self.form.add("附件", self.attachments, width=_LONG)
        binding = row(self.bind_button, self.unbind_button)
        binding.addWidget(self.bound, 1)
        self.form.add_wide(holder(binding))
        signer = self.form.add("签发人", self.signer, width=_SHORT)
        self.form.add("抄送", self.copies_to, width=_LONG)
        self.form.add("成文日期", self.day, width=_SHORT)
        self.form.add("落款", self.sealed)
        self._fields = {"标题": title, "正文": text, "主送机关": recipients, "签发人": signer}
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.resize(_WIDTH, _HEIGHT)

    @property
    def kind(self) -> DocumentKind:
        """The kind chosen."""
        return OFFICIAL_KINDS[self.kinds.currentIndex()]

    def draft(self) -> OfficialDraft:
        """What is written."""
        return OfficialDraft(
            kind=self.kind,
            title=self.title_line.text(),
            text=self.text.toPlainText(),
            day=self.day.day(),
            recipients=self.recipients.text(),
            signer=self.signer.text(),
            attachments=tuple(self.attachments.toPlainText().splitlines()),
            bound=tuple(map(BoundFile, self._bound)),
            copies_to=self.copies_to.text(),
            sealed=self.sealed.isChecked(),
        )

    @override
    def accept(self) -> None:
        """Close if the draft is complete; else stay open and say under the first field what it lacks."""
        for field in self._fields.values():
            field.clear_failure()
        try:
            self._check(self.draft())
        except (PaperIncompleteError, InvalidFieldError) as error:
            self._field_of(str(error.data.get("what") or error.data.get("field"))).fail(str(error))
        except SettingMissingError:
            super().accept()  # the page says it, with the way to the settings
        else:
            super().accept()

    def _choose_files(self) -> None:
        self._bound = tuple(dict.fromkeys((*self._bound, *self._choose(self))))
        self._show_bound()

    def _let_go(self) -> None:
        self._bound = ()
        self._show_bound()

    def _show_bound(self) -> None:
        names = "、".join(path.name for path in self._bound)
        self.bound.setText(f"{len(self._bound)} 个：{names}" if names else "PDF 或名单文件，印在正文之后")
        self.bound.setToolTip(names)
        self.unbind_button.setVisible(bool(names))

    def _field_of(self, names: str) -> Field:
        return next((field for name, field in self._fields.items() if name in names), self._fields["正文"])

    def _show_kind(self, _index: int = 0) -> None:
        self.form.set_row_visible(self._fields["签发人"], self.kind in UPWARDS)
        self.act_button.setText(f"生成{self.kind.label}")

    def _count(self) -> None:
        found = paragraphs(self.text.toPlainText())
        headings = sum(paragraph.level > 0 for paragraph in found)
        self.counted.setText(f"{len(found)} 段，{headings} 个标题" if found else _HINT)
