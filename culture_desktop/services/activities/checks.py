"""What an activity has to be before it is written."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from culture_desktop.errors import DuplicateNumberError, InvalidFieldError, RecordMissingError
from culture_desktop.models import Activity, Brand, JointHost, Person
from culture_desktop.services.activities.rows import ActivityDraft
from culture_desktop.services.organisations import require_organisation

LONGEST_TEXT = 128
LARGEST_AMOUNT = 20_000_000  # yuan; in fen it fits 32 bits
_LONGEST_CODE = 32
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LARGEST_CAPACITY = 1_000_000


def checked(draft: ActivityDraft) -> ActivityDraft:
    """The draft without outer spaces, or InvalidFieldError for its first field that does not fit."""
    draft = replace(
        draft,
        code=draft.code.strip(),
        title=draft.title.strip(),
        place=draft.place.strip(),
        joint_host_ids=tuple(i for i in dict.fromkeys(draft.joint_host_ids) if i != draft.host_id),
    )
    for title, value, least, most in (
        ("编号", draft.code, 1, _LONGEST_CODE),
        ("名称", draft.title, 1, LONGEST_TEXT),
        ("地点", draft.place, 0, LONGEST_TEXT),
    ):
        if not least <= len(value) <= most:
            raise InvalidFieldError(field=title, value=value[:most], expected=f"{least} 到 {most} 个字")
    if not _FIRST_YEAR <= draft.starts.year <= _LAST_YEAR:
        value = f"{draft.starts.year}年"
        raise InvalidFieldError(field="开始时间", value=value, expected=f"{_FIRST_YEAR} 到 {_LAST_YEAR} 年的时间")
    require_order(draft.starts, draft.ends)
    if draft.sign_up_opens and draft.sign_up_closes and draft.sign_up_closes <= draft.sign_up_opens:
        value = f"{draft.sign_up_closes:%Y-%m-%d %H:%M}"
        raise InvalidFieldError(field="报名截止", value=value, expected="晚于报名开始的时间")
    if draft.mechanism.layer != draft.layer:
        raise InvalidFieldError(field="机制", value=draft.mechanism.label, expected=f"“{draft.layer.label}”层的机制")
    if draft.capacity is not None and not 0 < draft.capacity <= _LARGEST_CAPACITY:
        raise InvalidFieldError(field="人数上限", value=draft.capacity, expected=f"1 到 {_LARGEST_CAPACITY} 的整数")
    if draft.budget is not None and not is_amount(draft.budget):
        raise InvalidFieldError(
            field="预算", value=draft.budget, expected=f"0 到 {LARGEST_AMOUNT} 元、最多两位小数的金额"
        )
    return draft


def require_order(starts: datetime, ends: datetime | None) -> None:
    """Raise InvalidFieldError for an end before its start."""
    if ends is not None and ends < starts:
        raise InvalidFieldError(field="结束时间", value=f"{ends:%Y-%m-%d %H:%M}", expected="不早于开始的时间")


def is_amount(yuan: Decimal) -> bool:
    """Whether this is a sum of whole fen that can be stored."""
    return yuan.is_finite() and 0 <= yuan <= LARGEST_AMOUNT and yuan * 100 == int(yuan * 100)


def require_references(session: Session, draft: ActivityDraft, own_id: int | None) -> None:
    """Raise unless the code is free and the hosts and the brand exist."""
    holder = session.scalar(select(Activity).where(Activity.code == draft.code))
    if holder is not None and holder.id != own_id:
        raise DuplicateNumberError(what="活动编号", number=draft.code, holder=holder.title)
    for host_id in (draft.host_id, *draft.joint_host_ids):
        if host_id is not None:
            require_organisation(session, host_id)
    if draft.owner_id is not None and session.get(Person, draft.owner_id) is None:
        raise RecordMissingError(what="人员", key=draft.owner_id)
    if draft.brand_id is not None and session.get(Brand, draft.brand_id) is None:
        raise RecordMissingError(what="品牌", key=draft.brand_id)


def set_joint_hosts(session: Session, activity_id: int, organisation_ids: Collection[int]) -> None:
    """Put these organisations in the place of those that hosted it together with the first."""
    session.execute(delete(JointHost).where(JointHost.activity_id == activity_id))
    for organisation_id in organisation_ids:
        session.add(JointHost(activity_id=activity_id, organisation_id=organisation_id))
