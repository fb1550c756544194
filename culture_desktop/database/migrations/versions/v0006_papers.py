"""What papers are written from: briefings and their pictures.

Revision: 0006
Revises: 0005
"""

from culture_desktop.database.migrations.rebuild import make_anew

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


_FORMS = "'summary', 'sign_in', 'seat_cards', 'badges', 'honour_roll')"


def upgrade() -> None:
    """Add the tables, and the kinds of paper there are now."""
    make_anew("issued_document", ("'summary')", _FORMS))
