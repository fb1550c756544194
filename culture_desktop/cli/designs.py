"""``awards design``: which design the certificates of a campaign follow."""

from typing import Annotated

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.errors import RecordMissingError


def design(
    command: typer.Context,
    code: Annotated[str, typer.Argument(help="评选编号")],
    template: Annotated[str | None, typer.Argument(help="证书模板的名称或代号；不写则只列出，写空串则随设置")] = None,
    tier: Annotated[list[str] | None, typer.Option("--tier", help="只给这个奖项，可以写几次；不写则给所有奖项")] = None,
) -> None:
    """评选的证书用哪个模板，可以一个奖项一个。"""
    context = context_of(command)
    choices, settings = context.services.design_choices, context.services.settings.unit()
    lines = []
    if template is not None:
        known = {found.tier: found.tier_id for found in choices.of(code, settings)}
        for name in tier or ():
            if name not in known:
                raise RecordMissingError(what="奖项", key=name)
        lines.append(choices.choose(code, {known[name]: template for name in tier or known}).sentence)
    found = choices.of(code, settings)
    value = [{"tier": one.tier, "design": one.key, "name": one.name, "chosen": one.chosen} for one in found]
    table = columns([(one.tier, one.name, "" if one.chosen else "随设置") for one in found])
    context.show({"campaign": code, "designs": value}, [*lines, *table])
