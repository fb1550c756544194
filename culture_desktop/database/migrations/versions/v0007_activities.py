"""Activities from the plan to the archive: tasks, money, sign-up, check-in, contests, review.

Revision: 0007
Revises: 0006
"""

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
