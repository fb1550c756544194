"""单位, 组织: what a unit or another organisation that the list writes in its own way means, asked once for all rows it
stands in."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal

from culture_desktop.override import override
from culture_desktop.services.imports.preview import ImportPreview
from culture_desktop.services.imports.roster_preview import RosterPreview
from culture_desktop.services.imports.unit_questions import NewUnit, UnitDecision, UnitQuestion
from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.ui.dialogs import unit_picker
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.imports.answer_card import AnswerCard
from culture_desktop.ui.pages.imports.questions_pane import QuestionsPane
from culture_desktop.ui.tables.cells import Cell, Figure, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import clear
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS

_LIST = 520


class UnitsPane(QuestionsPane[UnitQuestion]):
    """Nothing is chosen until the user chooses; what was read as a unit of ours can be said otherwise.

    Signals:
        answered: what units as the list writes them mean (a mapping to decisions, object).
    """

    answered = Signal(object)

    def __init__(self, organisations: Callable[[], Sequence[OrganisationNode]]) -> None:
        self._organisations, self._units = organisations, True
        self._names: Mapping[int, str] = {}
        self._given: dict[str, UnitDecision] = {}
        columns: tuple[Column[UnitQuestion], ...] = (
            Column("名单里写的", lambda q: Name(q.written), width=190, stretch=True, tooltip=lambda q: q.written),
            Column("行", lambda q: Figure(count(len(q.rows), "行")), width=76, right=True),
            Column("当作", self._state, width=210, tooltip=self._whole_state),
        )
        super().__init__(columns, name="名单里写法不同的组织", key=lambda q: q.written, width=_LIST)
        self.pick_button = Button("选择单位…", icon="search", clicked=self._pick)
        self._foot.insertWidget(2, self.pick_button)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show the questions of another preview: a roster's are about units, those of others about organisations."""
        self._given, self._units = {}, isinstance(preview, RosterPreview)
        self._names = {node.id: node.full_name for node in self._nodes()} if preview.unit_questions else {}
        self.pick_button.setText(f"选择{self._what}…")
        self.set_questions(preview.unit_questions)

    @override
    def _is_open(self, question: UnitQuestion) -> bool:
        return question.open and question.written not in self._given

    @override
    def _ask(self, question: UnitQuestion) -> None:
        rows = f"{count(len(question.rows), '行')}写的是“{question.written}”。"
        self._set_words(f"“{question.written}”是哪个{self._what}", f"{rows}{question.reason}")
        clear(self._body)
        answers: list[tuple[UnitDecision, str, str, str]] = [
            (known.id, known.full_name.rpartition("/")[2], known.full_name, f"相似 {known.likeness} %")
            for known in question.candidates
        ]
        chosen = self._answer(question)
        offered = {known.id for known in question.candidates}
        if isinstance(chosen, int) and chosen not in offered and not self._is_open(question):
            path = self._names.get(chosen, "")
            answers.append((chosen, path.rpartition("/")[2], path, ""))
        if question.new is not None:
            answers.append((question.new, "新建单位", question.new.path, ""))
        if question.optional:
            answers.append((None, "留空", "这些行不写单位", ""))
        self._keys.setText("键 1–9 选定　S 跳过" if answers else "键 S 跳过")
        if not answers:
            self._body.addWidget(Label(f"没有写法相近的{self._what}，可以从现有的里面选", "caption"))
        for at, (answer, title, detail, hint) in enumerate(answers):
            card = AnswerCard(answer, title, detail, hint, key=str(at + 1) if at < 9 else "")
            settled = not self._is_open(question)
            self._body.addWidget(self._offer(card, chosen=settled and answer == chosen))

    @override
    def _take(self, question: UnitQuestion, card: AnswerCard) -> None:
        assert card.answer is None or isinstance(card.answer, int | NewUnit)
        self._give(question, card.answer)

    def _pick(self) -> None:
        question = self.table.current_row()
        if question is None:
            return
        title = f"“{question.written}”是哪个{self._what}"
        picked = unit_picker.ask(self, title, self._nodes(), act="就是它", effect="当作", what=self._what)
        if picked is not None:
            self._give(question, picked)

    def _give(self, question: UnitQuestion, answer: UnitDecision) -> None:
        self._given[question.written] = answer
        self.table.viewport().update()
        self.skip()
        self.answered.emit({question.written: answer})

    @property
    def _what(self) -> str:
        return "单位" if self._units else "组织"

    def _nodes(self) -> list[OrganisationNode]:
        """What may be meant."""
        return [node for node in self._organisations() if (node.kind in ADMINISTRATIVE_KINDS) is self._units]

    def _answer(self, question: UnitQuestion) -> UnitDecision:
        return self._given.get(question.written, question.answer)

    def _state(self, question: UnitQuestion) -> Cell:
        words = self._words(question)
        return Status(words.rpartition("/")[2], Tone.OK) if words else Muted("还没确认")

    def _whole_state(self, question: UnitQuestion) -> str:
        return self._words(question)

    def _words(self, question: UnitQuestion) -> str:
        if self._is_open(question):
            return ""
        answer = self._answer(question)
        if answer is None:
            return "留空"
        return (
            f"新建 {answer.path}" if isinstance(answer, NewUnit) else self._names.get(answer, f"已不存在的{self._what}")
        )
