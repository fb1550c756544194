"""What certificates say, by the names that designs know the fields by."""

from datetime import date

from culture_desktop.documents.designs.elements import Fields
from culture_desktop.documents.text import spaced
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.steps import require_confirmed
from culture_desktop.services.settings import UnitSettings, require_setting
from culture_desktop.vocabulary import DocumentKind, TierKind, numeral_date

FIELDS = (
    "姓名", "称谓", "正文", "单位", "单位全称", "工号", "类别", "称号", "评选", "编号", "颁发单位", "颁发日期", "二维码",
)  # fmt: skip


def winners_fields(board: CampaignBoard, settings: UnitSettings) -> tuple[Fields, ...]:
    """The fields of each winner's certificate in a confirmed campaign, by tier and score."""
    day = require_confirmed(board, DocumentKind.CERTIFICATES)
    issuer = require_setting(settings, "issuer", "unit_name")
    return tuple(_winner(board, winner, issuer, day) for winner in board.standing)


def _winner(board: CampaignBoard, winner: Nominee, issuer: str, day: date) -> Fields:
    person = winner.kind is TierKind.PERSON
    verb = "爱岗敬业，用心服务，表现突出" if person else "团结协作，用心服务，成绩突出"
    return {
        "编号": winner.certificate,
        "姓名": winner.name,
        "称谓": f"{spaced(winner.name)}同志：" if person else f"{winner.unit}{winner.name}：",
        "单位": winner.unit,
        "单位全称": winner.unit_full_name,
        "工号": winner.number if person else "",
        "类别": winner.kind.label,
        "称号": winner.tier,
        "评选": board.title,
        "正文": f"在{board.title}中，{verb}，荣获“{winner.tier}”称号。",
        "颁发单位": issuer,
        "颁发日期": numeral_date(day),
        "二维码": "\n".join((winner.certificate, winner.name, winner.tier, issuer, day.isoformat())),
    }
