"""Making and removing the sample year's file, beside the user's own and never in it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from culture_desktop.paths import sample_database_path
from culture_desktop.progress import Progress
from culture_desktop.services.sample_year import make_sample_year
from culture_desktop.services.services import Services
from culture_desktop.services.store import require_closed


def make_sample(open_services: Callable[[Path], Services], progress: Progress) -> Path:
    """Make the sample year's file where there is none yet.

    It is built aside and moved into place when whole, so a cancel or a crash leaves nothing half made.
    """
    target = sample_database_path()
    if target.exists():
        return target
    aside = target.parent.with_name(f"{target.parent.name}.part")
    require_closed(aside / target.name)  # another window may be making it
    shutil.rmtree(aside, ignore_errors=True)
    services = open_services(aside / target.name)
    try:
        make_sample_year(services, progress=progress)
    except BaseException:
        services.store.close()
        shutil.rmtree(aside, ignore_errors=True)
        raise
    services.store.close()
    shutil.rmtree(target.parent, ignore_errors=True)
    aside.rename(target.parent)
    return target


def remove_sample() -> None:
    """Remove the sample year with everything beside it; raises DatabaseInUseError while it is open somewhere."""
    require_closed(sample_database_path())
    shutil.rmtree(sample_database_path().parent, ignore_errors=True)
