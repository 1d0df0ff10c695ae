"""What a person says of a file's encoding, once for the whole file."""

import csv
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_portal.lib.text import Encoding
from reports.importing.decoding import decode_sheet
from tests.lib.test_legacy_text import in_tcvn3, in_vni
from tests.reports.importing.places import FIXTURES, raw_sample
from tests.reports.importing.test_decoding import (
    TCVN3,
    VNI,
    column,
    shown,
    typed,
)

with (FIXTURES / "reference" / "communes.csv").open(encoding="utf-8") as file:
    COMMUNE_NAMES = sorted({row["commune_name"] for row in csv.DictReader(file)})


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("tcvn3", "Xốp"), ("vni", "Xèp"), ("windows-1258", "Xèp"), ("unicode", "Xèp")],
)
def test_a_confirmed_encoding_settles_what_is_spelt_well_in_several(
    encoding: Encoding, text: str
) -> None:
    decoded, _found = decode_sheet(column(("Xèp", "Arial")), encoding)
    assert shown(decoded) == [text]


@pytest.mark.parametrize(
    ("encoding", "text"), [("tcvn3", "Đắtt"), ("vni", "§¾tt"), ("unicode", "§¾tt")]
)
def test_a_confirmed_encoding_is_taken_for_misspelt_words_too(
    encoding: Encoding, text: str
) -> None:
    decoded, _found = decode_sheet(column(("§¾tt", "Arial")), encoding)
    assert shown(decoded) == [text]


@pytest.mark.parametrize(
    ("encoding", "stored"),
    [
        ("tcvn3", "X\u00ad¬ng M¸y"),
        ("vni", "Xöông Maùy"),
        ("windows-1258", "Xýõng Maìy"),
    ],
)
def test_a_confirmed_encoding_leaves_what_only_unicode_can_write(
    encoding: Encoding, stored: str
) -> None:
    decomposed = unicodedata.normalize("NFD", "Đắk Pék")
    texts = [(stored, "Arial"), ("Đắk Man", "Times"), (decomposed, "Times")]
    decoded, found = decode_sheet(column(*texts), encoding)
    assert shown(decoded) == ["Xương Máy", "Đắk Man", "Đắk Pék"]
    assert found == "mixed"


@pytest.mark.parametrize(
    ("more", "texts"),
    [
        ("§¾k Long", {"Xèp": "Xốp", "Hòa": "Hũa", "§¾k": "Đắk"}),
        ("Đắk Long", {"Xèp": "Xèp", "Hòa": "Hòa", "§¾k": "Đắk"}),
    ],
)
def test_in_a_font_typed_in_two_ways_the_commoner_settles_what_is_spelt_well_in_both(
    more: str, texts: dict[str, str]
) -> None:
    clear = [("Đắk Man", "Arial"), (more, "Arial")]
    decoded, found = decode_sheet(column(*clear, *typed(texts, "Arial")), "tcvn3")
    assert shown(decoded) == ["Đắk Man", "Đắk Long", *texts.values()]
    assert found == "mixed"


def test_a_font_typed_in_two_ways_does_not_stop_windows_1258() -> None:
    texts = [("Ngoòc Reìo", "Arial"), ("Đắk Man", "Arial"), ("Hòa", "Arial")]
    decoded, _found = decode_sheet(column(*texts), "windows-1258")
    assert shown(decoded) == ["Ngọc Réo", "Đắk Man", "Hòa"]


def test_a_font_of_another_old_encoding_keeps_its_own() -> None:
    texts = [*typed(VNI, "VNI-Times"), *typed(TCVN3, "Arial")]
    decoded, found = decode_sheet(column(*texts), "tcvn3")
    assert shown(decoded) == [*VNI.values(), *TCVN3.values()]
    assert found == "mixed"


def test_nothing_is_decoded_in_a_file_confirmed_as_unicode() -> None:
    texts = [("HuyÖn", ".VnTime"), ("Ñaék", "VNI-Times"), (" Hòa  Bình", "Arial")]
    decoded, found = decode_sheet(column(*texts), "unicode")
    assert shown(decoded) == ["HuyÖn", "Ñaék", "Hòa Bình"]
    assert found == "unicode"


def test_marks_and_pictures_are_in_no_confirmed_encoding() -> None:
    texts = [("×", ".VnTime"), ("ü", "Wingdings"), ("✓", ".VnTime"), ("x", ".VnTime")]
    decoded, _found = decode_sheet(column(*texts), "tcvn3")
    assert shown(decoded) == ["×", "ü", "✓", "x"]


@pytest.mark.parametrize("encoding", ["tcvn3", None])
def test_a_confirmed_encoding_that_was_found_anyway_changes_nothing(
    encoding: Encoding | None,
) -> None:
    raw = raw_sample("ket-qua-2017Q4-tcvn3.xlsx")
    assert decode_sheet(raw, encoding) == decode_sheet(raw)


@given(
    names=st.lists(st.sampled_from(COMMUNE_NAMES), min_size=1, max_size=6, unique=True)
)
@settings(max_examples=40, deadline=None)
@pytest.mark.parametrize(("encode", "encoding"), [(in_tcvn3, "tcvn3"), (in_vni, "vni")])
def test_names_of_communes_are_read_in_a_confirmed_encoding_without_a_font(
    encode: Callable[[str], str], encoding: Encoding, names: list[str]
) -> None:
    texts = [(encode(name), "Arial") for name in names]
    decoded, _found = decode_sheet(column(*texts), encoding)
    assert [text.lower() for text in shown(decoded)] == [each.lower() for each in names]
