"""签到表 as content: who is expected, and what is on record by now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from culture_desktop.documents.sign_in_sheet import SignInContent, SignInGroup, SignInPerson
from culture_desktop.documents.text import spaced
from culture_desktop.errors import InvalidFieldError, NobodyListedError
from culture_desktop.services.activities.rows import ActivityDetail, Participant
from culture_desktop.vocabulary import Attendance, Word, chinese_date

MOST_SESSIONS, MOST_BLANKS = 8, 200
_NOWHERE = "未分单位"
_TAIL = 4  # digits of a telephone number that tell people apart and lead to nobody


class SignInMark(Word):
    """What tells namesakes apart on a sheet that many people see."""

    NUMBER = "number", "工号"
    PHONE = "phone", "电话尾号"
    NONE = "none", "不印"


@dataclass(frozen=True, slots=True)
class SignInWish:
    """How a sheet is wanted. ``sessions`` are the titles of the columns to sign in; none stands for one session."""

    by_unit: bool = True
    mark: SignInMark = SignInMark.NUMBER
    sessions: tuple[str, ...] = ()
    blanks: int = 6


def sign_in_content(
    detail: ActivityDetail,
    wish: SignInWish,
    phones: Mapping[int, str],
    sessions: Mapping[tuple[int, int], Attendance],
) -> SignInContent:
    """The sheet of an activity; ``sessions`` is what is on record by person and session, which count from 1.

    Raises NobodyListedError, InvalidFieldError for more sessions or empty lines than a sheet can have.
    """
    title = f"{detail.draft.title}签到表"
    _check(detail, wish, title)
    boxes = wish.sessions or _boxes(detail.sessions)
    settled = any(person.attendance is not Attendance.REGISTERED for person in detail.participants)
    lines = {
        person.person_id: SignInPerson(
            spaced(person.name),
            person.unit,
            _mark(person, wish.mark, phones),
            _states(person, len(boxes), sessions),
        )
        for person in detail.participants
    }
    return SignInContent(
        title=title,
        subtitle=_subtitle(detail),
        mark="" if wish.mark is SignInMark.NONE else wish.mark.label,
        boxes=boxes,
        groups=_groups(detail.participants, lines, settled=settled, by_unit=wish.by_unit),
        blanks=wish.blanks,
        counted=_whole(detail.participants, settled=settled),
        settled=settled,
    )


def _check(detail: ActivityDetail, wish: SignInWish, title: str) -> None:
    if not detail.participants and not wish.blanks:
        raise NobodyListedError(title=title)
    if len(wish.sessions) > MOST_SESSIONS:
        raise InvalidFieldError(field="场次", value=len(wish.sessions), expected=f"至多 {MOST_SESSIONS} 场")
    if not 0 <= wish.blanks <= MOST_BLANKS:
        raise InvalidFieldError(field="空行", value=wish.blanks, expected=f"0 到 {MOST_BLANKS} 的整数")


def _boxes(sessions: int) -> tuple[str, ...]:
    if sessions <= 1:
        return ("签名",)
    return tuple(f"第 {number} 场" for number in range(1, min(sessions, MOST_SESSIONS) + 1))


def _subtitle(detail: ActivityDetail) -> str:
    draft = detail.draft
    starts = f"{chinese_date(draft.starts.date())} {draft.starts:%H:%M}"
    facts = (
        ("时间", starts),
        ("地点", draft.place),
        ("主办", "、".join(filter(None, (detail.host, *detail.joint_hosts)))),
    )
    return "　".join(f"{what}：{said}" for what, said in facts if said)


def _mark(person: Participant, mark: SignInMark, phones: Mapping[int, str]) -> str:
    if mark is SignInMark.NUMBER:
        return person.number
    digits = [character for character in phones.get(person.person_id, "") if character.isdecimal()]
    return "".join(digits[-_TAIL:]) if mark is SignInMark.PHONE and len(digits) > _TAIL else ""


def _states(person: Participant, boxes: int, sessions: Mapping[tuple[int, int], Attendance]) -> tuple[str, ...]:
    if boxes == 1:
        return (_state(person),)
    found = (sessions.get((person.person_id, number)) for number in range(1, boxes + 1))
    return tuple("" if state is None or state is Attendance.REGISTERED else state.label for state in found)


def _state(person: Participant) -> str:
    if person.attendance is Attendance.REGISTERED:
        return ""
    came = person.attendance is Attendance.ATTENDED and person.attended_at is not None
    return f"{person.attendance.label} {person.attended_at:%H:%M}" if came else person.attendance.label


def _groups(
    people: Sequence[Participant], lines: Mapping[int, SignInPerson], *, settled: bool, by_unit: bool
) -> tuple[SignInGroup, ...]:
    if not by_unit:
        return (SignInGroup("", tuple(lines[person.person_id] for person in people)),) if people else ()
    units: dict[str, list[Participant]] = {}
    for person in people:
        units.setdefault(person.unit or _NOWHERE, []).append(person)
    return tuple(
        SignInGroup(f"{unit}　{_figures(those, settled=settled)}", tuple(lines[person.person_id] for person in those))
        for unit, those in units.items()
    )


def _figures(people: Sequence[Participant], *, settled: bool) -> str:
    """``应到 12 人，实到 10 人``; before anybody came only how many are expected."""
    expected = f"应到 {len(people)} 人"
    return f"{expected}，实到 {_count(people, Attendance.ATTENDED)} 人" if settled else expected


def _whole(people: Sequence[Participant], *, settled: bool) -> str:
    """The same figures as the window shows; blanks to be filled in by hand where nobody has come yet."""
    if not settled:
        return f"应到 {len(people)} 人，实到　　　人，请假　　　人，缺席　　　人，临时参加　　　人。"
    kinds = (Attendance.EXCUSED, Attendance.ABSENT)
    others = "".join(f"，{kind.label} {_count(people, kind)} 人" for kind in kinds)
    open_ = _count(people, Attendance.REGISTERED)
    pending = f"，未登记 {open_} 人" if open_ else ""
    return f"{_figures(people, settled=True)}{others}{pending}。"


def _count(people: Iterable[Participant], attendance: Attendance) -> int:
    return sum(person.attendance is attendance for person in people)
