"""What goes with a person, a customer or a reference that is lost.

A person goes with every award, a reference alone. Of a customer goes what it has come to in the
last 12 months, as if its last figures said so: seats that none remain, figures that they are 0.
What it came to before stays, as do the references it gave and what its associations were; so
growth and net customers fall.
"""

from datetime import date

import narwhals as nw

from tiers.facts import Frame
from tiers.metrics.earlier import earlier

WHO = {"person": "person_id", "customer": "customer_id", "reference": "reference_id"}
TAKES = {  # what each kind of loss shows in
    "person": ("staff", "awards"),
    "customer": ("seats", "figures"),
    "reference": ("references",),
}


def without(frame: Frame, name: str, lost: nw.Expr, day: date) -> Frame:
    """The rows of the kind of that name as they are on the day without whom or what is *lost*."""
    if name not in TAKES["customer"]:
        return frame.filter(~lost)
    gone = lost & (nw.col("period") > earlier(day, 12))
    if name == "seats":
        return frame.with_columns(customer_id=nw.when(~gone).then(nw.col("customer_id")))
    return frame.with_columns(value=nw.when(gone).then(0).otherwise(nw.col("value")))
