"""Rows told by their words: totals, ratios, districts, notes and signatures."""

import re

from ntm_portal.lib.text import fold
from reports.importing.tables.labels import words

TOTAL = re.compile(
    r"^(?:tong\b|cong$|cong (?:chung|toan|huyen|thanh pho|tp|tinh|lai|so|nhom)\b"
    r"|(?:toan|chung) (?:tinh|huyen|thanh pho)\b|so (?:xa|luong xa)\b)"
)
UNCHECKED = re.compile(
    r"^(?:so sanh|so voi|tang|giam|luy ke|chenh lech|ke hoach|muc tieu|chi tieu|uoc)\b"
    r"|\b(?:quy|nam|ky|thang|dot) truoc\b|\bcung ky\b"
    r"|^(?:tong )?so xa(?:$| (?:chua|khong|con lai)\b)"
    # "Số xã đạt 15-18 tiêu chí" counts communes by their number of criteria.
    r"|\bxa\b.*\b\d+ (?:tieu chi|tc)\b|^(?:duoi|tren|tu) \d"
    r"|\b(?:ty|ti) le\b.*\b(?:chua|khong|so voi|con lai)\b"
)
AVERAGE = re.compile(r"\b(?:binh quan|trung binh|bq)\b")
SHARE = re.compile(r"\b(?:ty|ti) (?:le|trong)\b")
WHOLE_PROVINCE = re.compile(
    r"\b(?:toan|chung|cong) tinh\b|\btinh kon tum\b|\bcac huyen\b"
)
WHOLE_DISTRICT = re.compile(r"\b(?:huyen|thanh pho|tp)\b")
DISTRICT = re.compile(r"^(?:huyen|thanh pho|thi xa|tp|t p) |^h (?=\w)")
BELOW_DISTRICT = re.compile(r"^(?:xa|thi tran|tt|phuong) ")
NOTE = re.compile(
    r"^(?:ghi chu|luu y|chu thich|nguon|nguoi lap|noi nhan|thu truong|chu tich"
    r"|pho chu tich|kt chu tich|tm uy ban|tl chu tich|ky bieu|ngay \d+)\b"
    r"|\bngay\b.*\bthang\b"
)
ADDITION = re.compile(
    r"\s*\((?:\s*\d+\s*xã\b[^)]*|tiếp(?: theo)?)\)|\s*:\s*$", re.IGNORECASE
)
DISTRICT_WORDS = re.compile(r"^(?:huyen|thanh pho|thi xa|tp|t p|h) ")
TOTAL_WORDS = re.compile(r"^(?:tong|cong|so|toan|chung|xa|dat) ")


def is_total(name: str) -> bool:
    """Say whether the row sums up others: Tổng cộng, Cộng huyện …, Toàn tỉnh."""
    return TOTAL.search(words(name)) is not None


def is_unchecked(name: str) -> bool:
    """Say whether the row compares or plans, which the marks cannot check."""
    return UNCHECKED.search(_said(name)) is not None


def is_average(name: str) -> bool:
    """Say whether the row tells averages: Bình quân tiêu chí/xã."""
    return AVERAGE.search(_said(name)) is not None


def is_share(name: str) -> bool:
    """Say whether the row tells shares: Tỷ lệ (%), % đạt."""
    return SHARE.search(_said(name)) is not None


def is_note(name: str) -> bool:
    """Say whether the row is a note, a date line or the head of a signature."""
    return name.startswith("*") or NOTE.search(words(name)) is not None


def says_district(name: str) -> bool:
    """Say whether the name begins as a district's: Huyện, Thành phố, TP., H."""
    starts = DISTRICT.search(words(name)) is not None
    # "H. Đắk Tô" is a district, "H Moong" would be a commune.
    return starts and not (words(name).startswith("h ") and "." not in name[:3])


def says_commune(name: str) -> bool:
    return BELOW_DISTRICT.search(words(name)) is not None


def covers_province(name: str) -> bool:
    return WHOLE_PROVINCE.search(words(name)) is not None


def covers_district(name: str) -> bool:
    return WHOLE_DISTRICT.search(words(name)) is not None


def without_addition(name: str) -> str:
    """Return a heading without "(11 xã)", "(tiếp)" and a colon at its end."""
    return ADDITION.sub("", name).strip()


def district_key(name: str) -> str:
    """Return the district's own name, folded: "Cộng huyện Đắk Tô" is "dakto"."""
    said = f"{words(name)} "
    while (shorter := DISTRICT_WORDS.sub("", TOTAL_WORDS.sub("", said))) != said:
        said = shorter
    return fold(said)


def _said(name: str) -> str:
    return words(name.replace("%", " tỷ lệ "))
