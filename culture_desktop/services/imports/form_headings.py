"""What the lines over the header of a form say: of which campaign it is, and for whom."""

import re

from culture_desktop.errors import FormElsewhereError
from culture_desktop.models import Campaign
from culture_desktop.services.awards.nomination_forms import CAMPAIGN
from culture_desktop.spreadsheets.table import Table
from culture_desktop.spreadsheets.values import text


def form_heading(table: Table, name: str, campaign: Campaign) -> str:
    """What stands behind ``name：`` over the header, "" where nothing does.

    FormElsewhereError for the form of another campaign.
    """
    code = _said(table, CAMPAIGN) or campaign.code
    if code != campaign.code:
        raise FormElsewhereError(name=table.sheet.file, code=code, wanted=campaign.code)
    return _said(table, name)


def _said(table: Table, name: str) -> str:
    heading = re.compile(rf"{name}\s*[:：]\s*(\S.*)")
    for number in range(table.sheet.first_row, table.header_row):
        for cell in table.sheet.row(number):
            if (match := heading.fullmatch(text(cell))) is not None:
                return match[1]
    return ""
