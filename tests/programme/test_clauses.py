"""docs/doi-chieu-1334.md names pages that there are, for every part of the decision."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import resolve

from programme.models import RegisterKind

TEXT = Path(settings.BASE_DIR, "docs", "doi-chieu-1334.md").read_text(encoding="utf-8")
ADDRESSES = sorted(set(re.findall(r"`(/[a-z0-9/-]*)`", TEXT)))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_that_is_named_exists(address):
    assert resolve(address)


@pytest.mark.django_db
def test_every_register_that_is_named_is_loaded_and_the_other_way_round():
    named = {each.split("/")[2] for each in ADDRESSES if each.count("/") == 3}
    registers = {each for each in named if f"/so-theo-doi/{each}/" in ADDRESSES}
    assert registers == set(RegisterKind.objects.values_list("code", flat=True))


@pytest.mark.parametrize(
    "clause",
    [
        *(f"2.{number}." for number in range(1, 7)),
        *(f"III.{number}." for number in range(1, 7)),
        *("I.1.", "I.2.", "I.3."),
    ],
)
def test_every_section_of_the_decision_is_covered(clause):
    assert re.search(rf"^\| {re.escape(clause)}", TEXT, re.MULTILINE)
