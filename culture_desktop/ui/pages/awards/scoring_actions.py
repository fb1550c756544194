"""What the user does in 评审: the panel, recusals, score sheets."""

from pathlib import Path

from culture_desktop.errors import StepBlockedError
from culture_desktop.progress import Progress
from culture_desktop.services.awards.judging_rows import JudgeRow, Panel, TieRow
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import files, name_dialog, people_picker
from culture_desktop.ui.dialogs.recusal_dialog import DeclaredRecusalDialog, FoundRecusalsDialog
from culture_desktop.ui.dialogs.tie_dialog import TieDialog
from culture_desktop.ui.dialogs.typing_dialog import TypingDialog
from culture_desktop.ui.pages.awards.campaign_actions import CampaignActions, Desk
from culture_desktop.ui.pages.awards.judging_pane import NewJudge, Sheets
from culture_desktop.ui.pages.awards.scoring_pane import ScoreOutput
from culture_desktop.vocabulary import DocumentKind


class ScoringActions(CampaignActions):
    """From the panel to the scores."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        pane, self._judges = desk.view.judging, desk.services.judges
        desk.view.scoring.typing_wanted.connect(self.type_scores)
        desk.view.scoring.summary_wanted.connect(self.summarise)
        pane.judge_wanted.connect(self.add_judge)
        pane.sheets_wanted.connect(self.make_sheets)
        pane.check_wanted.connect(self.check_recusals)
        pane.judge_card.tie_wanted.connect(self.declare_tie)
        pane.judge_card.tie_withdrawn.connect(self.withdraw_tie)
        pane.judge_card.recusal_wanted.connect(self.recuse)
        pane.judge_card.removal_wanted.connect(self.remove_judge)

    @property
    def _panel(self) -> Panel:
        assert self._view.campaign is not None
        return self._view.campaign.panel

    def add_judge(self, where: NewJudge) -> None:
        """Put somebody on the panel."""
        code, services = self._code, self._services
        if where is NewJudge.OUTSIDE:
            name = name_dialog.ask(self._page, "添加外部评委", "姓名", act="添加")
            if name is not None:
                self._tell(self._page.carry_out(lambda: self._judges.add_outside(code, name)))
            return
        present = {judge.person_id for judge in self._panel.judges if judge.person_id is not None}
        year = self._board.period_to.year
        ids = people_picker.ask(
            self._page, "添加评委", services.people, services.organisations, year=year, present=present
        )
        if ids:
            self._tell(self._page.carry_out(lambda: self._judges.add_staff(code, ids)))

    def remove_judge(self, judge: JudgeRow) -> None:
        """Take a judge off the panel."""
        code = self._code
        self._tell(self._page.carry_out(lambda: self._judges.remove(code, judge.id)))

    def declare_tie(self, judge: JudgeRow) -> None:
        """Choose somebody, and say what ties the judge to them."""
        code, services, year = self._code, self._services, self._board.period_to.year
        person_id = people_picker.ask_one(
            self._page, f"与{judge.name}有利害关系的人", services.people, services.organisations, year=year, act="选定"
        )
        if person_id is None:
            return
        name = services.people.detail(person_id, year).draft.name
        dialog = TieDialog(
            self._page,
            judge.name,
            name,
            lambda kind, note: self._judges.declare_tie(code, judge.id, person_id, kind, note),
        )
        self._tell_change(dialog.run())

    def withdraw_tie(self, tie: TieRow) -> None:
        """Take a tie back."""
        code = self._code
        self._tell(self._page.carry_out(lambda: self._judges.withdraw_tie(code, tie.id)))

    def check_recusals(self) -> None:
        """Show what the rules call for, and write what is ticked."""
        code = self._code
        dialog = FoundRecusalsDialog(self._page, self._panel.found, lambda pairs: self._judges.write_found(code, pairs))
        self._tell_change(dialog.run())

    def recuse(self, judge: JudgeRow) -> None:
        """Have a judge keep out of judging some nominees."""
        code, panel = self._code, self._panel
        known = {one.nominee.nomination_id for one in panel.recusals if one.judge == judge.name}
        nominees = [nominee for key, nominee in panel.nominees.items() if key not in known]
        dialog = DeclaredRecusalDialog(
            self._page, judge, nominees, lambda ids, reason: self._judges.recuse(code, judge.id, ids, reason)
        )
        self._tell_change(dialog.run())

    def type_scores(self) -> None:
        """Type paper forms in, twice; without a panel there is nobody whose form it could be."""
        judges = self._panel.judges
        if not judges:
            self._view.review.show_part(1)
            self._page.failed.emit(StepBlockedError(step="两遍录入", reason="还没有评委，请先在“评委与回避”里添加。"))
            return
        first = next((judge for judge in judges if judge.missing), judges[0])
        dialog = TypingDialog(
            self._page, self._services.typed_scores, self._code, [judge.name for judge in judges], first.name
        )
        self._tell_change(dialog.run())

    def summarise(self, output: ScoreOutput) -> None:
        """The summary of all points, as a paper or as a list."""
        if output is ScoreOutput.PAPER:
            self.make_paper(DocumentKind.SCORES)
            return
        code, summaries = self._code, self._services.score_summaries
        path = files.save(self._page, "导出评分汇总表", f"{code}评分汇总表.xlsx", (files.SHEETS,), self._settings)
        if path is not None:

            def work(progress: Progress) -> Done[Path]:
                return summaries.write(code, path, progress)

            self._runner.run(work, title="导出评分汇总表", done=self._tell, failed=self._paper_failed)

    def make_sheets(self, kind: Sheets) -> None:
        """Score sheets for every judge: files into a folder, or a paper."""
        if kind is Sheets.PAPER:
            self.make_paper(DocumentKind.SCORE_FORMS)
            return
        code, sheets = self._code, self._services.score_sheets
        folder = files.folder(self._page, "评分表存放在", self._settings)
        if folder is None:
            return

        def work(progress: Progress) -> Done[tuple[Path, ...]]:
            return sheets.write(code, folder, progress)

        self._runner.run(work, title="生成评分表", done=self._tell, failed=self._paper_failed)
