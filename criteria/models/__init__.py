"""The law as data: every threshold, target and assignment is a dated row."""

from criteria.models.agencies import Agency, Assignment, AssignmentList
from criteria.models.heads import AgencyHead
from criteria.models.plans import CommunePlan, CommuneTarget
from criteria.models.recognition import RecognitionTarget, WithdrawalRule
from criteria.models.sets import (
    CriteriaGroup,
    CriteriaSet,
    Criterion,
    GroupTarget,
    Indicator,
    Threshold,
)

__all__ = [
    "Agency",
    "AgencyHead",
    "Assignment",
    "AssignmentList",
    "CommunePlan",
    "CommuneTarget",
    "CriteriaGroup",
    "CriteriaSet",
    "Criterion",
    "GroupTarget",
    "Indicator",
    "RecognitionTarget",
    "Threshold",
    "WithdrawalRule",
]
