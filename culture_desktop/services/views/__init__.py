"""Saved views: a filter, an order and columns of a page's list under a name."""

from culture_desktop.services.views.definition import ViewDefinition
from culture_desktop.services.views.service import SavedViewRow, ViewService

__all__ = ["SavedViewRow", "ViewDefinition", "ViewService"]
