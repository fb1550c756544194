"""The unit's own festivals, beside those that come with the program."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import NameTakenError, RecordMissingError
from culture_desktop.models import Setting
from culture_desktop.rules.festivals import Festival, FestivalKind, bundled_festivals, own_festival
from culture_desktop.services.results import Done, Topic

KEY = "own_festivals"
_CHANGED = frozenset({Topic.SETTINGS, Topic.ACTIVITIES})
_FIRST = (("客服节", "8-6", False),)  # until the unit says otherwise


def read_festivals(session: Session) -> tuple[Festival, ...]:
    """All there are: the bundled ones and the unit's own."""
    return (*bundled_festivals(), *_own(session))


class FestivalService:
    """Shows, adds and removes festivals."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def festivals(self) -> tuple[Festival, ...]:
        """All there are, the unit's own last."""
        with self._database.read() as session:
            return read_festivals(session)

    def add(self, name: str, when: str, *, lunar: bool = False) -> Done[Festival]:
        """Keep a festival of the unit's own on ``8-6``; raises for a name that is taken or what is no date."""
        festival = own_festival(name, when, lunar)
        with self._database.begin("添加节日") as session:
            if any(festival.name == other.name for other in read_festivals(session)):
                raise NameTakenError(what="节日", name=festival.name)
            _keep(session, (*_own(session), festival))
        return Done(festival, _CHANGED, f"已添加“{festival.name}”（{festival.when}）")

    def remove(self, name: str) -> Done[None]:
        """Remove a festival of the unit's own."""
        with self._database.begin("移除节日") as session:
            own = _own(session)
            rest = tuple(festival for festival in own if festival.name != name)
            if len(rest) == len(own):
                raise RecordMissingError(what="自设的节日", key=name)
            _keep(session, rest)
        return Done(None, _CHANGED, f"已移除“{name}”")


def _own(session: Session) -> tuple[Festival, ...]:
    setting = session.get(Setting, KEY)
    kept: Sequence[Any] = _FIRST if setting is None else setting.value
    return tuple(own_festival(name, when, lunar) for name, when, lunar in kept)


def _keep(session: Session, festivals: Sequence[Festival]) -> None:
    assert all(festival.kind is FestivalKind.OWN for festival in festivals)
    value = [[festival.name, f"{festival.month}-{festival.day}", festival.lunar] for festival in festivals]
    session.merge(Setting(key=KEY, value=value))
