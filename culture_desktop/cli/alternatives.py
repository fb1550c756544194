"""``awards prices|what-if``: what each rule of a campaign changed, and what other numbers would change."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.rules.limits import SelectionLimits
from culture_desktop.rules.records import Record
from culture_desktop.services.awards.alternatives import Alternative, Answer, Basis, Place, answer, rule_prices

Code = Annotated[str, typer.Argument(help="评选编号")]


def register(commands: typer.Typer) -> None:
    """Adds the commands to those of ``awards``."""
    commands.command("prices")(prices)
    commands.command("what-if")(what_if)


def prices(command: typer.Context, code: Code) -> None:
    """逐条说明每项限制和指定改变了什么：去掉它谁会进、谁会出、总分差多少。"""
    context = context_of(command)
    found = list(rule_prices(context.services.award_alternatives.basis(code)))
    value = [{"key": price.key, "rule": price.rule} | _value(price.answer) for price in found]
    lines = [line for price in found for line in (f"去掉“{price.rule}”：", *_lines(price.answer))]
    context.show({"campaign": code, "prices": value}, lines or ["没有限制和指定"])


def what_if(
    command: typer.Context,
    code: Code,
    seats: Annotated[list[str] | None, typer.Option("--seats", help="档次=名额")] = None,
    maximum: Annotated[list[str] | None, typer.Option("--maximum", help="第几条单位限额=至多几个")] = None,
    minimum: Annotated[list[str] | None, typer.Option("--minimum", help="第几条单位限额=至少几个")] = None,
    at_least: Annotated[list[str] | None, typer.Option("--at-least", help="第几条比例=不低于，如 1=40%")] = None,
    at_most: Annotated[list[str] | None, typer.Option("--at-most", help="第几条比例=不超过")] = None,
    chosen: Annotated[list[str] | None, typer.Option("--in", help="工号或班组，可写 =档次：假如指定入选")] = None,
    out: Annotated[list[str] | None, typer.Option("--out", help="工号或班组：假如不列入")] = None,
    adopt: Annotated[bool, typer.Option("--adopt", help="采用为评选的条件；不写则只试算")] = False,
    reason: Annotated[str, typer.Option("--reason", help="采用的理由")] = "",
) -> None:
    """试算：改几个数，名单会怎样变；不写 --adopt 什么都不改。单位限额和比例的序号见不带选项时的输出。"""
    context = context_of(command)
    service = context.services.award_alternatives
    basis = service.basis(code)
    limits = _units(basis.present.limits, "maximum", maximum or ())
    limits = _units(limits, "minimum", minimum or ())
    limits = _shares(limits, "minimum_share", at_least or ())
    limits = _shares(limits, "maximum_share", at_most or ())
    other = Alternative(
        {**basis.present.seats, **_seats(basis, seats or ())}, limits, _places(basis, chosen or (), out or ())
    )
    found = answer(basis, other)
    said = [service.adopt(basis, other, reason).sentence] if adopt else []
    value = {"campaign": code, "adopted": adopt} | _value(found)
    context.show(value, [*_numbered(basis, other), *_lines(found), *said])


def _pair(text: str, option: str) -> tuple[str, str]:
    name, sign, value = text.rpartition("=")
    if not sign or not name.strip():
        raise InvalidFieldError(field=option, value=text, expected="“名称=数”")
    return name.strip(), value.strip()


def _number(text: str, option: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 7):
        raise InvalidFieldError(field=option, value=text, expected="不小于 0 的整数")
    return int(text)


def _seats(basis: Basis, given: Iterable[str]) -> dict[str, int]:
    found = {}
    for text in given:
        name, value = _pair(text, "--seats")
        if name not in basis.present.seats:
            raise RecordMissingError(what="档次", key=name)
        found[name] = _number(value, "--seats")
    return found


def _at(lines: Sequence[object], text: str, option: str) -> tuple[int, str]:
    """The place in a list from 0, and what is to stand there."""
    number, value = _pair(text, option)
    at = _number(number, option) - 1
    if not 0 <= at < len(lines):
        raise InvalidFieldError(field=option, value=number, expected=f"1 到 {len(lines)} 的序号")
    return at, value


def _units(limits: SelectionLimits, side: str, given: Iterable[str]) -> SelectionLimits:
    units = list(limits.units)
    for text in given:
        at, value = _at(units, text, f"--{side}")
        number = _number(value, f"--{side}") if value else None
        units[at] = replace(units[at], maximum=number) if side == "maximum" else replace(units[at], minimum=number)
    return replace(limits, units=tuple(units))


def _shares(limits: SelectionLimits, side: str, given: Iterable[str]) -> SelectionLimits:
    shares = list(limits.shares)
    for text in given:
        at, value = _at(shares, text, "--at-least" if side == "minimum_share" else "--at-most")
        share = Record({side: value}, "结构比例").share(side) if value else None
        low = side == "minimum_share"
        shares[at] = replace(shares[at], minimum_share=share) if low else replace(shares[at], maximum_share=share)
    return replace(limits, shares=tuple(shares))


def _places(basis: Basis, chosen: Iterable[str], out: Iterable[str]) -> dict[str, Place]:
    found = dict(basis.present.places)
    for text in chosen:
        key, _, tier = text.partition("=")
        if tier and tier not in basis.present.seats:
            raise RecordMissingError(what="档次", key=tier)
        found[_known(basis, key)] = Place(True, tier)
    for key in out:
        found[_known(basis, key)] = Place(False)
    return found


def _known(basis: Basis, key: str) -> str:
    if key not in basis.by_key:
        raise RecordMissingError(what="合格的推荐对象", key=key)
    return key


def _numbered(basis: Basis, other: Alternative) -> Iterable[str]:
    """Limits with the numbers that options go by."""
    yield f"名额：{'，'.join(f'{tier} {seats}' for tier, seats in other.seats.items())}"
    for number, sentences in enumerate(other.limits.units, start=1):
        where = sentences.unit or f"每个 {sentences.each} 级单位" if sentences.each != "own" else "每个班组（单位）"
        bounds = f"至少 {_or_none(sentences.minimum)}，至多 {_or_none(sentences.maximum)}"
        yield f"单位限额 {number}：{where}，{sentences.tier or '获奖合计'}，{bounds}"
    for number, share in enumerate(other.limits.shares, start=1):
        bounds = f"不低于 {_or_none(share.minimum_share)}，不超过 {_or_none(share.maximum_share)}"
        yield f"比例 {number}：{share.tier or '获奖个人'}中{share.group}，{bounds}"


def _or_none(value: object) -> str:
    return "不限" if value is None else str(value)


def _value(found: Answer) -> dict[str, Any]:
    return {
        "status": found.status.value,
        "swaps": [
            {"id": s.key, "name": s.name, "before": s.before or None, "after": s.after or None, "score": f"{s.score:f}"}
            for s in found.swaps
        ],
        "totals": {tier: f"{total:f}" for tier, total in found.totals},
        "tied": list(found.tied),
        "hindrance": found.hindrance,
        "relaxations": list(found.relaxations),
    }


def _lines(found: Answer) -> Iterable[str]:
    if found.hindrance:
        yield f"  排不出名单：{found.hindrance}"
        yield from (f"  {words}" for words in found.relaxations)
        return
    if not found.swaps:
        yield "  名单不变"
    rows = [("", s.before or "未入选", "→", s.after or "未入选", s.key, s.name, f"{s.score:f}") for s in found.swaps]
    yield from columns(rows)
    totals = [f"“{tier}”总分 {total:+f}" for tier, total in found.totals if total]
    if totals:
        yield f"  {'，'.join(totals)}"
    if found.tied:
        yield f"  同分待定：{'、'.join(found.tied)}"
