"""Organisations as the tree widget takes them.

::

    tree.set_nodes(tree_nodes(organisations.nodes()))        # keys are organisation ids
"""

from collections import defaultdict
from collections.abc import Iterable

from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.ui.widgets.tree import TreeNode
from culture_desktop.vocabulary import OrganisationKind

ROOT_ICONS = {
    OrganisationKind.UNIT: "building-community",
    OrganisationKind.TEAM: "building-community",
    OrganisationKind.PARTY: "flag",
    OrganisationKind.UNION: "users-group",
    OrganisationKind.LEAGUE: "star",
    OrganisationKind.WOMEN: "heart-handshake",
    OrganisationKind.PARTNER: "link",
}


def tree_nodes(nodes: Iterable[OrganisationNode]) -> tuple[TreeNode, ...]:
    """Roots first by kind, each with what is below it; what hangs below none of the ``nodes`` is a root."""
    below: dict[int | None, list[OrganisationNode]] = defaultdict(list)
    given = {node.id: node for node in nodes}
    for node in given.values():
        below[node.parent_id if node.parent_id in given else None].append(node)
    kinds = tuple(OrganisationKind)
    roots = sorted(below[None], key=lambda node: kinds.index(node.kind))
    return tuple(_tree_node(root, below, ROOT_ICONS[root.kind]) for root in roots)


def _tree_node(node: OrganisationNode, below: dict[int | None, list[OrganisationNode]], icon: str = "") -> TreeNode:
    children = tuple(_tree_node(child, below) for child in below[node.id])
    return TreeNode(node.id, node.name, node.people, icon, children)
