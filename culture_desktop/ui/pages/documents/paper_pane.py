"""What is known of the paper on screen, and what can be done with it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from culture_desktop.documents.font_report import FontReport
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.documents.versions import PaperVersion
from culture_desktop.ui.labels import clock, day
from culture_desktop.ui.pages.documents.version_list import VersionList
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.facts import Fact, Facts
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, scrolled
from culture_desktop.ui.widgets.reasons import Reason, Reasons
from culture_desktop.ui.widgets.text import Label, hline

PANE_WIDTH = 252
_KILOBYTE = 1024


class PaperPane(QFrame):
    """Facts, check of the fonts, print, save.

    Signals:
        save_wanted, print_wanted, calibration_wanted, folder_wanted, mailing_wanted: the button was pressed.
        version_wanted: another version is to be shown (its id).
    """

    save_wanted = Signal()
    print_wanted = Signal()
    mailing_wanted = Signal()
    version_wanted = Signal(int)
    calibration_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setFixedWidth(PANE_WIDTH)
        self.facts, self.fonts = Facts(dense=True), Reasons(joined=False)
        self.save_button = Button(
            "保存为", icon="download", kind=Kind.PRIMARY, shortcut="Ctrl+S", clicked=self.save_wanted.emit
        )
        self.print_button = Button("打印", icon="printer", shortcut="Ctrl+P", clicked=self.print_wanted.emit)
        self.calibrate_button = Button(
            "打印校准…", icon="ruler-measure", kind=Kind.QUIET, clicked=self.calibration_wanted.emit
        )
        self.folder_button = Button("打开所在文件夹", icon="folder-open", clicked=self.folder_wanted.emit)
        self.mailing_button = Button("寄送文件夹…", icon="books", kind=Kind.QUIET, clicked=self.mailing_wanted.emit)
        self.versions, self._versions_title, self._versions_line = VersionList(), Label("版本", "card_title"), hline()
        self.versions.wanted.connect(self.version_wanted)
        self.saved = Label("", "caption")
        self.said = Label("", "caption")
        for label in (self.saved, self.said):
            label.setWordWrap(True)
            label.hide()
        parts = column(
            Label("基本情况", "card_title"),
            self.facts,
            hline(),
            Label("字体", "card_title"),
            self.fonts,
            hline(),
            self._versions_title,
            self.versions,
            self._versions_line,
            Label("打印", "card_title"),
            self.print_button,
            self.said,
            self.calibrate_button,
            hline(),
            Label("导出", "card_title"),
            self.save_button,
            self.saved,
            self.folder_button,
            self.mailing_button,
            STRETCH,
            gap=10,
            margins=(16, 12, 16, 16),
        )
        self._content = holder(parts)
        self.setLayout(column(scrolled(self._content), gap=0))

    def show_paper(
        self, paper: IssuedRow | None, size: int, fonts: Mapping[str, bool], report: FontReport, saved: Path | None
    ) -> None:
        """Show a paper of ``size`` bytes; ``saved`` is where it was saved to since the program started."""
        self._content.setVisible(paper is not None)
        if paper is None:
            return
        facts = [("种类", paper.kind.label), ("页数", f"{paper.pages} 页"), ("大小", file_size(size))]
        facts += [("文号", paper.number)] if paper.number else []
        facts += [("模板", paper.design)] if paper.design else []
        facts += [("属于", paper.subject)] if paper.subject else []
        facts.append(("生成", f"{day(paper.made_at.date())} {clock(paper.made_at)}"))
        self.facts.set_facts([Fact("", label, value) for label, value in facts])
        self.fonts.set_reasons([font_reason(fonts), *report_reasons(report)])
        self.show_saved(saved)

    def show_versions(self, versions: Sequence[PaperVersion], current: int) -> None:
        """Show the versions of the paper, where there are several."""
        for part in (self._versions_title, self.versions, self._versions_line):
            part.setVisible(len(versions) > 1)
        self.versions.show_versions(versions, current)

    def show_saved(self, saved: Path | None) -> None:
        """Say where the paper was saved to; only then is there a folder to open."""
        self.saved.setText(f"已保存到 {saved}" if saved else "")
        self.saved.setVisible(saved is not None)
        self.folder_button.setVisible(saved is not None)


def font_reason(fonts: Mapping[str, bool]) -> Reason:
    """Whether the paper prints the same everywhere."""
    outside = [name for name, embedded in fonts.items() if not embedded]
    if outside:
        return Reason(Tone.WARN, f"{len(outside)} 种字体没有嵌入", f"{'、'.join(outside)}：换一台电脑字形会变")
    return Reason(Tone.OK, f"{len(fonts)} 种字体全部嵌入", "在任何电脑上打开、打印都一样")


def report_reasons(report: FontReport) -> list[Reason]:
    """Which fonts were used, and what stood in for what."""
    if not report.used:
        return []
    used = Reason(Tone.NEUTRAL, "所用字体", "、".join(report.used))
    return [used, *(Reason(Tone.WARN, "有代用", note) for note in report.notes)]


def file_size(size: int) -> str:
    """``235 KB``, ``1.8 MB``."""
    if size < _KILOBYTE**2:
        return f"{max(1, round(size / _KILOBYTE))} KB"
    return f"{size / _KILOBYTE**2:.1f} MB"
