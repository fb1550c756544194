"""The columns of the list of campaigns."""

from culture_desktop.services.awards.rows import CampaignRow
from culture_desktop.ui.labels import count, day
from culture_desktop.ui.tables.cells import Figure, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.vocabulary import CampaignStep

_STEPS = tuple(CampaignStep)


def _step(row: CampaignRow) -> Status:
    if row.winners:
        return Status("已表彰", Tone.OK)
    return Status("待表彰" if row.step is CampaignStep.AWARD else row.step.label, Tone.INFO)


CAMPAIGN_COLUMNS = (
    Column[CampaignRow]("名称", lambda r: Name(r.title), width=240, stretch=True, order=lambda r: r.title),
    Column[CampaignRow]("编号", lambda r: Muted(r.code), width=110, order=lambda r: r.code),
    Column[CampaignRow](
        "评选周期",
        lambda r: Muted(f"{day(r.period_from)} 至 {day(r.period_to)}"),
        width=196,
        priority=1,
        order=lambda r: r.period_from,
    ),
    Column[CampaignRow](
        "推荐", lambda r: Figure(count(r.nominees, "个")), width=84, right=True, order=lambda r: r.nominees
    ),
    Column[CampaignRow]("名额", lambda r: Figure(count(r.seats, "个")), width=84, right=True, order=lambda r: r.seats),
    Column[CampaignRow]("进度", _step, width=120, order=lambda r: (_STEPS.index(r.step), r.winners)),
)
