"""Spelling keys and syllables, as tables."""

from __future__ import annotations

import unicodedata

import pytest

from tieng.kernel import is_syllable, spelling_key

SAME = [
    ("hoà", "hòa"),
    ("hoá", "hóa"),
    ("hoả", "hỏa"),
    ("toã", "tõa"),
    ("hoạ", "họa"),
    ("khoẻ", "khỏe"),
    ("loè", "lòe"),
    ("thuý", "thúy"),
    ("huỷ", "hủy"),
    ("thuỳ", "thùy"),
    ("luỹ", "lũy"),
    ("tuỵ", "tụy"),
    ("Hoà", "HÒA"),
    ("người", "NGƯỜI"),
    ("người", "Người"),
    ("người", "nGưỜi"),
    ("đường", "ĐƯỜNG"),
    ("đường", "\u00d0ƯỜNG"),  # eth, drawn as Đ by some fonts
    ("đường", "\u0189ường"),  # African D, as well
    ("đi", "ði"),
    ("kĩ", "kỹ"),
    ("mĩ", "mỹ"),
    ("lí", "lý"),
    ("tỉ", "tỷ"),
    ("hi", "hy"),
    ("quí", "quý"),
    ("quì", "quỳ"),
    ("i", "y"),
    ("ỷ", "ỉ"),
    ("Ｈà", "Hà"),
    ("ｎｇựa", "ngựa"),
    ("bình", "bì\u00adnh"),  # soft hyphen
    ("bình", "bình\u200d"),
    ("Müller", "MÜLLER"),
    ("façade", "FAÇADE"),
    ("cho\u031b\u0323", "cho\u0323\u031b"),
    ("ngu\u031bo\u031b\u0300i", "người"),
    ("vui", "vuiiii"),
    ("vui", "VUIII"),
    ("đẹp", "đẹp" + "p" * 100),
    ("quá", "quá" + "á" * 50),
    ("quá", "quáaaa"),
    ("không", "khônggggg"),
    ("hihi" + "i" * 3, "hihi" + "i" * 30),
    ("", ""),
]
DIFFERENT = [
    ("hòa", "hóa"),
    ("hòa", "hoa"),
    ("ma", "mạ"),
    ("mã", "mả"),
    ("an", "ân"),
    ("ăn", "ân"),
    ("con", "côn"),
    ("côn", "cơn"),
    ("cu", "cư"),
    ("de", "đe"),
    ("me", "mê"),
    ("tai", "tay"),
    ("hai", "hay"),
    ("tui", "tuy"),
    ("thúi", "thúy"),
    ("xe", "se"),
    ("mây", "mâi"),
    ("Muller", "Müller"),
    ("c", "ç"),
    ("a", "b"),
    ("ab", "ba"),
    ("", "a"),
    ("vui", "vuii"),
    ("I", "III"),
    ("VI", "VIII"),
    ("xi", "xiii"),
    ("ca", "caa"),
    ("B1", "B1111"),
    ("B1111", "B11111"),
    ("ab" * 12, "ab" * 12 + "a"),
    ("ab" * 24 + "b", "ab" * 24 + "a"),
    ("b" + "ab" * 30, "c" + "ab" * 30),
]
SYLLABLES = """
a à ả ã á ạ ăn âm anh ánh ai áo ổi ơn ông ôm uống ưng yêu yến yết ỉ y ý u ê
ba bà bé bì bò bơ bún các cách cái cầu chiếc chợ chuyên con công cơm cũng cứu của
da dành dũng đã đây đen đi đường đượm gà ghế ghi gì già giá giết giặt giường gió giỗ gỗ
hoa hoà hòa hoạch hoặc hoẵng huệ huênh huyền khuya khuỷu khoét kẻ kể kì kỹ kim lính loa lươn mẹ mưu
nghe nghề nghỉ nghiêng nghiệp nguyễn người ngoằn nhanh nhiều nước oai oan oằn phở phường phượng
qua quà quen quê quốc quý quyền quyết quyển quỳnh quanh quấn quang rượu sách sương tết thuế thuở thước trường truyện
tuần tuyết tuýt uyên uỷ vượt xoong xuân xuất xuyến xoáy xoèn boong soóc
""".split()
NO_SYLLABLES = """
b đ ng tr w f z j zoo jun file wifi web show
ngi nge cê ce ci kà kô ka ghà gho ngha nghu ngiên gê
cac cat hoc nhat tich hop mach hòc mảt chộcx
abc abcd aaa baa bbb hoaa ngườii anhh ngnh nhnh trtr strong
Barcelona Washington Müller façade hàà hàá
quơnh
""".split()


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_key(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_key(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_key_does_not_depend_on_the_unicode_form(form: str) -> None:
    for syllable in SYLLABLES:
        assert spelling_key(unicodedata.normalize(form, syllable)) == spelling_key(syllable), syllable
        assert spelling_key(unicodedata.normalize(form, syllable.upper())) == spelling_key(syllable), syllable


def test_no_two_syllables_share_a_key() -> None:
    keys: dict[int, list[str]] = {}
    for syllable in SYLLABLES:
        keys.setdefault(spelling_key(syllable), []).append(syllable)
    shared = [group for group in keys.values() if len(group) > 1]
    assert shared == [["hoà", "hòa"]]


@pytest.mark.parametrize("syllable", SYLLABLES)
def test_is_syllable(syllable: str) -> None:
    for written in (syllable, syllable.upper(), syllable.title(), unicodedata.normalize("NFD", syllable)):
        assert is_syllable(written), written


@pytest.mark.parametrize("word", [*NO_SYLLABLES, "", "1", "a1", " ", "a b", ".", "漢", "\ud800", "\0"])
def test_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("rime", ["ac", "at", "ap", "ach"])
def test_a_stopped_rime_has_sac_or_nang(rime: str) -> None:
    toned = {tone: is_syllable("m" + rime.replace("a", vowel)) for tone, vowel in zip("-`'?~.", "aàáảãạ", strict=True)}
    assert [tone for tone, possible in toned.items() if possible] == ["'", "."]


def test_no_text_is_refused() -> None:
    for text in ("\0", "\ud800", "a" * 100_000, "\u0301" * 1000, "\U0010ffff"):
        assert spelling_key(text) == spelling_key(text)
        assert not is_syllable(text)


@pytest.mark.parametrize("function", [spelling_key, is_syllable])
def test_none_is_no_text(function: object) -> None:
    with pytest.raises(TypeError):
        function(None)  # type: ignore[operator]
