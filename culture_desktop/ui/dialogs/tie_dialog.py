"""Notes what ties a judge to somebody on the books.

::

    done = TieDialog(self, "雷慧珍", "张伟", lambda kind, note: service.declare_tie(...)).run()      # Done | None
"""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from culture_desktop.override import override
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import TieKind

_LABELS, _SHORT, _LONG = 64, 150, 300
_LONGEST = 255


class TieDialog(SavingDialog):
    """Kind and note."""

    def __init__(
        self, parent: QWidget | None, judge: str, person: str, declare: Callable[[TieKind, str], Done[None]]
    ) -> None:
        super().__init__(parent, f"登记{judge}与{person}的关系", act="登记", width=420)
        self._declare = declare
        self.kind, self.note = WordBox(TieKind), QLineEdit()
        self.note.setMaxLength(_LONGEST)
        self.note.setPlaceholderText("如 夫妻、2023 年师徒协议")
        form = Form(label_width=_LABELS)
        form.add("关系", self.kind, width=_SHORT)
        form.add("说明", self.note, width=_LONG)
        self.body.addWidget(form)
        self.finish()

    @override
    def save(self) -> Done[None]:
        return self._declare(self.kind.required(), self.note.text())
