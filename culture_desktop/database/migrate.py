"""Bringing a database file to the schema of this version, by Alembic, after a backup."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session

from culture_desktop.database import backups, ledger, sqlite, triggers
from culture_desktop.database.pages import checkpoint
from culture_desktop.errors import NewerDatabaseError
from culture_desktop.vocabulary import Occasion

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
# Alembic costs a tenth of a second to import; knowing the head lets an up-to-date file open without it.
# A test holds it against the scripts.
HEAD = "0007"


def bring_up_to_date(engine: Engine, path: Path, *, keep: bool = True) -> None:
    """Create or migrate the schema; refuses a file of a newer version.

    An older one is backed up before it is changed, unless ``keep`` is off: for a copy out of a backup.
    """
    current = current_revision(engine)
    if current == HEAD:
        return
    if current is not None and current not in known_revisions():
        raise NewerDatabaseError(name=path.name)
    if current is not None and keep:
        backups.take(path, Occasion.MIGRATION, datetime.now())
    _upgrade(engine)


def current_revision(engine: Engine) -> str | None:
    """The revision the file is at; None for a file with no schema yet."""
    with engine.connect().execution_options(**{sqlite.READ_ONLY: True}) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def known_revisions() -> frozenset[str]:
    """Every revision this version of the program can migrate from."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - start-up time, see HEAD

    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - start-up time, see HEAD

    # Batch migrations drop and rename tables: with foreign keys on, ON DELETE CASCADE would empty the children.
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        triggers.install(connection)
        with Session(connection) as session:
            ledger.begin_chain(session, "程序升级时的现状")
            session.flush()
        connection.commit()
    checkpoint.fold_in(Path(str(engine.url.database)))
    engine.dispose()


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - start-up time, see HEAD

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
