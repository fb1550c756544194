"""What the user does in 设置: each card's dialog, conditions one by one, the timetable."""

from culture_desktop.rules.rule import Rule
from culture_desktop.services.awards.campaign_terms import CampaignTerms
from culture_desktop.ui.dialogs import rule_dialog
from culture_desktop.ui.dialogs.criteria_dialog import CriteriaDialog
from culture_desktop.ui.dialogs.limits_dialog import LimitsDialog
from culture_desktop.ui.dialogs.plan_dialog import PlanDialog
from culture_desktop.ui.dialogs.procedure_dialog import ProcedureDialog
from culture_desktop.ui.dialogs.quota_dialog import QuotaDialog
from culture_desktop.ui.dialogs.tiers_dialog import TiersDialog
from culture_desktop.ui.dialogs.timetable_dialog import TimetableDialog
from culture_desktop.ui.pages.awards.campaign_actions import CampaignActions, Desk
from culture_desktop.ui.pages.awards.setup_pane import Edit
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, DocumentKind


class SetupActions(CampaignActions):
    """Joins the pane to the services."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        pane = desk.view.setup
        pane.seats_changed.connect(self.set_seats)
        pane.edit_wanted.connect(self.edit)
        pane.rule_wanted.connect(self.edit_rule)
        pane.rule_moved.connect(self.move_rule)
        pane.rule_dropped.connect(self.drop_rule)
        pane.timetable.ticked.connect(self.tick)
        pane.timetable.edit_wanted.connect(self.edit_timetable)
        pane.timetable.plan_wanted.connect(self.plan)
        pane.quotas.divide_wanted.connect(self.divide)
        pane.quotas.table_wanted.connect(lambda: self.make_paper(DocumentKind.QUOTAS))

    @property
    def _terms(self) -> CampaignTerms:
        campaign = self._view.campaign
        assert campaign is not None
        return campaign.setup.terms

    def set_seats(self, tier_id: int, seats: int) -> None:
        """Change the seats of a tier."""
        self._tell(self._page.carry_out(lambda: self._services.award_setup.set_seats(self._code, tier_id, seats)))

    def edit(self, edit: Edit) -> None:
        """Open a card's dialog."""
        service, terms, page = self._services.award_terms, self._terms, self._page
        if edit is Edit.TIERS:
            done = TiersDialog(page, service, terms).run()
        elif edit is Edit.CRITERIA:
            done = CriteriaDialog(page, service, terms).run()
        elif edit is Edit.PROCEDURE:
            done = ProcedureDialog(page, service, terms).run()
        else:
            done = LimitsDialog(page, service, terms, self._units()).run()
        self._tell_change(done)

    def edit_rule(self, at: int) -> None:
        """Change a condition; past the last one, add one."""
        rules = list(self._terms.rules)
        old = rules[at] if at < len(rules) else None
        made = rule_dialog.ask(self._page, self._units(), self._view.board.as_of, old)
        if made is not None:
            rules[at : at + 1] = [made]
            self._save_rules(rules)

    def move_rule(self, at: int, by: int) -> None:
        """Put a condition before or after its neighbour."""
        rules = list(self._terms.rules)
        rules.insert(at + by, rules.pop(at))
        self._save_rules(rules)

    def drop_rule(self, at: int) -> None:
        """Take a condition out."""
        rules = list(self._terms.rules)
        rules.pop(at)
        self._save_rules(rules)

    def tick(self, task_id: int, done: bool) -> None:
        """Note that a line of the timetable is done today, or is not."""
        on = self._today() if done else None
        service = self._services.award_timetable
        self._tell(self._page.carry_out(lambda: service.set_done(self._code, task_id, on)))

    def edit_timetable(self) -> None:
        """Change the lines of the timetable."""
        tasks = self._services.award_setup.timetable(self._code)
        service = self._services.award_timetable
        self._tell_change(TimetableDialog(self._page, service, self._code, tasks, self._today()).run())

    def plan(self) -> None:
        """Lay the template's timetable out anew."""
        service = self._services.award_timetable
        self._tell_change(PlanDialog(self._page, service, self._code, self._today()).run())

    def divide(self) -> None:
        """Divide the places among units."""
        quotas = self._services.award_quotas
        self._tell_change(QuotaDialog(self._page, quotas, self._runner, self._settings, self._terms).run())

    def _save_rules(self, rules: list[Rule]) -> None:
        self._tell(self._page.carry_out(lambda: self._services.award_terms.save_rules(self._code, rules)))

    def _units(self) -> list[str]:
        return [node.full_name for node in self._services.organisations.nodes(tuple(ADMINISTRATIVE_KINDS))]
