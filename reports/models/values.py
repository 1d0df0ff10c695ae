"""What a commune has for an indicator, approved or still in a draft."""

from django.db import models
from django.db.models import Q


class ValueRow(models.Model):
    """A number or two in the indicator's unit, a yes or no, or "không có số liệu".

    ``second_number`` is only for indicators with two values (17.1).
    """

    number = models.DecimalField(
        "giá trị", max_digits=18, decimal_places=6, null=True, blank=True
    )
    second_number = models.DecimalField(
        "giá trị thứ hai", max_digits=18, decimal_places=6, null=True, blank=True
    )
    answer = models.BooleanField("đạt", null=True, blank=True)
    is_no_data = models.BooleanField("không có số liệu", default=False)

    class Meta:
        abstract = True


def answer_or_numbers() -> Q:
    """Condition: no data, or an answer, or numbers, or nothing; never two of them."""
    no_numbers = Q(number__isnull=True, second_number__isnull=True)
    no_answer = Q(answer__isnull=True)
    return no_answer & no_numbers | Q(is_no_data=False) & (no_answer | no_numbers)
