"""The encodings that a file may have been typed in, as a person knows them."""

from collections.abc import Mapping

from reports.importing.problems import Question

ENCODING_KEY = "encoding"
UNICODE, MIXED = "unicode", "mixed"
LABELS: Mapping[str, str] = {
    UNICODE: "Unicode",
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI-Windows",
    "windows-1258": "Windows-1258",
    MIXED: "nhiều bảng mã lẫn nhau",
}


def ask_encoding(detected: str) -> Question:
    """Return the question whether a file is in the encoding that it seems to be in.

    What was detected comes first; it can be left for one encoding for all cells.
    """
    others = (name for name in LABELS if name not in (detected, MIXED))
    return Question(
        key=ENCODING_KEY,
        cell="",
        value=LABELS[detected],
        message=(
            f"Tệp có vẻ viết bằng {LABELS[detected]}, không phải Unicode. Hãy xem các "
            "ô đọc thử rồi xác nhận bảng mã."
        ),
        choices=tuple((name, LABELS[name]) for name in (detected, *others)),
    )
