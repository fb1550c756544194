"""After the award: an honour is revoked, or a name put right, always with the reason. Nothing is taken out.

A revoked honour keeps its certificate's number, which nobody gets again.
"""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError, StepBlockedError
from culture_desktop.models import Campaign, Certificate, Honour, Person, PrintedCertificate, Tier
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.queries import latest_run, require_campaign
from culture_desktop.services.awards.records import record_key
from culture_desktop.services.people.derived import derived_columns
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import CampaignStep, TierKind, chinese_date

_CHANGED = frozenset({Topic.AWARDS, Topic.PEOPLE})
_LONGEST_REASON, _LONGEST_NAME = 255, 64


class RevocationService:
    """Corrects a result that was confirmed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def revoke(self, code: str, number: str, on: date, reason: str, today: date) -> Done[Nominee]:
        """Revoke the honour of a winner, named by staff number or the team's full name, from a day on.

        Raises StepBlockedError before the award and for an honour revoked already, RecordMissingError for nobody's
        number, InvalidFieldError for a day out of turn and without a reason.
        """
        words = _checked("撤销原因", reason, _LONGEST_REASON)
        with self._database.begin("撤销荣誉", reason=words) as session:
            campaign, winner = _winner(session, code, number, "撤销荣誉")
            honour, certificate = _honour(session, campaign, winner)
            if honour.revoked_on is not None:
                reason_ = f"{winner.name}的荣誉已于{chinese_date(honour.revoked_on)}撤销。"
                raise StepBlockedError(step="撤销荣誉", reason=reason_)
            if not honour.granted_on <= on <= today:
                expected = f"{chinese_date(honour.granted_on)}（表彰日期）到今天之间的日期"
                raise InvalidFieldError(field="撤销日期", value=on.isoformat(), expected=expected)
            honour.revoked_on = on
            printed = update(PrintedCertificate).where(
                PrintedCertificate.number == certificate, PrintedCertificate.revoked_on.is_(None)
            )
            session.execute(printed.values(revoked_on=on, revoked_for=words))
            session.flush()
            _, winner = _winner(session, code, number, "撤销荣誉")
        told = f"已撤销{winner.name}的“{winner.tier}”，证书{certificate}作废，编号不再使用"
        return Done(winner, _CHANGED, told)

    def correct_name(self, code: str, number: str, name: str, reason: str) -> Done[Nominee]:
        """Put a winner's name right: a person's in the roster, a team's as it was honoured; the number stays.

        Certificates and lists made from then on bear the new name.
        """
        words = _checked("更正原因", reason, _LONGEST_REASON)
        name = _checked("姓名或集体名称", name, _LONGEST_NAME)
        with self._database.begin("更正获奖名称", reason=words) as session:
            campaign, winner = _winner(session, code, number, "更正获奖名称")
            if winner.kind is TierKind.PERSON:
                _rename_person(session.get_one(Person, winner.subject_id), name)
            else:
                _rename_in_record(session, campaign, winner, name)
            session.flush()
            board = read_board(session, campaign)
            renamed = next(one for one in board.winners if one.nomination_id == winner.nomination_id)
        return Done(renamed, _CHANGED, f"已把“{winner.name}”更正为“{name}”，请重新生成证书和名单")


def _checked(field: str, text: str, longest: int) -> str:
    words = text.strip()
    if not words or len(words) > longest:
        raise InvalidFieldError(field=field, value=words[:20] or "空白", expected=f"1 到 {longest} 字")
    return words


def _winner(session: Session, code: str, number: str, act: str) -> tuple[Campaign, Nominee]:
    campaign = require_campaign(session, code)
    board = read_board(session, campaign)
    if not board.confirmed:
        raise StepBlockedError(
            step=act, reason=f"“{board.title}”还没有表彰，请在“{CampaignStep.SELECTION.label}”一步改名单。"
        )
    for winner in board.winners:
        if number == winner.number or (winner.kind is TierKind.TEAM and number == winner.name):
            return campaign, winner
    raise RecordMissingError(what="本次评选的获奖者", key=number)


def _honour(session: Session, campaign: Campaign, winner: Nominee) -> tuple[Honour, str]:
    of = Honour.person_id if winner.kind is TierKind.PERSON else Honour.team_id
    statement = (
        select(Honour, Certificate.number)
        .join(Tier, Tier.id == Honour.tier_id)
        .join(Certificate, Certificate.honour_id == Honour.id)
        .where(Tier.campaign_id == campaign.id, of == winner.subject_id)
    )
    honour, number = session.execute(statement).one()
    return honour, number


def _rename_person(person: Person, name: str) -> None:
    person.name = name
    for key, value in derived_columns(person.number, name, person.phone).items():
        setattr(person, key, value)


def _rename_in_record(session: Session, campaign: Campaign, winner: Nominee, name: str) -> None:
    run = latest_run(session, campaign)
    assert run is not None
    kept = run.result["nominees"][record_key(winner)]
    kept["number"] = "/".join((*kept["number"].split("/")[:-1], name))
    kept["name"] = name
    flag_modified(run, "result")
