"""The report as one page of HTML that needs nothing else: no script, no font, no network.

What reports.pages says in the order it says it. Every string becomes text of an element, so a name
may hold any sign there is and is never read as markup.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

from reports.figures import inertly
from reports.handout import Handout
from reports.pages import Content, content

STYLE = Path(__file__).with_name("readiness.css")
ALLOWED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SIGNS = {"MET": "✓", "NOT_MET": "✗", "NOT_ASSESSED": "?", "NEITHER": "·"}
Part = Element | str


def as_html(handout: Handout) -> bytes:
    """The report for a browser, or to be sent; what it draws stands in it."""
    told: Content = inertly(content(handout))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", {"http-equiv": "Content-Security-Policy"}, content=ALLOWED),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", told["title"]),
        tag("style", STYLE.read_text(encoding="utf-8")),
    )
    body = tag("body", tag("main", *_front(told), *_ahead(told), *_evidence(told["evidence"])))
    page = tag("html", head, body, lang=told["language"])
    drawn: bytes = tostring(page, encoding="utf-8", method="html")
    return b"<!doctype html>\n" + drawn


def tag(name: str, /, *inside: Part | dict[str, str], **attributes: str) -> Element:
    """An element with text and elements in it; a dictionary holds attributes of odd names."""
    made = Element(name, attributes)
    for part in inside:
        if isinstance(part, dict):
            made.attrib |= part
        elif isinstance(part, Element):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + part
        else:
            made.text = (made.text or "") + part
    return made


# The first page ----------------------------------------------------------------------------------


def _front(told: Content) -> Iterator[Element]:
    yield tag(
        "header",
        tag("p", told["kicker"], {"class": "kicker"}),
        tag("h1", told["name"]),
        tag("p", f"{told['partner']} · {told['vendor']} · {told['programme']}", {"class": "soft"}),
    )
    yield tag("dl", *(_fact(one) for one in told["facts"]))
    if told["headline"]:
        yield tag("p", told["headline"], {"class": "headline"})
    yield from _notice(told["notice"])
    if told["table"]["criteria"]:
        yield _criteria(told["table"])
    yield from _missing(told["missing"])
    if history := told["history"]:
        yield tag("section", tag("h2", history["title"]), _picture(history))
    yield from _assumed(told["assumed"])
    if source := told["source"]:
        says = tag("p", source["says"], tag("br"), tag("code", source["where"]))
        yield tag("section", tag("h2", source["title"]), says, {"class": "soft"})


def _fact(fact: Content) -> Element:
    note = [tag("dd", fact["note"], {"class": "soft"})] if fact["note"] else []
    return tag("div", tag("dt", fact["label"]), tag("dd", tag("b", fact["value"])), *note)


def _notice(notice: Content | None) -> Iterator[Element]:
    if notice:
        near = (tag("li", tag("b", name), f", {days}") for name, days in notice["near"])
        says, more = tag("p", tag("b", notice["says"])), tag("p", notice["more"])
        yield tag("aside", says, more, tag("ul", *near))


def _criteria(table: Content) -> Element:
    """A row for each tier of a criterion, and a chart beside its rows."""
    rows = (row for criterion in table["criteria"] for row in _criterion(criterion))
    return _table(table["heads"], rows, "criteria")


def _criterion(criterion: Content) -> Iterator[Element]:
    for words, of in ((criterion["option"], "option"), (criterion["how"], "soft")):
        if words:
            yield tag("tr", tag("td", words, {"class": of}, colspan="7"))
    for number, row in enumerate(criterion["rows"]):
        asks: list[Part] = [row["says"]]
        if row["note"] is not None:
            asks.append(tag("sup", str(row["note"])))
        if row["reason"]:
            asks.append(tag("p", row["reason"], {"class": "soft"}))
        counts = (tag("td", row[name], {"class": "number"}) for name in ("have", "need", "gap"))
        outcome = tag("td", f"{SIGNS[row['outcome']]} {row['word']}", {"class": row["outcome"]})
        cells = [tag("td", tag("b", row["tier"])), tag("td", *asks), *counts, outcome]
        if not number:
            cells.append(tag("td", _picture(criterion), rowspan=str(len(criterion["rows"]))))
        yield tag("tr", *cells)


def _missing(missing: Content | None) -> Iterator[Element]:
    if missing is None:
        return
    tiers: list[Element] = []
    for tier in missing["tiers"]:
        tiers += [tag("h3", tier["says"]), _lacks(tier["lines"])]
    yield tag("section", tag("h2", missing["title"]), *(tiers or [tag("p", missing["none"])]))


def _lacks(lines: Iterable[Content]) -> Element:
    """What is lacking; of options each with what it asks for."""
    return tag(
        "ul", *(tag("li", one["says"], *(_lacks(option) for option in one["options"]))
                for one in lines)
    )  # fmt: skip


def _assumed(assumed: Content | None) -> Iterator[Element]:
    if assumed:
        notes = [tag("ol", *_lines(assumed["notes"]))] if assumed["notes"] else []
        general = [tag("ul", *_lines(assumed["general"]))] if assumed["general"] else []
        yield tag("section", tag("h2", assumed["title"]), *notes, *general, {"class": "soft"})


def _lines(words: Iterable[str]) -> Iterator[Element]:
    return (tag("li", each) for each in words)


# What follows ------------------------------------------------------------------------------------


def _ahead(told: Content) -> Iterator[Element]:
    """What changes by itself, what the tier hangs on, and the plans that are being carried out."""
    for part in filter(None, (told["ahead"], told["hangs"], *told["plans"])):
        made = _turn if part is told["ahead"] else _row
        inside = [tag("h2", part["title"]), tag("p", tag("b", part["says"]))]
        inside += [tag("p", line) for line in part.get("more", ())]
        if "chart" in part:
            inside.append(_picture(part))
        if part["rows"]:
            inside.append(_table(part["heads"], map(made, part["rows"])))
        for words in (part.get("left_out"), part.get("note")):
            if words:
                inside.append(tag("p", words, {"class": "soft"}))
        yield tag("section", *inside)


def _evidence(told: Content | None) -> Iterator[Element]:
    if told is None:
        return
    inside = [tag("h2", told["title"]), tag("p", told["says"])]
    for part in told["parts"]:
        inside.append(tag("h3", part["title"]))
        inside += [tag("p", words, {"class": "soft"}) for words in part["others"]]
        if part["same"]:
            inside.append(tag("p", part["same"]))
        for facts in part["lists"]:
            if facts["rows"]:
                inside.append(_table(facts["heads"], map(_evident, facts["rows"])))
            if facts["more"]:
                inside.append(tag("p", facts["more"], {"class": "soft"}))
    yield tag("section", *inside)


def _turn(row: tuple[str, str, str, str, str]) -> Element:
    """A day, what is then, why, and where that stands."""
    *said, file, lines = row
    return _row([*said, _where(file, lines)])


def _evident(row: tuple[str, str, str, str, str]) -> Element:
    """A fact, for what it counts or why not, and where it stands."""
    fact, why, aside, file, lines = row
    return _row([fact, f"{why} ({aside})" if aside else why, _where(file, lines)])


def _where(file: str, lines: str) -> str:
    return f"{file}:{lines}" if lines else file


def _row(cells: Iterable[str]) -> Element:
    return tag(
        "tr", *(tag("td", one, {"class": "day"} if DAY.fullmatch(one) else {}) for one in cells)
    )


def _table(heads: Iterable[str], rows: Iterable[Element], of: str = "") -> Element:
    head = tag("thead", tag("tr", *(tag("th", one, scope="col") for one in heads)))
    table = tag("table", head, tag("tbody", *rows), {"class": of} if of else {})
    return tag("div", table, {"class": "wide"})


def _picture(drawn: Content) -> Element:
    """A chart, as it is on paper, with its words for those who do not see it."""
    data: Any = b64encode(drawn["chart"].encode()).decode()
    return tag("img", src=f"data:image/svg+xml;base64,{data}", alt=drawn["alt"])
