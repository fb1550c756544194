"""The columns of 证书登记簿, and how a certificate stands."""

from culture_desktop.services.certificates.service import RegisterRow
from culture_desktop.ui.tables.cells import Chip, Figure, Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.vocabulary import Word


class Standing(Word):
    """What a certificate is asked for by."""

    VALID = "valid", "有效"
    REPRINTED = "reprinted", "重印过"
    REVOKED = "revoked", "作废"

    @classmethod
    def of(cls, row: RegisterRow) -> "frozenset[Standing]":
        """All that is true of it."""
        valid = cls.REVOKED if row.revoked_on is not None else cls.VALID
        return frozenset({valid, cls.REPRINTED} if row.reprints else {valid})


def _state(row: RegisterRow) -> Chip | None:
    if row.revoked_on is not None:
        return Chip(f"{row.revoked_on:%Y-%m-%d} 作废", Tone.BAD)
    return Chip(f"重印 {row.reprints} 次", Tone.INFO) if row.reprints else None


def _revoked_why(row: RegisterRow) -> str:
    return f"作废原因：{row.revoked_for}" if row.revoked_for else ""


REGISTER_COLUMNS = (
    Column[RegisterRow]("编号", lambda r: Muted(r.number), width=150, order=lambda r: r.number),
    Column[RegisterRow]("姓名或集体", lambda r: Name(r.name or "已移除人员"), width=160, order=lambda r: r.name),
    Column[RegisterRow]("称号", lambda r: r.title, width=140, stretch=True, order=lambda r: r.title),
    Column[RegisterRow]("颁发日期", lambda r: Muted(r.dated), width=170, priority=2),
    Column[RegisterRow]("来源", lambda r: Muted(r.source or "名单"), width=150, priority=3, order=lambda r: r.source),
    Column[RegisterRow](
        "模板", lambda r: Muted(f"{r.design} 第 {r.version} 版"), width=130, priority=1, order=lambda r: r.design
    ),
    Column[RegisterRow](
        "登记", lambda r: Muted(f"{r.entered_on:%Y-%m-%d}"), width=92, priority=4, order=lambda r: r.entered_on
    ),
    Column[RegisterRow]("印次", lambda r: Figure(f"{r.printed} 次"), width=60, right=True, order=lambda r: r.printed),
    Column[RegisterRow](
        "状态", _state, width=130, tooltip=_revoked_why, order=lambda r: (r.revoked_on is None, -r.printed)
    ),
)
