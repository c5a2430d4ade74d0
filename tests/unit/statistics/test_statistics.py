"""Statistics: counts worked by hand."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from tiny import TinyModel

import tieng
from tieng.kernel import BEFORE
from tieng.statistics import tally as tallies
from tieng.statistics.figures import binned, headline, median
from tieng.statistics.page import to_html
from tieng.statistics.plots import bar_chart, line_chart, short
from tieng.statistics.summary import Statistics, measure

TEXTS = [
    "Trời mưa. Hà Nội mưa to.",  # trời mưa | hà_nội mưa to
    "Hôm nay Hà Nội vắng, 20 người đi!",  # hôm_nay hà_nội vắng 20 người đi
    "",
    "Ở HÀ NỘI, blog hoà hòa Hoà…",  # ở hà_nội blog hoà hòa hoà
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tieng.Reader:
    """Knows two words of two syllables."""
    model = TinyModel(intercept=-1).add("hà nội", {BEFORE: 9}).add("hôm nay", {BEFORE: 9})
    return tieng.load(model=model.write(tmp_path_factory.mktemp("model") / "small.tieng"))


@pytest.fixture(scope="module")
def found(small: tieng.Reader) -> Statistics:
    return measure(small, TEXTS)


def test_totals(found: Statistics) -> None:
    assert found.documents == 4
    assert found.characters == sum(map(len, TEXTS))
    assert found.sentences == 4
    assert found.words == 2 + 3 + 6 + 6
    assert found.kinds == {"word": 16, "number": 1, "punctuation": 6}


def test_syllables(found: Statistics) -> None:
    assert found.syllables == 16 + 4  # hà_nội three times, hôm_nay once
    assert found.frequent_unknown == [("blog", 1)]
    assert found.unknown_share == 1 / 20
    assert found.word_lengths == {1: 12, 2: 4}
    assert found.sentence_lengths == {2: 1, 3: 1, 6: 2}


def test_spellings_of_a_word_are_one_word(found: Statistics) -> None:
    # trời mưa hà_nội to hôm_nay vắng người đi ở blog hoà
    assert found.vocabulary == 11
    assert found.frequent_words[:3] == [("Hà Nội", 3), ("hoà", 3), ("mưa", 2)]
    assert found.seen_once == 8


def test_names_are_told_by_capitals_inside_of_sentences(found: Statistics) -> None:
    assert found.frequent_names == [("Hà Nội", 3)]
    assert found.names == 1
    assert found.frequent_compounds == [("Hôm nay", 1)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("gặp Lan. Lan cười", ["Lan"]),
        ("Trời mưa", []),  # a capital begins the sentence
        ("xem Mưa, nghe mưa", []),  # as often with as without
        ("họp UBND", []),  # an abbreviation
        ("ở Hà Nội", ["Hà Nội"]),
        ("vào Hôm nay", []),  # one capital of two
        ("“Lan” gặp “Huệ”", ["Huệ"]),  # the first word of the sentence is after the quotation mark
    ],
)
def test_names(text: str, names: list[str], small: tieng.Reader) -> None:
    assert [form for form, _ in measure(small, [text]).frequent_names] == names


def test_curves(found: Statistics) -> None:
    assert found.growth[-1] == (16, 11)
    assert found.frequencies[:3] == [(1, 3), (2, 3), (3, 2)]
    assert found.frequencies[-1] == (11, 1)


def test_the_curve_of_growth_stays_short(small: tieng.Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "_BLOCK", 1)
    growth = measure(small, ["mưa", "gió", "mưa"] * 500).growth
    assert len(growth) <= tallies._MOST_POINTS
    assert growth == sorted(growth)
    assert growth[-1] == (1500, 2)


@pytest.mark.parametrize("block", [1, 30, 1 << 18])
def test_blocks_make_no_difference(
    block: int, found: Statistics, small: tieng.Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "_BLOCK", block)
    again = measure(small, iter(TEXTS)).to_dict()
    assert {**again, "growth": found.growth} == {**found.to_dict(), "growth": found.growth}


def test_top(small: tieng.Reader) -> None:
    assert len(measure(small, TEXTS, top=2).frequent_words) == 2
    assert measure(small, TEXTS, top=0).frequent_words == []


@pytest.mark.parametrize("profile", [None, "pyvi"])
def test_any_reader(profile: str | None) -> None:
    found = measure(tieng.load(profile=profile), ["Hà Nội mưa to.", "Tôi yêu Hà Nội."])
    assert (found.words, found.sentences) == (6, 2)
    assert ("Hà Nội", 2) in found.frequent_words


def test_no_text(small: tieng.Reader) -> None:
    found = measure(small, [])
    assert (found.documents, found.words, found.vocabulary, found.unknown_share) == (0, 0, 0, 0.0)
    assert ("unknown syllables", "0.00%") in headline(found)
    assert "</html>" in to_html(found, "trống")


def test_histograms() -> None:
    assert binned({1: 4, 7: 2, 80: 1}, width=5, last=11) == [("1–5", 4), ("6–10", 2), ("11+", 1)]
    assert binned({1: 4, 2: 3, 9: 1}, width=1, last=3) == [("1", 4), ("2", 3), ("3+", 1)]
    assert median({}) == 0
    assert median({3: 1, 8: 1, 100: 1}) == 8


# --- the page ---------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """The elements of a page; fails on one that is not closed in order."""

    VOID = ("meta",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_well_formed_and_complete(found: Statistics) -> None:
    page = Page(to_html(found, "tin tức"))
    for shown in ("tin tức", "Hà Nội", "blog", "distinct words", "5.00%", "punctuation"):
        assert shown in page.text
    ElementTree.fromstring(to_html(found, "tin tức").split("\n", 1)[1])  # as XML, too


def test_the_page_loads_nothing(found: Statistics) -> None:
    text = to_html(found, "https://example.com/")
    page = Page(text)
    assert not [name for name, _ in page.attributes if name in ("src", "href", "xlink:href", "style")]
    assert not re.search(r"url\(|@import|<script", text)


def test_what_stands_in_the_corpus_is_escaped(small: tieng.Reader) -> None:
    found = measure(small, ["<script>alert(1)</script> AT&T \x01\ud800 a\u0000b"])
    page = Page(to_html(found, '<b>"\x07\udfff'))
    assert "<b>" in page.text
    to_html(found, "\udfff").encode()
    ElementTree.fromstring(to_html(found, '<b>"\x07\udfff').split("\n", 1)[1])


def test_every_plot_says_what_it_is(found: Statistics) -> None:
    charts = re.findall(r"<svg[^>]*>", to_html(found, "tin"))
    assert len(charts) == 4
    assert all('role="img"' in chart and "aria-label=" in chart for chart in charts)


@pytest.mark.parametrize("bars", [[], [("1", 0)], [("<&>", 3), ("2", 1)], [(str(i), i) for i in range(50)]])
def test_bars(bars: list[tuple[str, int]]) -> None:
    drawn = ElementTree.fromstring(bar_chart("mưa", "x", "y", bars))
    marks = list(drawn.iter("rect"))
    assert len(marks) == len(bars)
    assert all(float(mark.attrib["height"]) >= 0 for mark in marks)
    if bars:
        assert marks[0].find("title").text == f"{bars[0][0]}: {bars[0][1]}"


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("points", [[], [(0, 0)], [(1, 1)], [(1, 9), (3, 2)], [(1, 10**9), (10**6, 1)]])
def test_lines_stay_inside(points: list[tuple[int, int]], logarithmic: bool) -> None:
    drawn = ElementTree.fromstring(line_chart("mưa", "x", "y", points, logarithmic=logarithmic))
    places = drawn.find("polyline").attrib["points"].split()
    assert len(places) == len(points)
    for place in places:
        x, y = map(float, place.split(","))
        assert 0 <= x <= 640
        assert 0 <= y <= 300


def test_labels_of_axes() -> None:
    assert [short(number) for number in (0, 0.5, 200, 1500, 2e6, 3e9)] == ["0", "0.5", "200", "1.5k", "2M", "3G"]
