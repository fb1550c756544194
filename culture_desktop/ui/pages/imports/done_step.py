"""完成: what was written, in numbers, and where to go from here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.services.imports.preview import ImportReport
from culture_desktop.services.results import Done
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.imports.job import ImportJob
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.facts import Fact, Facts
from culture_desktop.ui.widgets.layouts import column, row
from culture_desktop.ui.widgets.text import Label

_WIDTH = 200


class DoneStep(QWidget):
    """A check, the sentence, the numbers.

    Signals:
        leave_wanted: back to where the import was asked for.
        again_wanted: import another file.
        rejected_wanted: export the rows that were not written.
        undo_wanted: take the import back.
    """

    leave_wanted = Signal()
    again_wanted = Signal()
    rejected_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self._pictures = Picture("circle-check", size=40, colour="ok"), Picture("arrow-back-up", size=40, colour="ink3")
        self.sentence = Label("", "page_title")
        self.note = Label("", "caption")
        self.facts = Facts(dense=True)
        self.facts.setFixedWidth(_WIDTH)
        self.undo_button = Button("撤销", icon="arrow-back-up", clicked=self.undo_wanted.emit)
        self.rejected_button = Button("导出错误行", icon="download", clicked=self.rejected_wanted.emit)
        self.again_button = Button("再导入一份", icon="table-import", clicked=self.again_wanted.emit)
        self.leave_button = Button("返回", icon="arrow-right", kind=Kind.PRIMARY, clicked=self.leave_wanted.emit)
        whole = column(gap=12)
        whole.addStretch(2)
        for part in (*self._pictures, self.sentence, self.note, self.facts):
            whole.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addSpacing(8)
        buttons = (self.undo_button, self.rejected_button, self.again_button, self.leave_button)
        whole.addLayout(row(None, *buttons, None))
        whole.addStretch(3)
        self.setLayout(whole)

    def show_report(self, job: ImportJob, crumb: str, rejected: int, done: Done[ImportReport]) -> None:
        """Show what an import did; ``rejected`` rows were neither written nor decided."""
        report = done.value
        total = report.new + report.changed + report.unchanged + report.left_out
        counted = (
            ("文件", total, "行"),
            ("新增", report.new, job.words.unit),
            ("变更", report.changed, job.words.unit),
            ("未变", report.unchanged, "行"),
            ("未导入", report.left_out, "行"),
        )
        facts = [(label, count(number, unit)) for label, number, unit in counted]
        if report.units:
            facts.append(("新建单位", count(report.units, "个")))
        if report.left:
            facts.append(("标记离职", count(report.left, "人")))
        self._said = done.sentence
        self.facts.set_facts([Fact("", label, words) for label, words in facts])
        self.rejected_button.setText(f"导出 {rejected:,} 行错误行" if rejected else "导出错误行")
        self.rejected_button.setVisible(rejected > 0)
        self.leave_button.setText(f"查看{crumb}")
        self.show_undone(undone=False, possible=bool(report.new or report.changed or report.left))

    def show_undone(self, *, undone: bool, possible: bool) -> None:
        """Say whether the import still stands."""
        stands, gone = self._pictures
        stands.setVisible(not undone)
        gone.setVisible(undone)
        self.sentence.setText("导入已撤销" if undone else self._said)
        self.note.setText("这次导入已经撤销，数据和导入前一样" if undone else "整批可以撤销")
        self.note.setVisible(undone or possible)
        self.undo_button.setVisible(possible and not undone)
