"""How each answer of the desk looks and sounds: ground, icon, notes."""

from dataclasses import dataclass

from culture_desktop.ui.theme.tokens import DESK_OK, DESK_REPEATED, DESK_UNKNOWN, DESK_WAITING, DESK_WALK_IN, Tone
from culture_desktop.vocabulary import CheckInVerdict


@dataclass(frozen=True)
class Look:
    """``notes`` are (pitch in Hz, length in ms), so that the ear tells the answers apart as well."""

    ground: str
    icon: str
    tone: Tone
    notes: tuple[tuple[int, int], ...]


WAITING = Look(DESK_WAITING, "scan", Tone.NEUTRAL, ())
_UNKNOWN = Look(DESK_UNKNOWN, "circle-x", Tone.BAD, ((220, 260),))
LOOKS = {
    CheckInVerdict.ADMITTED: Look(DESK_OK, "circle-check", Tone.OK, ((880, 110),)),
    CheckInVerdict.REPEATED: Look(DESK_REPEATED, "alert-triangle", Tone.WARN, ((523, 90), (0, 50), (523, 90))),
    CheckInVerdict.WALK_IN: Look(DESK_WALK_IN, "user-plus", Tone.INFO, ((659, 90), (880, 110))),
    CheckInVerdict.NOT_LISTED: Look(DESK_UNKNOWN, "user-plus", Tone.BAD, ((330, 120), (220, 200))),
    CheckInVerdict.UNKNOWN: _UNKNOWN,
}


def look_of(verdict: CheckInVerdict | None) -> Look:
    """The look of an answer; without a verdict the desk waits."""
    return WAITING if verdict is None else LOOKS[verdict]
