"""完成: what was written, in numbers, and where to go from here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.services.imports.preview import ImportPreview, ImportReport
from culture_desktop.services.results import Done
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.imports.job import ImportJob
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.facts import Fact, Facts
from culture_desktop.ui.widgets.layouts import column, row
from culture_desktop.ui.widgets.text import Label

_WIDTH = 180


class DoneStep(QWidget):
    """A check, the sentence, the numbers.

    Signals:
        leave_wanted: back to where the import was asked for.
        again_wanted: import another file.
        rejected_wanted: export the rows that were not written.
    """

    leave_wanted = Signal()
    again_wanted = Signal()
    rejected_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sentence = Label("", "page_title")
        self.facts = Facts(dense=True)
        self.facts.setFixedWidth(_WIDTH)
        self.rejected_button = Button("导出错误行", icon="download", clicked=self.rejected_wanted.emit)
        self.again_button = Button("再导入一个文件", icon="table-import", clicked=self.again_wanted.emit)
        self.leave_button = Button("返回", icon="arrow-right", kind=Kind.PRIMARY, clicked=self.leave_wanted.emit)
        whole = column(gap=12)
        whole.addStretch(2)
        for part in (Picture("circle-check", size=40, colour="ok"), self.sentence, self.facts):
            whole.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addSpacing(8)
        whole.addLayout(row(None, self.rejected_button, self.again_button, self.leave_button, None))
        whole.addStretch(3)
        self.setLayout(whole)

    def show_report(self, job: ImportJob, remaining: ImportPreview, done: Done[ImportReport]) -> None:
        """Show what an import did; ``remaining`` is what of the preview was not decided."""
        report = done.value
        total = report.new + report.changed + report.unchanged + report.left_out
        facts = [("文件", count(total, "行")), ("新增", count(report.new, "行")), ("变更", count(report.changed, "行"))]
        facts += [("未变", count(report.unchanged, "行")), ("未导入", count(report.left_out, "行"))]
        if report.units:
            facts.append(("新建单位", count(report.units, "个")))
        self.sentence.setText(done.sentence)
        self.facts.set_facts([Fact("", label, words) for label, words in facts])
        self.rejected_button.setVisible(bool(remaining.rejected))
        self.leave_button.setText(f"查看{job.crumb}")
