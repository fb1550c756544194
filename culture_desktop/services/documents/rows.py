"""What the document service gives."""

from dataclasses import dataclass
from datetime import datetime

from culture_desktop.vocabulary import DocumentKind


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """One paper made. ``subject`` is the campaign or activity it belongs to, ``number`` its printed number.

    ``design`` is what certificates follow, with its version; empty for what follows none.
    """

    id: int
    kind: DocumentKind
    title: str
    number: str
    subject: str
    campaign_code: str
    activity_code: str
    file_name: str
    pages: int
    made_at: datetime
    sha256: str
    design: str = ""
