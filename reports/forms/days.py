"""A day in a form: written and read as ngày/tháng/năm, whatever the browser speaks."""

import datetime as dt

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

WRONG_DAY = "Hãy ghi một ngày có thật, theo dạng 31/12/2020."
FIRST, LAST = dt.date(1945, 1, 1), dt.date(2100, 12, 31)
FAR_DAY = "Năm phải từ 1945 đến 2100; hãy xem lại ngày."
# What a day of the programme can be; others are slips of the keyboard.
BOUNDS = (MinValueValidator(FIRST, FAR_DAY), MaxValueValidator(LAST, FAR_DAY))


def day_input() -> forms.DateInput:
    """Return the input of a day; the browser's own would follow its language."""
    return forms.DateInput(
        format="%d/%m/%Y",
        attrs={
            "class": "nt-in",
            "placeholder": "ngày/tháng/năm",
            "autocomplete": "off",
        },
    )


def day_field(label: str, *, required: str = "") -> forms.DateField:
    """Return the field of a day.

    ``required`` is what is said when there is none; "" lets it be left out.
    """
    return forms.DateField(
        label=label,
        required=bool(required),
        widget=day_input(),
        validators=BOUNDS,
        error_messages={"required": required, "invalid": WRONG_DAY},
    )
