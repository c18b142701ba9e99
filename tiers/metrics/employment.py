"""Who is on the staff on a day: the people of the staff list, or everybody where there is none."""

import narwhals as nw

from tiers.facts import Asks, Facts, Frame, Row
from tiers.screening import Reason
from tiers.words import _


def with_employment(rows: Frame, facts: Facts, asks: Asks, *, told: bool) -> Frame:
    """The *rows* (with person_id) beside what the staff list says of each person.

    Adds listed (1 where the partner has a staff list, else null) and employed (1 on the staff on
    the day, 0 not, null never on the list). If it is to be *told* who and why, also staff_name,
    joined (the first day) and left (the last, null for still).
    """
    joined, left, day = nw.col("joined_on"), nw.col("left_on"), nw.col("day")
    here = (joined.is_null() | (joined <= day)) & (left.is_null() | (left >= day))
    staff = asks.meet(facts.staff)
    found = [nw.col("employed").max()]
    if told:
        named = nw.col("name").max().alias("staff_name")
        found += [named, joined.min().alias("joined"), left.max().alias("left")]
    people = (
        staff.with_columns(employed=here.cast(nw.Int64))
        .group_by(*asks.keys, "person_id")
        .agg(*found)
    )
    lists = facts.staff.select("partner_id").unique().with_columns(listed=nw.lit(1))
    of_person = rows.join(people, on=[*asks.keys, "person_id"], how="left")
    return of_person.join(lists, on="partner_id", how="left")


def employment_reasons() -> tuple[Reason, ...]:
    """Why a person does not count: not on the list, or not on the staff on the day."""
    listed, employed = ~nw.col("listed").is_null(), nw.col("employed")
    return (
        Reason(listed & employed.is_null(), lambda row: _("person is not on the staff list")),
        Reason(listed & (employed == 0), _says_absent),
    )


def _says_absent(row: Row) -> str:
    if row["joined"] and row["joined"] > row["day"]:
        return _("person joins on {day}").format(day=row["joined"])
    if row["left"] and row["left"] < row["day"]:
        return _("person left on {day}").format(day=row["left"])
    return _("person is not on the staff on that day")
