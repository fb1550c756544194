"""What the desk at the door says to somebody who was recognised, and which time a scan gets."""

from datetime import datetime

from culture_desktop.vocabulary import CheckInVerdict, WalkIns


def verdict(*, listed: bool, came_before: bool, employed: bool, walk_ins: WalkIns, confirmed: bool) -> CheckInVerdict:
    """What is said of a person on the books.

    Whoever is not on the list is taken in where ``walk_ins`` says so, or where the operator has ``confirmed`` it;
    who has left is not, however often it is confirmed.
    """
    if came_before:
        return CheckInVerdict.REPEATED
    if listed:
        return CheckInVerdict.ADMITTED
    welcome = walk_ins is WalkIns.ADMIT or (walk_ins is WalkIns.ASK and confirmed)
    return CheckInVerdict.WALK_IN if welcome and employed else CheckInVerdict.NOT_LISTED


def stamp(last: datetime | None, clock: datetime) -> tuple[datetime, datetime | None]:
    """The time of a scan, and the clock's where that is another: after a clock was set back, time stands still."""
    if last is not None and clock < last:
        return last, clock
    return clock, None
