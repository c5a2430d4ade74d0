"""The same text written in other ways."""

from __future__ import annotations

import pytest
from naughty_strings import STRINGS

from tieng.training.writings import WRITINGS, to_title, to_upper


@pytest.mark.parametrize("name", WRITINGS)
def test_the_length_stays(name: str) -> None:
    for text in ("Straße ﬁ İ ŉ ǰ", "ĐƯỜNG", "đ\u00f4\u0302", *STRINGS.values()):
        assert len(WRITINGS[name](text)) == len(text)


def test_letters_without_a_single_capital_stay() -> None:
    assert to_upper("đường Straße") == "ĐƯỜNG STRAßE"


def test_titles() -> None:
    assert to_title("ông bùi-văn đi (về) 3h, IBM o'neill") == "Ông Bùi-Văn Đi (Về) 3h, IBM O'Neill"
