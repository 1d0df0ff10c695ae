"""The tables of the report on paper, every number written out."""

from typing import Any

from dashboards.exporting.facts import Content
from dashboards.exporting.wording import (
    NONE,
    average,
    change,
    count,
    day,
    listed,
    percentage,
    share,
)
from ntm_portal.lib.periods import Quarter

BANDS = {
    "19": "Đạt đủ 19 tiêu chí",
    "15-18": "15–18 tiêu chí",
    "10-14": "10–14 tiêu chí",
    "5-9": "5–9 tiêu chí",
    "0-4": "Dưới 5 tiêu chí",
}
# What becomes of a cell planned for a year; without data it stays planned.
PLANNED = ("reached", "ahead", "pending", "behind", "silent")
NO_TARGET = dict.fromkeys(("target", "needed", "short", "deadline", "state"), NONE)
MARKS = {"Đ": "Đ", "C": NONE, "?": "?"}
Rows = list[dict[str, Any]]


def group_rows(content: Content) -> Rows:
    """Return the groups with their targets; "–" where the decision sets none.

    The targets are the province's: one district has none of them.
    """
    earlier = _by(content["base"], "groups", "code")
    names = {each["code"]: each for each in content["law"]["groups"]}
    return [
        {
            "title": f"{row['code']}. {names[row['code']]['name']}",
            "criteria": _span(names[row["code"]]["criteria"]),
            "attained": count(row["attained"]),
            "total": count(row["total"]),
            "share": share(row["attained"], row["total"]),
            **(NO_TARGET if content.get("district") else _target(row)),
            "change": change(
                row["attained"], earlier.get(row["code"], {}).get("attained")
            ),
        }
        for row in content["province"]["groups"]
    ]


def _target(row: dict[str, Any]) -> dict[str, str]:
    percent = row["target_percent"]
    return {
        "target": percentage(percent) if percent else "không có",
        "needed": count(row["needed"]),
        "short": count(row["short"]),
        "deadline": day(row["deadline"]),
        "state": _state(row),
    }


def criterion_rows(content: Content) -> Rows:
    earlier = _by(content["base"], "criteria", "number")
    names = {each["number"]: each["name"] for each in content["law"]["criteria"]}
    return [
        {
            "title": f"{row['number']}. {names[row['number']]}",
            "attained": count(row["attained"]),
            "share": share(row["attained"], row["total"]),
            "base": count(earlier.get(row["number"], {}).get("attained")),
            "change": change(
                row["attained"], earlier.get(row["number"], {}).get("attained")
            ),
        }
        for row in content["province"]["criteria"]
    ]


def band_rows(content: Content) -> Rows:
    bands, base = content["province"]["bands"], content["base"]
    return [
        {
            "title": title,
            "now": count(bands[name]),
            "base": count(base["bands"][name]) if base else NONE,
            "change": change(bands[name], base["bands"][name] if base else None),
        }
        for name, title in BANDS.items()
    ]


def district_rows(content: Content) -> Rows:
    """Return the districts, and the province as the last row; one district alone."""
    if content.get("district"):
        return [_district(each, content["period"]) for each in content["districts"]]
    province = content["province"]
    whole = {
        "name": "Toàn tỉnh",
        "from": province["period"],
        "base_met": content["base"] and content["base"]["criteria_met_total"],
        "groups": {each["code"]: each["attained"] for each in province["groups"]},
        "criteria": [each["attained"] for each in province["criteria"]],
    }
    return [
        _district(each, content["period"])
        for each in (*content["districts"], {**province, **whole})
    ]


def _district(row: dict[str, Any], period: str) -> dict[str, Any]:
    is_known = row["not_reported"] < row["communes"]
    carried = row["from"] if row["from"] != period else None
    return {
        "name": row["name"],
        "communes": count(row["communes"]),
        "met": count(row["criteria_met_total"]) if is_known else NONE,
        "change": change(row["criteria_met_total"], row["base_met"]),
        "average": average(
            row["criteria_met_total"], row["communes"], is_known=is_known
        ),
        "full": count(row["bands"]["19"]) if is_known else NONE,
        "groups": [count(n) if is_known else NONE for n in row["groups"].values()],
        "cells": [count(n) if is_known else NONE for n in row["criteria"]],
        "carried": f"số {Quarter.parse(carried).label}" if carried else "",
    }


def gained_rows(content: Content) -> Rows:
    communes = _communes(content)
    return [
        {
            "commune": communes[row["commune"]]["name"],
            "district": communes[row["commune"]]["district_name"],
            "criteria": listed(map(str, row["criteria"])),
            "count": count(len(row["criteria"])),
        }
        for row in content["gained"]
    ]


def lost_rows(content: Content) -> Rows:
    communes = _communes(content)
    names = {each["number"]: each["name"] for each in content["law"]["criteria"]}
    return [
        {
            "commune": communes[row["commune"]]["name"],
            "district": communes[row["commune"]]["district_name"],
            "criterion": f"{row['criterion']}. {names[row['criterion']]}",
            "cause": _cause(row),
        }
        for row in content["lost"]
    ]


def commune_rows(content: Content) -> Rows:
    """Return the matrix: a row for every district, then one for each commune."""
    rows: Rows = []
    last = ""
    for commune in _communes(content).values():
        if commune["district_name"] != last:
            last = commune["district_name"]
            blank = [""] * len(content["law"]["criteria"])
            rows.append(_matrix_row(last.upper(), "", blank))
        states = commune["states"] or " " * len(content["law"]["criteria"])
        cells = [MARKS.get(state, "") for state in states]
        rows.append(_matrix_row(commune["name"], count(commune["met"]), cells))
    return rows


def _matrix_row(name: str, met: str, cells: list[str]) -> dict[str, Any]:
    return {"name": name, "met": met, "cells": cells}


def near_rows(content: Content) -> Rows:
    """Return the groups short of their target with the communes nearest to it.

    One district has no targets: there they are all groups that a commune is near to.
    """
    communes = _communes(content)
    groups = _by(content["province"], "groups", "code")
    titles = {row["title"].split(".")[0]: row["title"] for row in group_rows(content)}
    return [
        {
            "title": titles[row["code"]],
            "short": count(groups[row["code"]]["short"]),
            "count": count(sum(len(each["communes"]) for each in row["missing"])),
            "communes": "; ".join(
                f"thiếu tiêu chí {each['number']}: "
                + listed(communes[code]["label"] for code in each["communes"])
                for each in row["missing"]
            )
            or "không có xã nào chỉ thiếu một tiêu chí",
        }
        for row in content["nearest"]
        if groups[row["code"]]["short"] or (content.get("district") and row["missing"])
    ]


def plan_rows(content: Content) -> Rows:
    plan = content["plan"] or {"years": []}
    return [
        {
            "year": row["name"],
            "planned": count(sum(row[fate] for fate in PLANNED)),
            "reached": count(row["reached"] + row["ahead"]),
            "pending": count(row["pending"]),
            "behind": count(row["behind"]),
            "silent": count(row["silent"]),
        }
        for row in plan["years"]
    ]


def source_rows(content: Content) -> Rows:
    return [
        {
            "name": row["name"],
            "quarter": Quarter.parse(row["quarter"]).label,
            "number": count(row["number"]),
            "approved_on": day(row["approved_on"]),
        }
        for row in content["sources"]
    ]


def programme_rows(content: Content) -> Rows:
    """Return the rest of the programme; none in outputs of before it was given out."""
    return [
        {
            "part": part["name"] if first else "",
            "label": fact["label"],
            "said": fact["said"],
        }
        for part in content.get("programme", ())
        for first, fact in ((fact is part["facts"][0], fact) for fact in part["facts"])
    ]


def _communes(content: Content) -> dict[str, dict[str, Any]]:
    districts = {each["code"]: each["name"] for each in content["districts"]}
    return {
        each["code"]: {**each, "district_name": districts[each["district"]]}
        for each in content["communes"]
    }


def _by(part: Content | None, name: str, key: str) -> dict[Any, dict[str, Any]]:
    return {each[key]: each for each in part[name]} if part else {}


def _span(numbers: list[int]) -> str:
    first, last = numbers[0], numbers[-1]
    return str(first) if first == last else f"{first}–{last}"


def _state(row: dict[str, Any]) -> str:
    if row["needed"] is None:
        return "không có mục tiêu"
    return "đạt mục tiêu" if row["reached"] else f"còn thiếu {row['short']} xã"


def _cause(row: dict[str, Any]) -> str:
    note = " ".join(row.get("note", "").split()).rstrip(" .")
    told = [row.get("cause", ""), note, *(["nay chưa đánh giá"] * row["is_unknown"])]
    return ": ".join(filter(None, told)) or NONE
