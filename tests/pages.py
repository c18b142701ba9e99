"""Pages in a test: opened at an address without a browser, and read."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[1] / "app.py"
PAGES = (
    "portfolio", "standing", "people", "customers", "forecast", "losses", "plan",
    "scenarios", "progress", "transition", "programmes", "imports", "report",
)  # fmt: skip
WOLKENQUITTE = "4182736"
PATIENCE = 120  # seconds a page may take on a busy machine


def opened(page: str, **query: str) -> AppTest:
    """The page at an address, once it has drawn itself without a fault of ours."""
    app = AppTest.from_file(APP, default_timeout=PATIENCE)
    app.switch_page(f"views/{page}.py")
    app.query_params.update(query)
    return ran(app)


def ran(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """All text of a page."""
    kinds = (app.title, app.subheader, app.markdown, app.caption, app.info, app.warning, app.error)
    texts = [element.value for kind in kinds for element in kind]
    return bare("\n".join(texts))


def bare(text: str) -> str:
    """Markdown without what escapes it and what keeps its days and figures on one line."""
    return text.replace("\\", "").replace("\N{WORD JOINER}", "").replace("\N{NO-BREAK SPACE}", " ")


def labels(app: AppTest, kind: str) -> list[str]:
    """What stands on elements that the test kit has no class for."""
    return [element.proto.label for element in app.get(kind)]


def metrics(app: AppTest) -> dict[str, str]:
    return {one.label: str(one.value) for one in app.metric}
