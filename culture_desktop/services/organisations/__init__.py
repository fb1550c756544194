"""Organisations: the service, and the functions on their tree that other services share."""

from culture_desktop.services.organisations.moves import rehang
from culture_desktop.services.organisations.service import BrandRow, OrganisationNode, OrganisationService
from culture_desktop.services.organisations.tree import (
    SEPARATOR,
    NewNode,
    add_node,
    add_nodes,
    ensure_path,
    ensure_units,
    in_subtree,
    kind_by_name,
    people_of,
    require_organisation,
    require_unit,
)

__all__ = [
    "SEPARATOR",
    "BrandRow",
    "NewNode",
    "OrganisationNode",
    "OrganisationService",
    "add_node",
    "add_nodes",
    "ensure_path",
    "ensure_units",
    "in_subtree",
    "kind_by_name",
    "people_of",
    "rehang",
    "require_organisation",
    "require_unit",
]
