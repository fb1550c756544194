"""What stands of a person beside the dossier."""

from datetime import date

from culture_desktop.rules.spans import months_between
from culture_desktop.services.people.dossier_rows import Dossier
from culture_desktop.services.people.row_values import contract_words
from culture_desktop.ui.labels import count
from culture_desktop.vocabulary import PersonStatus, chinese_date

_MONTHS = 12


def dossier_facts(dossier: Dossier, today: date) -> list[tuple[str, str]]:
    """Title and words, without the numbers; what is not known is left out."""
    draft = dossier.draft
    status = draft.status.label
    if draft.status is not PersonStatus.ACTIVE and dossier.left_on:
        status = f"{chinese_date(dossier.left_on)}{status}"
    hours = f"　{dossier.hours.normalize():f} 小时" if dossier.hours else ""
    facts = (
        ("状态", "" if draft.status is PersonStatus.ACTIVE else status),
        ("入职", _since(draft.hire_date, today)),
        ("用工", "　".join(filter(None, (draft.employment.label, "一线" if draft.front_line else "")))),
        ("职务", "管理岗" if draft.manager else ""),
        ("政治面貌", draft.political_status.label if draft.political_status else ""),
        ("合同到期", contract_words(dossier.draft.contract_ends)),
        ("累计", f"{count(len(dossier.attended), '场')}{hours}　{count(len(dossier.honours), '项')}荣誉"),
        *dossier.extra.items(),
    )
    return [(title, words) for title, words in facts if words]


def _since(hired: date | None, today: date) -> str:
    if hired is None:
        return ""
    years = months_between(hired, today) // _MONTHS
    return f"{chinese_date(hired)}，满 {years} 年" if years else chinese_date(hired)
