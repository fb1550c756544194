"""``documents merge`` and ``documents designs``: certificates for everyone in a list, and the designs they follow."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import context_of
from culture_desktop.cli.signing import passphrase
from culture_desktop.errors import InvalidFieldError
from culture_desktop.rules.milestones import YEARS
from culture_desktop.services.certificates.batches import Split
from culture_desktop.services.certificates.sources import CertificateList, Takers

designs = typer.Typer(help="证书模板", no_args_is_help=True)
Key = Annotated[str, typer.Argument(help="模板的名称或代号")]


def merge(
    command: typer.Context,
    template: Annotated[str, typer.Option("--template", help="证书模板的名称或代号")],
    out: Annotated[Path, typer.Option("--out", help="写成一个 PDF 文件；给文件夹则每人一个文件")],
    file: Annotated[Path | None, typer.Argument(help="名单，xlsx、xls、csv 等；每行一张证书")] = None,
    campaign: Annotated[str | None, typer.Option("--campaign", help="给这次评选的获奖者")] = None,
    milestones: Annotated[int | None, typer.Option("--milestones", help="给这一年司龄满整年的人")] = None,
    years: Annotated[str, typer.Option("--years", help="满几年的，如 10,20")] = ",".join(map(str, YEARS)),
    activity: Annotated[str | None, typer.Option("--activity", help="给这项活动的参加者")] = None,
    attended: Annotated[bool, typer.Option("--attended", help="只给到场的")] = False,
    placed: Annotated[bool, typer.Option("--placed", help="只给有成绩的")] = False,
    sheet: Annotated[str | None, typer.Option("--sheet", help="工作表名称")] = None,
    name_pattern: Annotated[
        str, typer.Option("--name-pattern", help="每人一个文件时的文件名，如 {number}-{name}")
    ] = "{number}-{name}",
    by_unit: Annotated[bool, typer.Option("--by-unit", help="每个单位一个文件")] = False,
    given: Annotated[list[str] | None, typer.Option("--set", help="各张相同的内容，如 称号=服务明星")] = None,
    overprint: Annotated[bool, typer.Option("--overprint", help="套打：只印可变内容")] = False,
    printer: Annotated[str, typer.Option("--printer", help="套打时按这台打印机的校准印")] = "",
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="颁发日期；不写则为今天")] = None,
    sign: Annotated[bool, typer.Option("--sign", help="给二维码签名，须输入签名口令")] = False,
    check: Annotated[bool, typer.Option("--check", help="只核对，不生成")] = False,
) -> None:
    """按名单批量生成证书：名单文件，或评选、司龄、活动其中一个。"""
    context = context_of(command)
    service, settings = context.services.certificate_batches, context.services.settings.unit()
    sources = context.services.certificate_sources
    chosen: list[Path | CertificateList] = [
        *([] if file is None else [file]),
        *([] if campaign is None else [sources.campaign(campaign, settings)]),
        *([] if milestones is None else [sources.milestones(milestones, _whole_numbers(years))]),
        *([] if activity is None else [sources.activity(activity, Takers(attended, placed))]),
    ]
    if len(chosen) != 1:
        expected = "名单文件、--campaign、--milestones、--activity 其中一个"
        raise InvalidFieldError(field="来源", value=f"{len(chosen)} 个", expected=expected)
    plan = service.plan(
        chosen[0], template, settings, (on or datetime.now()).date(), sheet=sheet, given=dict(map(_pair, given or []))
    )
    problems = [str(problem) for problem in plan.problems]
    value = {
        "certificates": len(plan.certificates),
        "problems": problems,
        "repeated": list(plan.repeated),
        "unused_columns": list(plan.unused),
        "fonts": plan.fonts.used,
        "font_notes": plan.fonts.notes,
    }
    lines = [f"名单里重复的人：{'、'.join(plan.repeated)}"] if plan.repeated else []
    if check:
        context.show(
            value, [f"{len(plan.certificates)} 张证书，{len(problems)} 处问题", *problems, *lines, *plan.fonts.notes]
        )
        return
    split = Split.WHOLE if out.suffix.lower() == ".pdf" else Split.UNIT if by_unit else Split.PERSON
    signing = context.services.signing
    if sign:
        signing.unlock(passphrase())
    signer = signing.sign if sign else None
    done = service.write(
        plan,
        out,
        split=split,
        name_pattern=name_pattern,
        overprint=overprint,
        calibration=context.services.corrections.of(printer, plan.found.design.sheet),
        sign=signer,
    )
    context.show({**value, "files": [str(path) for path in done.value]}, [*lines, f"{done.sentence}：{out}"])


@designs.command("list")
def show_designs(command: typer.Context) -> None:
    """所有证书模板。"""
    context = context_of(command)
    rows = context.services.designs.rows()
    value = [
        {"key": row.key, "name": row.name, "width": row.sheet.width, "height": row.sheet.height, "version": row.version}
        for row in rows
    ]
    lines = [
        f"{row.key}\t{row.name}\t{row.sheet.width:g}×{row.sheet.height:g} mm\t"
        f"{'内置' if row.bundled else f'第 {row.version} 版'}"
        for row in rows
    ]
    context.show({"designs": value}, lines)


@designs.command("export")
def export_design(
    command: typer.Context, key: Key, out: Annotated[Path, typer.Option("--out", help="模板文件写到哪里")]
) -> None:
    """把模板连同图片写成一个文件。"""
    context = context_of(command)
    done = context.services.designs.export_file(key, out)
    context.show({"file": str(done.value)}, [done.sentence])


@designs.command("import")
def import_design(command: typer.Context, file: Annotated[Path, typer.Argument(help="模板文件")]) -> None:
    """收下别处做的模板。"""
    context = context_of(command)
    done = context.services.designs.import_file(file)
    context.show({"key": done.value}, [done.sentence])


@designs.command("delete")
def delete_design(command: typer.Context, key: Key) -> None:
    """删除自己的模板。"""
    context = context_of(command)
    done = context.services.designs.delete(key)
    context.show({}, [done.sentence])


def _whole_numbers(said: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in said.split(","))
    except ValueError as error:
        raise InvalidFieldError(field="--years", value=said, expected="用逗号隔开的年数，如 10,20") from error


def _pair(said: str) -> tuple[str, str]:
    key, equals, value = said.partition("=")
    if not equals or not key.strip():
        raise InvalidFieldError(field="--set", value=said, expected="形如 称号=服务明星 的内容")
    return key.strip(), value.strip()
