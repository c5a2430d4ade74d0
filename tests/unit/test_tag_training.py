"""Training a tagger on a handful of sentences."""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from pathlib import Path

import pytest

from tieng.errors import InputError
from tieng.kernel import Tagger
from tieng.tasks.segment import known_words
from tieng.tasks.tag import WordTagger
from tieng.training.tag import Recipe, train
from tieng.training.tagged import TaggedSentence, observe, read_tagged
from tieng.training.tagset import fold_xpos
from tieng.training.treebank import Row, Tree


def tree(*words: str) -> Tree:
    """Of words as `form/UPOS/XPOS`."""
    return tuple(Row(form.replace("_", " "), tag=tag, xpos=xpos) for form, tag, xpos in (w.split("/") for w in words))


GOLD = [
    tree("Mèo/NOUN/N", "ngủ/VERB/V", "./PUNCT/PUNCT"),
    tree("Chó/NOUN/N", "chạy/VERB/V", "./PUNCT/PUNCT"),
    tree("Con/NOUN/NC", "mèo/NOUN/N", "chạy/VERB/V", "./PUNCT/PUNCT"),
    tree("Con/NOUN/NC", "chó/NOUN/N", "ngủ/VERB/V", "./PUNCT/PUNCT"),
] * 3
SILVER = [
    TaggedSentence(("Mèo", "ngủ", "."), ("N", "V", "CH")),
    TaggedSentence(("Chó", "sủa", "."), ("N", "V", "CH")),
    TaggedSentence(("Voi", "sủa", "."), ("N", "V", "CH")),
    TaggedSentence(("Voi", "ngủ", "."), ("N", "V", "CH")),
] * 5


def tagged(sections: dict[str, bytes], card: dict[str, object], words: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [(tag, xpos) for tag, xpos in card["labels"]]  # type: ignore[attr-defined]
    tagger = WordTagger(Tagger(len(pairs), *sections.values()), pairs)
    text, starts, ends, _, firsts, sentences = known_words([words])
    return list(zip(*tagger.tag(text, starts, ends, firsts, sentences), strict=True))


def test_gold_alone() -> None:
    card, sections = train(GOLD, [], [], Recipe(), lambda _: None)
    assert card["labels"] == [["NOUN", "N"], ["PUNCT", "PUNCT"], ["VERB", "V"], ["NOUN", "NC"]]
    found = tagged(sections, card, ["Con", "mèo", "ngủ", "."])
    assert found == [("NOUN", "NC"), ("NOUN", "N"), ("VERB", "V"), ("PUNCT", "PUNCT")]


def test_silver_teaches_words_that_gold_does_not_have() -> None:
    card, sections = train(GOLD, [], SILVER, Recipe(), lambda _: None)
    assert tagged(sections, card, ["Voi", "sủa"]) == [("NOUN", "N"), ("VERB", "V")]


def test_others_may_have_other_habits() -> None:
    others = [tree("Mèo/VERB/V", "mưa/VERB/V"), tree("Con/NOUN/N", "mưa/VERB/V"), tree("Bò/NOUN/N", "mưa/VERB/V")] * 3
    card, sections = train(GOLD, others, [], Recipe(), lambda _: None)
    assert tagged(sections, card, ["Mèo", "mưa"]) == [("NOUN", "N"), ("VERB", "V")]
    assert tagged(sections, card, ["Con", "mèo"])[0] == ("NOUN", "NC")


def test_the_same_inputs_give_the_same_model() -> None:
    steps: list[str] = []
    first = train(GOLD, GOLD[:3], SILVER, Recipe(), steps.append)
    assert train(GOLD, GOLD[:3], SILVER, Recipe(), steps.append) == first
    assert "learned the tags of 20 silver sentences" in steps


def test_few_features_are_kept() -> None:
    _, all_sections = train(GOLD, [], [], Recipe(), lambda _: None)
    card, sections = train(GOLD, [], [], Recipe(kept=8), lambda _: None)
    assert len(sections["hashes"]) < len(all_sections["hashes"])
    assert tagged(sections, card, ["Mèo", "ngủ"])[0] == ("NOUN", "N")


def test_observed_sentences() -> None:
    seen = observe([("Con", "mèo"), ("Mưa",)])
    assert list(seen.sentences) == [0, 2, 3]
    assert len(seen.features) == 3


def test_tagged_sentences(tmp_path: Path) -> None:
    lines = "Hà Nội|Np|B-NP|B-LOC\tmưa|V\n\nNhà|N\n"
    plain, packed = tmp_path / "tags.tsv", tmp_path / "tags.tsv.xz"
    plain.write_text(lines, encoding="utf-8")
    packed.write_bytes(lzma.compress(lines.encode()))
    expected = [TaggedSentence(("Hà Nội", "mưa"), ("Np", "V")), TaggedSentence(("Nhà",), ("N",))]
    assert list(read_tagged(plain)) == list(read_tagged(packed)) == expected
    assert list(read_tagged(plain, {"Hà Nội mưa"})) == expected[1:]


@pytest.mark.parametrize("cell", ["mưa", "|V", "mưa|", "mưa||x"])
def test_a_word_without_tag_names_the_line(cell: str, tmp_path: Path) -> None:
    (tmp_path / "tags.tsv").write_text(f"Nhà|N\n{cell}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"tags\.tsv:2: expected word\|tag, got"):
        list(read_tagged(tmp_path / "tags.tsv"))


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "tags.tsv").write_bytes(b"\xff")
    with pytest.raises(InputError, match="expected lines of UTF-8 text"):
        list(read_tagged(tmp_path / "tags.tsv"))


@pytest.mark.parametrize(
    ("tag", "xpos", "expected"),
    [("ADV", "Adv", "ADV"), ("PUNCT", ",", "PUNCT"), ("SYM", "-", "SYM"), ("SCONJ", "C", "SC"), ("NOUN", "Nc", "NC")],
)
def test_folded_xpos(tag: str, xpos: str, expected: str) -> None:
    assert fold_xpos(tag, xpos) == expected
