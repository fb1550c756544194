"""``documents sign-in|receipts``: the forms of an activity."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import context_of
from culture_desktop.cli.paper_files import paper_target, show_paper
from culture_desktop.errors import InvalidFieldError
from culture_desktop.services.documents.receipt_text import ReceiptWish, Recipients
from culture_desktop.services.documents.sign_in_text import SignInMark, SignInWish
from culture_desktop.vocabulary import DocumentKind

Code = Annotated[str, typer.Argument(help="活动编号")]
Out = Annotated[Path, typer.Option("--out", help="PDF 写到哪里；给文件夹则自动取名")]


def sign_in(
    command: typer.Context,
    code: Code,
    out: Out,
    one_list: Annotated[bool, typer.Option("--one-list", help="不分单位，排成一张名单")] = False,
    mark: Annotated[
        SignInMark, typer.Option("--mark", help="区分同名的一栏：工号、电话尾号或不印")
    ] = SignInMark.NUMBER,
    session: Annotated[list[str] | None, typer.Option("--session", help="一场一栏的栏名，可写多次")] = None,
    blanks: Annotated[int, typer.Option("--blanks", help="给临时参加的人留几行")] = 6,
) -> None:
    """签到表：按单位排，留签名格；活动之后再做，印上签到情况。"""
    context = context_of(command)
    wish = SignInWish(not one_list, mark, tuple(session or ()), blanks)
    target = paper_target(out, f"{code}{DocumentKind.SIGN_IN.label}.pdf")
    show_paper(context, context.services.forms.sign_in(code, wish, context.services.settings.unit(), target), target)


def receipts(
    command: typer.Context,
    code: Code,
    out: Out,
    item: Annotated[str, typer.Option("--item", help="物品或事由，如 保温杯、评审费")],
    whom: Annotated[
        Recipients, typer.Option("--whom", help="谁领：签到的、获奖的、评委和主讲、全部")
    ] = Recipients.ATTENDED,
    quantity: Annotated[int, typer.Option("--quantity", help="每人几件")] = 1,
    price: Annotated[str, typer.Option("--price", help="单价或金额，元；不写则不印金额")] = "",
) -> None:
    """签领表：物品、数量、金额和大写合计，经手人、证明人、工会主席签字。"""
    context = context_of(command)
    wish = ReceiptWish(item, whom, quantity, _price(price))
    target = paper_target(out, f"{code}{DocumentKind.RECEIPTS.label}.pdf")
    show_paper(context, context.services.forms.receipts(code, wish, context.services.settings.unit(), target), target)


def _price(said: str) -> Decimal | None:
    try:
        price = Decimal(said) if said else None
    except InvalidOperation:
        price = Decimal("NaN")
    if price is not None and not price.is_finite():
        raise InvalidFieldError(field="--price", value=said, expected="以元为单位的数，如 25.50")
    return price
