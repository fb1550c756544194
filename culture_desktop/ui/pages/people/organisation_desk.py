"""The organisations at the left: read, chosen, and what is done with them."""

from PySide6.QtCore import QObject

from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.ui.dialogs.condition_values import Choices
from culture_desktop.ui.pages.people.organisation_groups import EVERYBODY, Group, pane_nodes
from culture_desktop.ui.pages.people.organisation_pane import OrganisationPane
from culture_desktop.ui.pages.people.people_actions import PeopleActions
from culture_desktop.ui.pages.people.people_pane import PeoplePane
from culture_desktop.ui.pages.people.reader import Organisations, PeopleReader
from culture_desktop.ui.pages.people.views import PeopleViews
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.page import Page

_EVERYBODY = "全部人员"


class OrganisationDesk(QObject):
    """Choosing an organisation shows its people; what can be filtered by comes with the tree."""

    def __init__(
        self,
        page: Page,
        pane: OrganisationPane,
        people: PeoplePane,
        reader: PeopleReader,
        views: PeopleViews,
        acts: PeopleActions,
        runner: Runner,
    ) -> None:
        super().__init__(page)
        self.pane, self._people, self._reader, self._views = pane, people, reader, views
        self._acts, self._runner = acts, runner
        self._nodes: dict[int, OrganisationNode] = {}
        self._groups: dict[object, Group] = {}
        pane.chosen.connect(self._choose)
        pane.new_wanted.connect(self._add)
        pane.rename_wanted.connect(lambda key: acts.rename_organisation(self._nodes[key]))
        pane.delete_wanted.connect(self._delete)
        pane.moved.connect(acts.move_organisation)
        pane.place_wanted.connect(lambda key: acts.place_organisation(self._nodes[key]))
        pane.shift_wanted.connect(acts.shift_organisation)

    def show_everybody(self) -> None:
        """Turn to all people."""
        self.pane.tree.select_key(EVERYBODY)

    def show_place_of(self, query: PeopleQuery) -> None:
        """Turn to the organisation a query is about."""
        known = query.organisation_id in self._nodes
        self.pane.tree.select_key(query.organisation_id if known else EVERYBODY)

    def refresh(self) -> None:
        """Read the tree again."""
        self._runner.run(lambda _progress: self._reader.organisations(), title="读取组织", done=self._show)

    def _show(self, found: Organisations) -> None:
        self._nodes = {node.id: node for node in found.nodes}
        self._groups = {group.kind.value: group for group in found.groups}
        self.pane.set_nodes(pane_nodes(found.nodes, found.groups, found.everybody))
        self._views.set_extra(found.extra)
        self._people.filters.set_choices(Choices(found.extra, found.nodes, found.sources))
        if self.pane.tree.current_key() is None:
            self.pane.tree.select_key(EVERYBODY)

    def _choose(self, key: object) -> None:
        if key in self._groups:
            self._people.choose_organisation(None, self._reader.members(self._groups[key]))
        else:
            self._people.choose_organisation(key if isinstance(key, int) else None)

    def title(self, query: PeopleQuery) -> str:
        """What a query shows: an organisation, all of a kind, or everybody."""
        if query.organisation_id is not None and query.organisation_id in self._nodes:
            return self._nodes[query.organisation_id].name
        if query.ids is not None:
            group = self._groups.get(self.pane.tree.current_key())
            return _EVERYBODY if group is None else group.kind.label
        return _EVERYBODY

    def _add(self, parent_id: int | None) -> None:
        made = self._acts.add_organisation(parent_id)
        if made is not None:
            self.pane.tree.select_key(made)

    def _delete(self, key: int) -> None:
        if self._acts.delete_organisation(self._nodes[key]):
            self.pane.tree.select_key(EVERYBODY)
