"""The figures commune by commune as plain text, with a dictionary of their columns."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from dashboards.exporting.facts import Content, Facts

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
# A spreadsheet takes a cell that begins so for a formula; names come from people.
FORMULA_SIGNS = tuple("=+-@\t\r")
TEXT_SIGN = "'"
STATES = {"Đ": "dat", "C": "chua_dat", "?": "chua_danh_gia", "": "chua_co_so_lieu"}
QUOTED = (
    "Bắt đầu bằng = + - @, dấu tab hay xuống dòng thì có thêm dấu ' ở trước, để "
    "bảng tính không hiểu là công thức."
)
COLUMNS = {
    "ky": "Kỳ số liệu: năm, chữ Q, số quý; ví dụ 2020Q4 là Quý IV/2020.",
    "tinh_den_ngay": "Chỉ gồm số duyệt đến hết ngày này (năm-tháng-ngày); "
    "trống: mọi số đã duyệt khi đọc.",
    "ma_huyen": "Mã huyện, thành phố của Tổng cục Thống kê.",
    "huyen": f"Tên huyện, thành phố. {QUOTED}",
    "ma_xa": "Mã xã của Tổng cục Thống kê; là khóa, vì tên xã có thể trùng.",
    "xa": f"Tên xã vào ngày cuối kỳ. {QUOTED}",
    "so_tieu_chi": "Số của tiêu chí trong bộ tiêu chí (1 đến 19).",
    "tieu_chi": f"Tên tiêu chí. {QUOTED}",
    "nhom": "Nhóm của tiêu chí (I đến V).",
    "ket_qua": "dat; chua_dat; chua_danh_gia (chưa biết, không phải 0); "
    "chua_co_so_lieu (xã chưa có bản duyệt nào).",
    "ket_qua_ky_so_sanh": "Kết quả ở kỳ so sánh, cùng các giá trị; trống: "
    "không có kỳ so sánh.",
    "ky_so_sanh": "Kỳ so sánh: quý trước, hoặc quý cuối của năm trước với báo cáo 6 "
    "tháng và báo cáo năm.",
    "so_lieu_cua": "Quý mà kết quả lấy từ đó; khác ky là mang sang từ quý trước.",
    "minh_hoa": "1: số liệu minh họa, không phải số chính thức; 0: không phải.",
    "ban_xuat": "Mã bản xuất; manage.py reproduce <mã> tính lại đúng các số này.",
    "pham_vi": "toan_tinh, hoặc mã huyện khi bản xuất chỉ của một huyện.",
}
DATE = (1980, 1, 1, 0, 0, 0)


def csv_archive(facts: Facts, content: Content) -> bytes:
    """Return a .zip with the results, one line a commune and criterion, UTF-8 + BOM.

    The same figures give the same bytes.
    """
    files = {
        f"ket-qua-{facts.period.code}.csv": _text(COLUMNS, _rows(facts, content)),
        "tu-dien-du-lieu.csv": _text(("cot", "nghia"), COLUMNS.items()),
        "doc-truoc.txt": f"{BOM}{facts.line}.\r\nSHA-256 {facts.sha256}\r\n",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, DATE)
            archive.writestr(entry, text.encode(), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _text(columns: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    stream = io.StringIO()
    stream.write(BOM)
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue()


def _rows(facts: Facts, content: Content) -> Iterator[tuple[object, ...]]:
    districts = {each["code"]: each["name"] for each in content["districts"]}
    demo = {each["district"]: int(each["is_demo"]) for each in content["sources"]}
    criteria = content["law"]["criteria"]
    place = content["district"]["code"] if facts.is_district else "toan_tinh"
    for commune in content["communes"]:
        states = commune["states"] or [""] * len(criteria)
        earlier = commune["base_states"] or [""] * len(criteria)
        for criterion, state, before in zip(criteria, states, earlier, strict=True):
            yield (
                content["period"],
                content["as_of"] or "",
                commune["district"],
                _named(districts[commune["district"]]),
                commune["code"],
                _named(commune["name"]),
                criterion["number"],
                _named(criterion["name"]),
                criterion["group"],
                STATES[state],
                STATES[before] if facts.base else "",
                facts.base.code if facts.base else "",
                commune["from"] or "",
                demo.get(commune["district"], 0),
                facts.code,
                place,
            )


def _named(text: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return TEXT_SIGN + text if text.startswith(FORMULA_SIGNS) else text
