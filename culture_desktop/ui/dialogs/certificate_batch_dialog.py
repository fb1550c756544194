"""Certificates for many at once: looked at first, then written to a file or a folder.

::

    done = CertificateBatchDialog(self, services, runner, settings, today).run()     # Done | None
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from culture_desktop.documents.preflight import Problem, shown_character
from culture_desktop.errors import CultureError, DesignFieldUnknownError
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.certificates.batches import BatchPlan, Split
from culture_desktop.services.results import Done
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.dialogs.certificate_source import CertificateSource
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.overprint_choice import OverprintChoice
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.cells import Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import clear, column, holder
from culture_desktop.ui.widgets.password_line import PasswordLine
from culture_desktop.ui.widgets.text import Label
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import LeadingEdge

_LABELS, _WIDTH, _HEIGHT, _MEDIUM = 72, 720, 150, 240
_SEPARATORS = "、"
_LONGEST = 500


class CertificateBatchDialog(Dialog):
    """List, design, what is the same for all; then how many certificates, and what keeps them from being printed."""

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        runner: Runner,
        settings: Settings,
        today: date,
        people: Sequence[int] = (),
    ) -> None:
        super().__init__(parent, "批量证书", act="生成…", width=_WIDTH)
        self._services, self._runner, self._settings = services, runner, settings
        self.answer: Done[tuple[Path, ...]] | None = None
        self.plan: BatchPlan | None = None
        self.same: dict[str, QLineEdit] = {}
        self.source = CertificateSource(services, settings, today, people)
        self.design, self.day = QComboBox(), DayEdit(today)
        for found in services.designs.rows():
            self.design.addItem(f"{found.name}　{found.sheet.width:g}×{found.sheet.height:g}", found.key)
        self.split, self.pattern = WordBox(Split), QLineEdit("{编号}-{姓名}")
        self.sheets = OverprintChoice(services, runner, settings, today)
        self.passphrase = PasswordLine("签名口令")
        self.passphrase.setPlaceholderText("填了就给二维码签名，可离线验真")
        self._same_place = column(gap=8)
        self.head, self.problem = Label("", "secondary"), Label("", tone=Tone.BAD)
        self.table = RowTable[Problem](_COLUMNS, name="印不出的证书")
        self.table.setFixedHeight(_HEIGHT)
        self.table.set_placeholder(EmptyState("rosette", "还没有核对", "选好名单和模板后点“核对”"))
        self.check_button = Button("核对", icon="list-check", clicked=self.look)
        self.add_act(self.check_button)
        self.check_button.setDefault(True)  # Enter in a field looks again, and never writes
        self._lay_out()
        self._connect()

    def run(self) -> Done[tuple[Path, ...]] | None:
        """What was written; None when the dialog was left."""
        self.exec()
        return self.answer

    def look(self) -> None:
        """Work out what would be printed; nothing is written."""
        try:
            read = self.source.read()
        except CultureError as error:
            self._fail(error)
            return
        self._forget()
        key, day = str(self.design.currentData()), self.day.day()
        given = {name: line.text().strip() for name, line in self.same.items() if line.text().strip()}
        unit = self._services.settings.unit()

        def work(_progress: Progress) -> BatchPlan:
            return self._services.certificate_batches.plan(read(), key, unit, day, given=given)

        self._runner.run(work, title="核对名单", done=self._show, failed=self._fail)

    @property
    def print_edge(self) -> LeadingEdge | None:
        """The edge of the sheets that goes in first, where the file is to be printed at once; else None."""
        if self.plan is None or not (self.sheets.then_print.isChecked() and self.split.required() is Split.WHOLE):
            return None
        correction = self.sheets.calibration(self.plan.found.design.sheet)
        return correction.feed.edge if correction else LeadingEdge.SHORT

    @override
    def accept(self) -> None:
        """Ask where to, then write; on an error stay open and say it."""
        plan = self.plan
        if plan is None:
            return
        split = self.split.required()
        if split is Split.WHOLE:
            out = files.save(self, "生成证书", "证书.pdf", (files.PDF,), self._settings)
        else:
            out = files.folder(self, "证书放到哪个文件夹", self._settings)
        if out is None:
            return
        overprint, correction = self.sheets.on, self.sheets.calibration(plan.found.design.sheet)
        passphrase, signing = self.passphrase.text(), self._services.signing

        def work(progress: Progress) -> Done[tuple[Path, ...]]:
            if passphrase:
                signing.unlock(passphrase)
            return self._services.certificate_batches.write(
                plan,
                out,
                split=split,
                name_pattern=self.pattern.text(),
                overprint=overprint,
                calibration=correction,
                sign=signing.sign if passphrase else None,
                progress=progress,
            )

        self._runner.run(work, title="生成证书", done=self._written, failed=self._fail)

    def _lay_out(self) -> None:
        form = Form(label_width=_LABELS)
        form.add("来源", self.source, width=Form.FILL)
        form.add("模板", self.design, width=Form.FILL)
        form.add("颁发日期", self.day, width=_MEDIUM)
        form.add("成品", self.split, width=_MEDIUM)
        self._named = form.add("文件名", self.pattern, width=_MEDIUM, hint="可用 {编号} {姓名} {单位} 和表里的列")
        form.add_wide(self.sheets)
        self._signed = form.add("签名口令", self.passphrase, width=_MEDIUM)
        self._form = form
        for label in (self.head, self.problem):
            label.setWordWrap(True)
        self.problem.hide()
        for part in (form, holder(self._same_place), self.head, self.table, self.problem):
            self.body.addWidget(part)
        self.pattern.setAccessibleName("文件名格式")
        form.set_row_visible(self._signed, bool(self._services.signing.fingerprint()))

    def _connect(self) -> None:
        self.source.changed.connect(self._change_design)
        self.source.taken.connect(self.look)
        self.design.currentIndexChanged.connect(self._change_design)
        self.day.picked.connect(lambda _day: self._forget())
        self.split.currentIndexChanged.connect(self._show_split)
        self.sheets.failed.connect(self._fail)
        self._show_split()
        self._forget()

    def _change_design(self) -> None:
        """Other designs ask for other things, and other lists lack others."""
        clear(self._same_place)
        self.same.clear()
        self._forget()

    def _show_split(self) -> None:
        self._form.set_row_visible(self._named, self.split.required() is Split.PERSON)
        self.sheets.then_print.setVisible(self.split.required() is Split.WHOLE)

    def _forget(self, _change: object = None) -> None:
        """What is shown is no longer what would be printed."""
        self.plan = None
        self.sheets.show_plan(None)
        self.problem.hide()
        self.head.setText("")
        self.table.set_rows(())
        self.act_button.setEnabled(False)

    def _show(self, plan: BatchPlan) -> None:
        self.plan = plan
        self.sheets.show_plan(plan)
        words = [f"共 {len(plan.certificates):,} 张，编号从 {plan.certificates[0]['编号']} 起"]
        if plan.repeated:
            words.append(f"名单里不止一次：{_SEPARATORS.join(plan.repeated[:8])}")
        words += plan.fonts.notes
        if plan.unused:
            words.append(f"没有用到的列：{_SEPARATORS.join(plan.unused)}")
        self.head.setText("。".join(words) + "。")
        self.table.set_rows(plan.problems)
        self.table.set_placeholder(EmptyState("circle-check", "都能印", "没有缺字，也没有放不下的内容"))
        self.act_button.setEnabled(not plan.problems)

    def _fail(self, error: CultureError) -> None:
        if isinstance(error, DesignFieldUnknownError):
            self._ask_for(str(error.data["fields"]).split(_SEPARATORS))
        self.problem.setText(str(error))
        self.problem.show()

    def _ask_for(self, names: list[str]) -> None:
        """A line for each field that the list lacks: what is typed there stands on every certificate."""
        for name in names:
            if name not in self.same:
                line = QLineEdit()
                line.setMaxLength(_LONGEST)
                line.setAccessibleName(name)
                line.setPlaceholderText("各张都印这个")
                line.editingFinished.connect(partial(self._typed, line))
                self.same[name] = line
                asked = Form(label_width=_LABELS)
                asked.add(name, line, width=Form.FILL)
                self._same_place.addWidget(asked)

    def _typed(self, line: QLineEdit) -> None:
        if line.isModified():
            line.setModified(False)
            self.look()

    def _written(self, done: Done[tuple[Path, ...]]) -> None:
        self.answer = done
        super().accept()


_COLUMNS = (
    Column[Problem]("谁", lambda found: Name(found.subject), width=160),
    Column[Problem]("哪里", lambda found: Muted(found.field), width=120),
    Column[Problem](
        "怎么回事",
        lambda found: (
            f"没有这些字：{_SEPARATORS.join(map(shown_character, found.missing))}"
            if found.missing
            else "放不下，请缩短"
        ),
        width=240,
        stretch=True,
    ),
)
