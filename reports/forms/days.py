"""A day in a form: written and read as ngày/tháng/năm, whatever the browser speaks."""

from django import forms

WRONG_DAY = "Hãy ghi một ngày có thật, theo dạng 31/12/2020."


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
        error_messages={"required": required, "invalid": WRONG_DAY},
    )
