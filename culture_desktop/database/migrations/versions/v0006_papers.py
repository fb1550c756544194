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
_FEED = "\n\tedge VARCHAR(32) NOT NULL, \n\tupside_down BOOLEAN NOT NULL, \n\tface VARCHAR(32) NOT NULL, "
_FED = (
    "\tCONSTRAINT ck_printer_correction_edge_word CHECK (edge IN ('short', 'long')), \n"
    "\tCONSTRAINT ck_printer_correction_face_word CHECK (face IN ('up', 'down')), \n"
)


def upgrade() -> None:
    """Add the tables, and the kinds of paper there are now."""
    make_anew(
        "issued_document",
        ("'summary')", _FORMS),
        ("\tpages INTEGER NOT NULL, ", "\tpages INTEGER NOT NULL, \n\tdesign VARCHAR(128) NOT NULL, "),
        design="''",
    )
    make_anew(
        "printer_correction",
        ("\tturn INTEGER NOT NULL, ", f"\tturn INTEGER NOT NULL, {_FEED}"),
        (
            "\tCONSTRAINT ck_printer_correction_scales_positive",
            f"{_FED}\tCONSTRAINT ck_printer_correction_scales_positive",
        ),
        edge="'short'",
        upside_down="0",
        face="'up'",
    )
