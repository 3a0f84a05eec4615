"""The languages there are."""

from __future__ import annotations

import pytest

from bot.replies.rendering import LANGUAGES


def test_languages_are_told_without_being_spoken() -> None:
    assert list(LANGUAGES) == ["en", "fr"]
    assert len(LANGUAGES) == 2


def test_a_language_nobody_speaks_is_none() -> None:
    assert "de" not in LANGUAGES
    with pytest.raises(KeyError):
        _ = LANGUAGES["de"]  # type: ignore[index]  # what a stored row may still hold
