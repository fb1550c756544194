"""A number for each unit that places are divided by beside the head count, typed or read from a list file.

::

    factor = factor_dialog.ask(self, services.award_quotas, units, 2, settings)      # Factor | None
"""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.awards.quota_rows import Factor
from culture_desktop.services.awards.quotas import QuotaService
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.saving_dialog import required_number_in
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row, scrolled
from culture_desktop.ui.widgets.text import Label

_LABELS, _SHORT, _TITLE, _HEIGHT = 56, 88, 180, 300


def ask(
    parent: QWidget | None,
    service: QuotaService,
    units: Sequence[str],
    level: int,
    settings: Settings,
    factor: Factor | None = None,
) -> Factor | None:
    """The factor; None when the dialog was left. ``units`` are the full names of the level."""
    dialog = FactorDialog(parent, service, units, level, settings, factor)
    return dialog.made if dialog.exec() == Dialog.DialogCode.Accepted else None


class FactorDialog(Dialog):
    """Title, part, a number for each unit."""

    def __init__(
        self,
        parent: QWidget | None,
        service: QuotaService,
        units: Sequence[str],
        level: int,
        settings: Settings,
        factor: Factor | None,
    ) -> None:
        super().__init__(parent, "分配因素", act="确定", width=560)
        self._service, self._level, self._settings = service, level, settings
        self.made: Factor | None = factor
        self.title, self.part = QLineEdit(), QLineEdit("50")
        self.title.setPlaceholderText("如 产值，也是文件里的列名")
        self.numbers = {unit: QLineEdit() for unit in units}
        self.read_button = Button("从名单文件读取", icon="table-import", clicked=self._choose)
        head = Form(label_width=_LABELS)
        head.add("因素", self.title, width=_TITLE).add_beside(self.read_button)
        head.add("比重", self.part, width=_SHORT, hint="与在岗人数的比重合起来算")
        lines = Form(label_width=_LABELS)
        for unit, line in self.numbers.items():
            lines.add(unit.rpartition("/")[2], line, width=_SHORT)
            line.setAccessibleName(unit)
        area = scrolled(holder(column(lines, STRETCH, gap=0)))
        area.setMinimumHeight(_HEIGHT)
        self.problem = Label("", tone=Tone.BAD)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.body.addWidget(head)
        self.body.addWidget(area, 1)
        self.body.addLayout(row(self.problem))
        if factor is not None:
            self.title.setText(factor.title)
            self.part.setText(f"{factor.part.normalize():f}")
            self._show(factor)

    @override
    def accept(self) -> None:
        """Take the numbers, or say which is missing."""
        title = self.title.text().strip() or "因素"
        try:
            numbers = {unit: required_number_in(line, f"{unit}的{title}") for unit, line in self.numbers.items()}
            self.made = Factor(title, required_number_in(self.part, f"{title}的比重"), numbers)
        except CultureError as error:
            self._say(error)
        else:
            super().accept()

    def _choose(self) -> None:
        self.problem.hide()
        path = files.open_one(self, "选择各单位的数字", (files.TABLES,), self._settings)
        if path is None:
            return
        try:
            self._show(self._service.factor_from_list(path, self.title.text().strip(), Decimal(0), self._level))
        except CultureError as error:
            self._say(error)

    def _show(self, factor: Factor) -> None:
        for unit, line in self.numbers.items():
            line.setText(f"{factor.numbers[unit]:f}" if unit in factor.numbers else "")

    def _say(self, error: CultureError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
