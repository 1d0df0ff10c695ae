"""The report of the province on paper: the one context of Word, PDF and the page."""

from typing import Any

from django.utils.timezone import localtime

from dashboards.exporting import paper_rows as rows
from dashboards.exporting.facts import ILLUSTRATION, Content, Facts
from dashboards.exporting.wording import average, count, moved, share
from ntm_portal.lib.prose import paragraphs

TEXTS = {
    "highlights": "Kết quả nổi bật",
    "difficulties": "Khó khăn, vướng mắc",
    "proposals": "Kiến nghị",
    "next_tasks": "Nhiệm vụ kỳ tới",
}


def paper_context(facts: Facts, content: Content) -> dict[str, Any]:
    """Return every value of the report, written out as text or rows of texts."""
    return {
        **_names(facts),
        **_totals(facts, content),
        "groups": rows.group_rows(content),
        "criteria": rows.criterion_rows(content),
        "bands": rows.band_rows(content),
        "districts": rows.district_rows(content),
        "gained": rows.gained_rows(content),
        "lost": rows.lost_rows(content),
        "near": rows.near_rows(content),
        "plan": content["plan"]["document"] if content["plan"] else "",
        "plan_years": rows.plan_rows(content),
        "communes_rows": rows.commune_rows(content),
        "sources": rows.source_rows(content),
        "programme": rows.programme_rows(content),
        **{name: _texts(content, name) for name in TEXTS},
    }


def _names(facts: Facts) -> dict[str, str]:
    return {
        "named": facts.named,
        "period": facts.period.label,
        "base": facts.base_named,
        "year": str(localtime(facts.read_at).year),
        "last_day": f"{facts.period.last_day:%d/%m/%Y}",
        "as_of": facts.as_of_text,
        "snapshot": facts.code,
        "illustration": ILLUSTRATION if facts.is_demo else "",
        "footer": facts.line,
        "place": facts.place,
    }


def _totals(facts: Facts, content: Content) -> dict[str, str]:
    now, base = content["province"], content["base"]
    criteria = len(content["law"]["criteria"])
    known = now["not_reported"] < now["communes"]
    return {
        "communes": count(now["communes"]),
        "met": count(now["criteria_met_total"]),
        "cells": count(now["communes"] * criteria),
        "average": average(now["criteria_met_total"], now["communes"], is_known=known),
        "full": count(now["bands"]["19"]),
        "full_share": share(now["bands"]["19"], now["communes"]),
        "recognised": count(len(content["recognised"])),
        "not_reported": count(now["not_reported"]) if now["not_reported"] else "",
        "base_met": count(base["criteria_met_total"]) if base else "",
        "base_average": average(base["criteria_met_total"], base["communes"])
        if base
        else "",
        "base_communes": count(base["communes"]) if base else "",
        "met_moved": moved(
            now["criteria_met_total"], base["criteria_met_total"], "lượt"
        )
        if base
        else "",
        "gained_count": count(sum(len(each["criteria"]) for each in content["gained"])),
        "gained_communes": count(len(content["gained"])),
        "lost_count": count(len(content["lost"])),
        "lost_communes": count(len({each["commune"] for each in content["lost"]})),
        "carried": _carried(content),
        "silent": _silent(content),
    }


def _carried(content: Content) -> str:
    found = (each for each in rows.district_rows(content) if each["carried"])
    return "; ".join(f"{each['name']} ({each['carried']})" for each in found)


def _silent(content: Content) -> str:
    """Name the districts of the period's own reports that have no words."""
    told = {each["district"] for each in content["words"]}
    return ", ".join(
        each["name"] for each in content["districts"] if each["code"] not in told
    )


def _texts(content: Content, name: str) -> list[dict[str, Any]]:
    return [
        {"name": each["name"], "lines": paragraphs(each[name])}
        for each in content["words"]
        if each[name].strip()
    ]
