"""Words about briefings."""

from culture_desktop.vocabulary.words import Word


class BriefingState(Word):
    """Whether a briefing went out."""

    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已印发"


class Consent(Word):
    """Whether those who are to be seen on a picture agreed to its being shown."""

    MISSING = "missing", "未注明"
    GIVEN = "given", "已同意"
    NOT_NEEDED = "not_needed", "无需同意"
