"""``awards quota``: places divided among the units of a list; no data file is opened."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.errors import InvalidFieldError
from culture_desktop.rules.apportionment import Method
from culture_desktop.rules.rounding import percentage, rounded
from culture_desktop.services.awards.quota import QuotaList, divide_list


def quota(
    command: typer.Context,
    file: Annotated[Path, typer.Argument(help="各单位的人数：xlsx、xls、et、ods 或 csv，有“单位”和“人数”两列")],
    seats: Annotated[int, typer.Option(help="名额总数")],
    method: Annotated[str, typer.Option(help="hamilton、webster、dhondt 或 huntington_hill")] = Method.HAMILTON,
    minimum: Annotated[int | None, typer.Option("--min", help="每个单位至少几个")] = None,
    maximum: Annotated[int | None, typer.Option("--max", help="每个单位至多几个")] = None,
    factor: Annotated[
        list[str] | None, typer.Option(help="按几列加权，如 --factor 在岗人数=50 --factor 产值=50")
    ] = None,
    ratio: Annotated[str | None, typer.Option(help="差额推荐的比例，如 1.2 即每 1 个名额推荐 1.2 个，进为整数")] = None,
    sheet: Annotated[str | None, typer.Option(help="工作表")] = None,
) -> None:
    """名额分配：按人数或几项指标加权，逐个单位说明依据；不分先后的只报告，不代为决定。"""
    parts = dict(map(_factor, factor or ()))
    wanted = None if ratio is None else _decimal("--ratio", ratio.removeprefix("1:").removeprefix("1："))
    divided = divide_list(file, seats, method, minimum, maximum, parts, wanted, sheet)
    value: dict[str, Any] = {
        "seats": divided.result.seats,
        "ties": [{"units": list(tie.units), "seats": tie.seats} for tie in divided.result.ties],
        "explanations": {line.unit: line.sentence for line in divided.lines},
    }
    if divided.nominees:
        value["nominees"] = divided.nominees
    context_of(command).show(value, _quota_lines(divided))


def _factor(given: str) -> tuple[str, Decimal]:
    title, _, part = given.rpartition("=")
    if not title:
        raise InvalidFieldError(field="--factor", value=given, expected="列名=比重，如 在岗人数=50")
    return title, _decimal("--factor", part)


def _decimal(option: str, given: str) -> Decimal:
    try:
        number = Decimal(given.strip().removesuffix("%"))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise InvalidFieldError(field=option, value=given, expected="数字")
    return number


def _quota_lines(divided: QuotaList) -> Iterable[str]:
    yield divided.head
    table = [("单位", "占比", "应得", "名额", *(["推荐"] if divided.nominees else []))]
    for line in divided.lines:
        row = (line.unit, percentage(line.share), str(rounded(line.quota, 2)), str(line.seats))
        table.append((*row, *([str(divided.nominees[line.unit])] if divided.nominees else [])))
    yield from columns(table)
    for line in divided.lines:
        yield line.sentence
        if line.unit in divided.weighings:
            yield f"  {divided.weighings[line.unit]}"
    for tie in divided.result.ties:
        yield f"{tie.sentence}，请按公布的办法决定。"
