"""The small campaign on the database of the test."""

from pathlib import Path

import pytest

from culture_desktop.database import Database
from tests.services.awards.campaign import Round


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    """People, teams and activities; the campaign itself is yet to be made."""
    return Round(database, tmp_path)
