"""``participation show|import|template``."""

from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.cli.imports import AllSheets, DryRun, File, Mapped, Rejected, Sheet, SkipHidden, import_list
from culture_desktop.vocabulary import ListKind

commands = typer.Typer(help="参与记录：查看、导入报名和签到名单、生成报名表", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="活动编号")]


@commands.command()
def show(command: typer.Context, code: Code) -> None:
    """列出一项活动的参加人员和各人出席的场次。"""
    context = context_of(command)
    activities = context.services.activities
    detail = activities.detail(activities.id_of(code))
    rows = []
    for p in detail.participants:
        sessions = [f"{p.sessions}/{detail.sessions}"] if detail.sessions else []
        rows.append((p.number, p.name, p.unit, p.attendance.label, *sessions, p.result))
    value = [
        {
            "number": p.number,
            "name": p.name,
            "unit": p.unit,
            "attendance": p.attendance,
            "sessions": p.sessions,
            "result": p.result,
            "note": p.note,
        }
        for p in detail.participants
    ]
    answer = {"activity": code, "sessions": detail.sessions, "participants": value}
    context.show(answer, [*columns(rows), f"共 {len(rows)} 人"])


@commands.command("import")
def import_(
    command: typer.Context,
    code: Code,
    file: File,
    sheet: Sheet = None,
    all_sheets: AllSheets = False,
    skip_hidden: SkipHidden = False,
    mapping: Mapped = None,
    sessions: Annotated[
        bool, typer.Option("--sessions", help="多场次签到：一人一行、每场一列，或每人每场一行")
    ] = False,
    dry_run: DryRun = False,
    rejected: Rejected = None,
) -> None:
    """把报名或签到名单记入一项活动。"""
    kind = ListKind.SESSION if sessions else ListKind.PARTICIPATION
    import_list(
        command,
        kind,
        file,
        sheet,
        dry_run,
        rejected,
        all_sheets=all_sheets,
        skip_hidden=skip_hidden,
        mapping=mapping,
        into=code,
        about={"activity": code},
    )


@commands.command()
def template(
    command: typer.Context,
    code: Code,
    out: Annotated[Path, typer.Option("--out", help="写到哪里：.xlsx")],
    unit: Annotated[str, typer.Option("--unit", help="列出这个单位及其下级的在职人员；不写则全是空行")] = "",
) -> None:
    """生成带下拉列表的报名表，填好后用 participation import 导入，不用再对应列。"""
    context = context_of(command)
    services = context.services
    unit_id = services.organisations.id_of(unit) if unit else None
    done = services.templates.sign_up(services.activities.id_of(code), out, unit_id)
    context.show({"activity": code, "file": str(done.value)}, [done.sentence])
