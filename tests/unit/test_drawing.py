"""Pictures of trees."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from given_trees import document_of
from naughty_strings import STRINGS

import tieng

SVG = "{http://www.w3.org/2000/svg}"
TREE = "hai/NUM/2/nummod sách/NOUN/3/nsubj rách/VERB/0/root bìa/NOUN/3/obj ./PUNCT/3/punct"


def texts(picture: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_all_that_a_tree_has_is_drawn() -> None:
    picture = document_of(TREE).sentences[0].to_svg()
    labels = [*"hai sách rách bìa .".split(), *"NUM NOUN VERB NOUN PUNCT".split(), *"nummod nsubj obj punct".split()]
    assert sorted(texts(picture)) == sorted(labels)
    assert picture.count("<path d=") == 2 * 4  # an arc and its point for each word but the root


def test_it_is_the_same_each_time() -> None:
    assert document_of(TREE).sentences[0].to_svg() == document_of(TREE).sentences[0].to_svg()


def test_words_stand_inside_and_in_order() -> None:
    picture = document_of(TREE).sentences[0].to_svg()
    root = ElementTree.fromstring(picture)
    words = [float(text.get("x", "")) for text in root.iter(f"{SVG}text") if text.get("font-size") == "16"]
    assert words == sorted(words)
    assert 0 < words[0] < words[-1] < float(root.get("width", ""))


def test_arcs_at_one_level_do_not_meet() -> None:
    document = document_of("a/X/2/x b/X/0/root c/X/2/x d/X/2/x e/X/4/x f/X/2/x")
    tops: dict[str, list[tuple[float, float]]] = {}
    for path in re.findall(r'<path d="(M[^"]*)" fill="none"', document.sentences[0].to_svg()):
        head, top, word = re.match(r"M(\S+) .*? Q\S+ (\S+) .* V\S+$", path), path, path  # feet and height of an arc
        assert head
        foot = float(head[1])
        level = re.search(r" Q\S+ (\S+) \S+ \S+ H", top)
        other = re.search(r" Q(\S+) \S+ \S+ \S+ V\S+$", word)
        assert level and other
        tops.setdefault(level[1], []).append((min(foot, float(other[1])), max(foot, float(other[1]))))
    for spans in tops.values():
        spans.sort()
        assert all(left[1] < right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize("name", STRINGS)
def test_any_text_is_xml(name: str) -> None:
    for sentence in tieng.read(STRINGS[name]).sentences[:3]:
        ElementTree.fromstring(sentence.to_svg().encode())


def test_letters_of_xml_are_escaped() -> None:
    picture = document_of('<b>&"/X/0/root').sentences[0].to_svg()
    assert texts(picture)[0] == '<b>&"'
