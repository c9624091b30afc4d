"""What an organisation is, by its name: a firm or a school, a ministry, a body of government, a group that is sent."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.names.organisation_name import ending_of
from kg.extract.wordlists import table
from kg.model import Entity

LED = ("company", "cooperative", "park", "hospital", "school", "workshop")
"""Kinds of organisations that have a head who speaks for them, and figures of their own."""
_AGENCY = re.compile(r"(?:[局厅办]|委员会|[省市县区州]委|政府|办公室|领导小组|工作[组队]|指挥部|(?<!铁路)部门)$")
_TEAM = re.compile(
    r"(?:工作[组队]|联络组|团队|(?:医疗|支教|服务|帮扶|专家|义诊|讲师|志愿|特派|医[生师]|教师)(?:分|小|大)?(?:队|团|组))$"
)
_HEADQUARTERS = re.compile(r"(?:指挥部|前指)$")


@cache
def national() -> dict[str, str]:
    """The kinds of organisations of the whole country that are known by name."""
    return {row["name"]: row["kind"] for row in table("national_organisations.tsv")}


def kind_of(name: str) -> str:
    """What kind of organisation a name says it is (company, cooperative, park, hospital, school, station, body,
    association, media); `department` where no ending tells."""
    row = ending_of(name)
    return row["kind"] if row else national().get(name, "department")


def is_national(name: str) -> bool:
    """Whether an organisation is a ministry or the like of the whole country."""
    return national().get(name) == "department"


def is_agency(organisation: Entity) -> bool:
    """Whether an organisation is a body of government, which acts for its place: 县人社局, not 县人民医院."""
    return bool(_AGENCY.search(organisation.name))


def is_team(organisation: Entity) -> bool:
    """Whether an organisation is people who go somewhere to help: 威海市援青医疗队."""
    return bool(_TEAM.search(organisation.name))


def is_group(organisation: Entity) -> bool:
    """Whether an organisation is a body that a place sends to another, a team or 安徽省援疆指挥部."""
    return is_team(organisation) or bool(_HEADQUARTERS.search(organisation.name))
