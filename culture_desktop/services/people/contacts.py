"""Phones and resident IDs of people: masked on the way out, and kept when they come back masked."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from culture_desktop.errors import InvalidFieldError
from culture_desktop.rules import masking
from culture_desktop.services.people.rows import Contact, PersonDraft

MASKS: dict[str, Callable[[str], str]] = {"phone": masking.phone, "resident_id": masking.resident_id}
_TITLES = {"phone": "电话", "resident_id": "身份证号"}


def masked(draft: PersonDraft) -> PersonDraft:
    """What is entered of a person, as it leaves the services."""
    shown: dict[str, Any] = {field: mask(value) for field, mask in MASKS.items() if (value := getattr(draft, field))}
    return replace(draft, **shown)


def unmasked(draft: PersonDraft, stored: Contact) -> PersonDraft:
    """The draft with what is stored in place of its mask; raises InvalidFieldError for the mask of anything else."""
    kept: dict[str, Any] = {}
    for field, mask in MASKS.items():
        given, held = getattr(draft, field), getattr(stored, field)
        if held and given == mask(held):
            kept[field] = held
        elif given and masking.is_masked(given):
            expected = "完整的号码，隐去了几位的无从还原"
            raise InvalidFieldError(field=_TITLES[field], value=given[:32], expected=expected)
    return replace(draft, **kept)
