"""What a person does with a page without a browser, and reads on it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def press(page: AppTest, key: str) -> None:
    """A click on a button, after which the page still stands."""
    page.button(key=key).click().run()
    assert not page.exception


def texts(page: AppTest) -> list[str]:
    """What stands there as plain text, in its order."""
    return [element.value for element in page.text]
