"""签领表 as content: who gets what, with room to sign; sums of money stand in capital numerals as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from culture_desktop.documents.ruled_report import RuledContent, RuledRow
from culture_desktop.documents.text import spaced
from culture_desktop.errors import InvalidFieldError, NobodyListedError
from culture_desktop.rules.capital_numerals import capital_amount
from culture_desktop.services.activities.rows import ActivityDetail, Participant
from culture_desktop.vocabulary import Attendance, DocumentKind, ParticipationRole, Word, chinese_date

SIGNATURES = ("经手人：", "证明人：", "工会主席：")
MOST_QUANTITY, MOST_PRICE = 10_000, Decimal(1_000_000)
LONGEST_ITEM = 60
_NUMBER, _COUNT, _SUM, _DATE = 14, 18, 30, 28
_WHO, _ITEM, _SIGN = 42, 42, 40
_WHOLE = 261
_CENT = Decimal("0.01")


class Recipients(Word):
    """Which people of an activity sign for something."""

    ATTENDED = "attended", "签到的人"
    WINNERS = "winners", "有获奖结果的人"
    EXPERTS = "experts", "评委和主讲"
    EVERYONE = "everyone", "名单上的人"


@dataclass(frozen=True, slots=True)
class ReceiptWish:
    """What each of the people gets: the thing or the reason, how many, and its price in yuan where it has one."""

    item: str
    whom: Recipients = Recipients.ATTENDED
    quantity: int = 1
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line, ready to print; ``amount`` is the sum in yuan, None where nothing is paid or valued."""

    name: str
    unit: str
    item: str
    amount: Decimal | None
    quantity: int = 1


def receipt_content(
    title: str, subtitle: str, item_title: str, lines: Sequence[ReceiptLine], *, counted: bool
) -> RuledContent:
    """The list; ``counted`` gives quantities a column. Sums have one as soon as anything has a price."""
    total = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
    valued = any(line.amount is not None for line in lines)
    pieces = sum(line.quantity for line in lines)
    summary = f"共 {len(lines)} 份"
    if counted:
        summary = f"共 {len(lines)} 人次，{pieces} 件"
    if valued:
        summary += f"，合计 {total:.2f} 元，大写：人民币{capital_amount(total)}"
    columns = _columns(item_title, counted=counted, valued=valued)
    texts = [_texts(number, line, counted=counted, valued=valued) for number, line in enumerate(lines, start=1)]
    sums = ["", "合计", "", "", *([str(pieces)] if counted else []), *([f"{total:.2f}"] if valued else []), "", ""]
    return RuledContent(
        name=DocumentKind.RECEIPTS.label,
        title=title,
        subtitle=subtitle,
        summary=f"{summary}。",
        columns=columns,
        rows=tuple(RuledRow(line.name, cells) for line, cells in zip(lines, texts, strict=True)),
        sums=tuple(sums),
        signatures=SIGNATURES,
        lines=2,
    )


def activity_receipt_content(detail: ActivityDetail, wish: ReceiptWish) -> RuledContent:
    """What the people of an activity sign for; winners have their result beside the thing.

    Raises InvalidFieldError for a thing, quantity or price that cannot be, NobodyListedError.
    """
    item = _checked(wish)
    people = [person for person in detail.participants if _gets(person, wish.whom)]
    title = f"{detail.draft.title}{DocumentKind.RECEIPTS.label}"
    if not people:
        raise NobodyListedError(title=title)
    amount = None if wish.price is None else (wish.price * wish.quantity).quantize(_CENT)
    lines = [
        ReceiptLine(spaced(person.name), person.unit, _what(person, item, wish.whom), amount, wish.quantity)
        for person in people
    ]
    subtitle = "　".join(filter(None, (detail.host, chinese_date(detail.draft.starts.date()))))
    return receipt_content(title, subtitle, "物品或事由", lines, counted=True)


def _checked(wish: ReceiptWish) -> str:
    item = " ".join(wish.item.split())
    if not 1 <= len(item) <= LONGEST_ITEM:
        raise InvalidFieldError(field="物品或事由", value=item[:10], expected=f"1 到 {LONGEST_ITEM} 个字")
    if not 1 <= wish.quantity <= MOST_QUANTITY:
        raise InvalidFieldError(field="数量", value=wish.quantity, expected=f"1 到 {MOST_QUANTITY:,} 的整数")
    price = wish.price
    if price is not None and (not 0 < price <= MOST_PRICE or price != price.quantize(_CENT)):
        raise InvalidFieldError(field="单价", value=price, expected=f"大于 0、至多 {MOST_PRICE:,} 元的数，精确到分")
    return item


def _gets(person: Participant, whom: Recipients) -> bool:
    match whom:
        case Recipients.ATTENDED:
            return person.attendance is Attendance.ATTENDED
        case Recipients.WINNERS:
            return bool(person.result)
        case Recipients.EXPERTS:
            return person.role in (ParticipationRole.JUDGE, ParticipationRole.SPEAKER)
        case _:
            return True


def _what(person: Participant, item: str, whom: Recipients) -> str:
    return f"{person.result}　{item}" if whom is Recipients.WINNERS else item


def _columns(item_title: str, *, counted: bool, valued: bool) -> tuple[tuple[str, float], ...]:
    figures = [("数量", _COUNT)] if counted else []
    figures += [("金额（元）", _SUM)] if valued else []
    used = _NUMBER + _WHO + _ITEM + _SIGN + _DATE + sum(width for _, width in figures)
    people = (("序号", _NUMBER), ("姓名或集体", _WHO), ("单位", _WHOLE - used), (item_title, _ITEM))
    return (*people, *figures, ("领取人签字", _SIGN), ("日期", _DATE))


def _texts(number: int, line: ReceiptLine, *, counted: bool, valued: bool) -> tuple[str, ...]:
    figures = [str(line.quantity)] if counted else []
    figures += ["—" if line.amount is None else f"{line.amount:.2f}"] if valued else []
    return (str(number), line.name, line.unit, line.item, *figures, "", "")
