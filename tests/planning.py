"""What tests of the pages about plans have in common."""

from streamlit.testing.v1 import AppTest

from tests.pages import WOLKENQUITTE, bare, labels, opened, ran

DAY = {"partner": WOLKENQUITTE, "as_of": "2015-03-31"}
BY = DAY | {"by": "2015-03-31", "tier": "Gold"}
WITHOUT, THEN = "Performs, if nothing is done", "Would perform"


def clicked(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click()
    return ran(app)


def first_plan(app: AppTest) -> list[str]:
    """The buttons of the cheapest plan."""
    return [one.label for one in app.button if one.key == "carry out 0"]


def bare_labels(app: AppTest, kind: str) -> list[str]:
    return [bare(one) for one in labels(app, kind)]


def successes(app: AppTest) -> str:
    return bare(" ".join(str(one.value) for one in app.success))


def keep(name: str) -> None:
    """Keep the cheapest plan as a scenario."""
    app = opened("plan", **BY)
    app.text_input(key="scenario.name").set_value(name)
    clicked(ran(app), "Keep")
