"""``documents verify`` and ``documents key``: whether a certificate is genuine, and the key that makes it so."""

import os
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import context_of
from culture_desktop.services.certificates.codes_in_pictures import code_in
from culture_desktop.services.certificates.signing import Finding

keys = typer.Typer(help="签名密钥", no_args_is_help=True)
_PASSPHRASE = "RUNWU_PASSPHRASE"
_DOUBTFUL = 1  # the exit code of a certificate that does not hold
Out = Annotated[Path, typer.Option("--out", help="写到哪里")]


def passphrase() -> str:
    """The passphrase of the signing key: from the environment for scripts, else asked for without showing it."""
    said = os.environ.get(_PASSPHRASE)
    return said if said is not None else str(typer.prompt("签名口令", hide_input=True))


def verify(
    command: typer.Context,
    text: Annotated[str, typer.Argument(help="扫码得到的文字")] = "",
    picture: Annotated[Path | None, typer.Option("--picture", help="证书的照片、扫描件或 PDF")] = None,
) -> None:
    """核验证书真伪；不需要联网。不属实时以 1 退出。"""
    context = context_of(command)
    verdict = context.services.signing.verify(text if picture is None else code_in(picture))
    said = verdict.statement
    value = {
        "finding": verdict.finding.value,
        "sentence": verdict.sentence,
        "number": said.number if said else None,
        "name": said.name if said else None,
        "title": said.title if said else None,
        "day": said.day if said else None,
    }
    context.show(value, [verdict.sentence])
    if verdict.finding is not Finding.GENUINE:
        raise typer.Exit(_DOUBTFUL)


@keys.command()
def create(command: typer.Context) -> None:
    """建立本单位的签名密钥。"""
    context = context_of(command)
    done = context.services.signing.create(passphrase())
    context.show({"fingerprint": done.value}, [done.sentence])


@keys.command()
def backup(command: typer.Context, out: Out) -> None:
    """把签名密钥（加密的）另存一份。"""
    context = context_of(command)
    done = context.services.signing.export_backup(out)
    context.show({"file": str(done.value)}, [done.sentence])


@keys.command()
def restore(command: typer.Context, file: Annotated[Path, typer.Argument(help="备份文件")]) -> None:
    """从备份取回签名密钥。"""
    context = context_of(command)
    done = context.services.signing.import_backup(file, passphrase())
    context.show({"fingerprint": done.value}, [done.sentence])


@keys.command()
def public(command: typer.Context, out: Out) -> None:
    """导出公钥，供别处核验。"""
    context = context_of(command)
    done = context.services.signing.export_public(out)
    context.show({"file": str(done.value)}, [done.sentence])
