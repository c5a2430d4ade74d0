"""Text without diacritics."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tieng.text.diacritics import strip_diacritics


def test_every_letter_of_vietnamese() -> None:
    assert strip_diacritics("ăâđêôơư ĂÂĐÊÔƠƯ") == "aadeoou AADEOOU"
    assert strip_diacritics("àảãáạ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị") == "aaaaa aaaaa aaaaa eeeee eeeee iiiii"
    assert strip_diacritics("Nghĩa địa bình yên, 5 giờ sáng!") == "Nghia dia binh yen, 5 gio sang!"


@given(st.text())
def test_the_length_stays(text: str) -> None:
    stripped = strip_diacritics(text)
    assert len(stripped) == len(text)
    assert strip_diacritics(stripped) == stripped
