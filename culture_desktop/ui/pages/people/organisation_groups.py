"""The organisations as the page shows them: everybody, the administrative tree, then a group for each other kind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.ui.widgets.organisation_nodes import ROOT_ICONS, tree_nodes
from culture_desktop.ui.widgets.tree import TreeNode
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, OrganisationKind

EVERYBODY = "everybody"


@dataclass(frozen=True)
class Group:
    """A kind with several trees; ``people`` counts those in any of them once."""

    kind: OrganisationKind
    roots: tuple[int, ...]
    people: int = 0


def groups_of(nodes: Iterable[OrganisationNode]) -> tuple[Group, ...]:
    """The kinds that need a node above their trees; one tree stands for its kind by itself."""
    roots: dict[OrganisationKind, list[int]] = defaultdict(list)
    for node in nodes:
        if node.parent_id is None and node.kind not in ADMINISTRATIVE_KINDS:
            roots[node.kind].append(node.id)
    return tuple(Group(kind, tuple(ids)) for kind, ids in roots.items() if len(ids) > 1)


def pane_nodes(nodes: Sequence[OrganisationNode], groups: Iterable[Group], everybody: int) -> tuple[TreeNode, ...]:
    """The tree; keys are EVERYBODY, ids of organisations, and the values of kinds: Qt hands enums back as plain str."""
    grouped: Mapping[OrganisationKind, Group] = {group.kind: group for group in groups}
    kind_of = {node.id: node.kind for node in nodes}
    trees: dict[OrganisationKind, list[TreeNode]] = defaultdict(list)
    for root in tree_nodes(nodes):
        assert isinstance(root.key, int)
        trees[kind_of[root.key]].append(root)
    for kind, group in grouped.items():
        members = tuple(replace(root, icon="") for root in trees[kind])
        trees[kind] = [TreeNode(kind.value, kind.label, group.people, ROOT_ICONS[kind], members)]
    in_order = (root for kind in OrganisationKind for root in trees[kind])
    return (TreeNode(EVERYBODY, "全部人员", everybody, "users"), *in_order)
