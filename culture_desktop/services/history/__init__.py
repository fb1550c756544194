"""The history as the user reads it: entries, what each changed field by field, and taking entries back."""

from culture_desktop.services.history.detail import EntryDetail, FieldChange, RowChange
from culture_desktop.services.history.service import HistoryQuery, HistoryRow, HistoryService

__all__ = ["EntryDetail", "FieldChange", "HistoryQuery", "HistoryRow", "HistoryService", "RowChange"]
