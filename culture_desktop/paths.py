"""Where things lie: bundled resources and the user's own data folder.

platformdirs is imported where it is asked, as the first paint needs only the resources.
"""

from functools import cache
from pathlib import Path

APP_DIRECTORY = "Runwu"
DATABASE_NAME = "runwu.db"


@cache
def resources_directory() -> Path:
    """The folder of fonts, icons, samples and tables: inside the wheel, or at the top of a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of one bundled resource, for instance ``resource("fonts", "GHKai-Regular.ttf")``."""
    return resources_directory().joinpath(*parts)


def default_database_path() -> Path:
    """The database that opens when the user names no other."""
    from platformdirs import user_data_path  # noqa: PLC0415  # see above

    return user_data_path(APP_DIRECTORY, appauthor=False) / DATABASE_NAME


def sample_database_path() -> Path:
    """The sample year lives in its own file, so that removing it touches nothing of the user's."""
    return default_database_path().with_name("sample") / "runwu-sample.db"


def log_path() -> Path:
    """The log file for support; it holds no personal data."""
    from platformdirs import user_log_path  # noqa: PLC0415  # see above

    return user_log_path(APP_DIRECTORY, appauthor=False) / "runwu.log"


def default_output_directory() -> Path:
    """Where documents are offered to be saved."""
    from platformdirs import user_documents_path  # noqa: PLC0415  # see above

    return user_documents_path() / "润物"


def files_directory(database: Path) -> Path:
    """The folder beside a database that holds its pictures and documents by content hash."""
    return database.with_name(database.stem + ".files")


def backups_directory(database: Path) -> Path:
    """The folder beside a database where its automatic backups lie."""
    return database.with_name(database.stem + ".backups")
