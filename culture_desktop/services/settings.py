"""What the unit is called and how its papers are signed: the settings kept with the data."""

from dataclasses import asdict, dataclass, fields, replace

from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.documents.designs.bundled import bundled_codes, bundled_design
from culture_desktop.errors import InvalidFieldError, RecordMissingError, SettingMissingError
from culture_desktop.models import CertificateDesign, Setting
from culture_desktop.services.results import Done, Topic

_NUMBER_FIELD = "{number}"
_LONGEST_PATTERN = 50  # filled in, it has to fit a certificate's number
_LONGEST_TEXT = 200


@dataclass(frozen=True)
class UnitSettings:
    """The unit and its signatures. An empty text is left out of papers where it may be, and asked for where not."""

    unit_name: str = ""
    issuer: str = ""
    masthead: str = "工会简报"
    editor: str = ""
    briefings_before: int = 0
    decision_prefix: str = ""
    certificate_pattern: str = "〔{year}〕{number}号"
    certificate_design: str = "红金经典"
    team_design: str = ""
    contact_person: str = ""
    contact_phone: str = ""
    contact_address: str = ""
    report_to: str = ""
    send_to: str = ""
    copies: int = 20


TITLES = {
    "unit_name": "单位全称",
    "issuer": "落款单位",
    "masthead": "简报名称",
    "editor": "简报编者",
    "briefings_before": "此前已出简报期数",
    "decision_prefix": "发文字号",
    "certificate_pattern": "证书编号格式",
    "certificate_design": "证书模板",
    "team_design": "集体的证书模板",
    "contact_person": "联系人",
    "contact_phone": "联系电话",
    "contact_address": "联系地址",
    "report_to": "报",
    "send_to": "送",
    "copies": "简报份数",
}
_NAMES = tuple(field.name for field in fields(UnitSettings))


class SettingsService:
    """Reads and writes the settings of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unit(self) -> UnitSettings:
        """The settings, with defaults where nothing was set."""
        with self._database.read() as session:
            found = session.scalars(select(Setting).where(Setting.key.in_(_NAMES))).all()
            return replace(UnitSettings(), **{setting.key: setting.value for setting in found})

    def save_unit(self, settings: UnitSettings) -> Done[None]:
        """Keep the settings; raises InvalidFieldError for a value that cannot work.

        RecordMissingError for a design there is none of.
        """
        _check(settings)
        self._check_designs(settings)
        with self._database.begin("修改设置") as session:
            for key, value in asdict(settings).items():
                session.merge(Setting(key=key, value=value))
        return Done(None, frozenset({Topic.SETTINGS}), "已保存设置")

    def _check_designs(self, settings: UnitSettings) -> None:
        kept = self.unit()
        for name in ("certificate_design", "team_design"):
            value = getattr(settings, name)
            if not value and name == "certificate_design":
                raise InvalidFieldError(field=TITLES[name], value="空白", expected="一个证书模板的名称")
            if value and value != getattr(kept, name) and not self._is_design(value):
                raise RecordMissingError(what="证书模板", key=value)

    def _is_design(self, name: str) -> bool:
        if any(name in (code, bundled_design(code).name) for code in bundled_codes()):
            return True
        with self._database.read() as session:
            own = select(CertificateDesign.id).where(CertificateDesign.name == name)
            return session.scalar(own) is not None


def _check(settings: UnitSettings) -> None:
    if _NUMBER_FIELD not in settings.certificate_pattern or len(settings.certificate_pattern) > _LONGEST_PATTERN:
        raise InvalidFieldError(
            field=TITLES["certificate_pattern"],
            value=settings.certificate_pattern,
            expected=f"含 {_NUMBER_FIELD} 的格式，{_LONGEST_PATTERN} 字以内",
        )
    if not 1 <= settings.copies <= 9999:
        raise InvalidFieldError(field=TITLES["copies"], value=settings.copies, expected="1 到 9999 的整数")
    if not 0 <= settings.briefings_before <= 99999:
        title = TITLES["briefings_before"]
        raise InvalidFieldError(field=title, value=settings.briefings_before, expected="不小于 0 的整数")
    if not settings.masthead.strip():
        raise InvalidFieldError(field=TITLES["masthead"], value="", expected="不为空的文字")
    for name in _NAMES:
        value = getattr(settings, name)
        if isinstance(value, str) and len(value) > _LONGEST_TEXT:
            raise InvalidFieldError(
                field=TITLES[name], value=f"{value[:10]}…", expected=f"{_LONGEST_TEXT} 字以内的文字"
            )


def require_setting(settings: UnitSettings, *names: str) -> str:
    """The first of these settings that is filled in; SettingMissingError when none is."""
    for name in names:
        value = str(getattr(settings, name)).strip()
        if value:
            return value
    raise SettingMissingError(title=TITLES[names[0]])
