"""The kernel decides every gap as the slow scorer in tests/oracle.py does, on random texts and random models."""

from __future__ import annotations

from random import Random

import oracle
import pytest
from tiny import PLAIN, Ngram, TinyModel

from tieng.kernel import OUTSIDE_KEY, WINDOW
from tieng.training.writings import to_upper

SYLLABLES = "mẹ đi chợ hoà hòa bình Hà NỘI nội đất nước người Lan hi hy quý quí".split()
OTHERS = (
    "Jazz IBM J. iPhone jazz TP. TP.HCM D.C. F-35 10A 3,5 26/3 14h30 5kg 95% O'Neill mô-men "
    ", . ... ! ? “ ” ( ) - 😀 #tag"
).split()
GAPS = [" "] * 12 + ["  ", "\t", "\n", "\u00a0", ""]
SEEDS = range(400)


def random_text(random: Random) -> str:
    share = random.choice([0, 0.1, 0.5])
    pieces = []
    for _ in range(random.randrange(1, 40)):
        pieces.append(random.choice(OTHERS if random.random() < share else SYLLABLES))
        pieces.append(random.choice(GAPS) if share else " ")
    text = "".join(pieces)
    return to_upper(text) if random.random() < 0.25 else text


def random_weights(random: Random) -> tuple[int, ...]:
    largest = random.choice([3, 127])
    return tuple(random.randint(-largest, largest) if random.random() < 0.5 else 0 for _ in range(WINDOW))


def random_model(random: Random, text: str) -> TinyModel:
    """Of n-grams and contexts of the text; not all n-grams that continue say so."""
    model = TinyModel(intercept=random.randint(-5, 5))
    for tokens in oracle.sentences_of(text):
        padded = [OUTSIDE_KEY, *(token.key for token in tokens), OUTSIDE_KEY]
        for _ in range(random.randrange(30)):
            first = random.randrange(len(padded) - 1)
            longest = random.choice([1, 2, 2, 3, 4, 5, 14])
            for length in range(1, min(longest, len(padded) - first) + 1):
                keys = tuple(padded[first : first + length])
                entry = Ngram(random_weights(random), random.random() < 0.5, random.random() < 0.9)
                model.ngrams.setdefault((PLAIN, keys), entry)
        for i, gap in enumerate(range(len(tokens) - 1)):
            for named in oracle.shaped(tokens, i):
                if random.random() < 0.3:
                    model.ngrams[named] = Ngram(random_weights(random))
            if random.random() < 0.3:
                model.shapes[oracle.shape_context(tokens, gap)] = random.randint(-100, 100)
    for tokens in oracle.sentences_of(text):
        for gap in range(len(tokens) - 1):
            if random.random() < 0.5:
                model.words[oracle.match_context(model, tokens, gap, "listed")] = random.randint(-100, 100)
                model.names[oracle.match_context(model, tokens, gap, "named")] = random.randint(-100, 100)
    return model


@pytest.mark.parametrize("batch", range(8))
def test_random_models(batch: int) -> None:
    joined = split = 0
    for seed in SEEDS[batch::8]:
        random = Random(seed)
        text = random_text(random)
        model = random_model(random, text)
        expected = oracle.words(model, text)
        assert oracle.kernel_words(model.segmenter(), text) == expected, f"seed {seed}: {text!r}"
        joined += sum(len(word) - 1 for word in expected)
        split += len(expected)
    assert joined > 100
    assert split > 100


@pytest.mark.parametrize("seed", range(40))
def test_sentences_without_diacritics_have_a_model_of_their_own(seed: int) -> None:
    random = Random(2000 + seed)
    bare = random.choice([str, str.upper])(
        " ".join(random.choices(["me", "di", "cho", "hoa", "binh", "ha", "noi", "Lan", "“", "…", "IBM"], k=12))
    )
    text = f"{bare}.\n{random_text(random)}.\n{bare}"
    model = random_model(random, text)
    model.bare = random_model(random, text)
    assert oracle.kernel_words(model.segmenter(), text) == oracle.words(model, text), f"seed {seed}: {text!r}"
    assert oracle.kernel_words(model.bare.segmenter(), bare) == oracle.kernel_words(model.segmenter(), bare)


@pytest.mark.parametrize("seed", range(20))
def test_the_exact_score_of_every_gap(seed: int) -> None:
    """A gap of score s splits where the intercept is lower by s, and joins where it is lower by one less."""
    random = Random(1000 + seed)
    text = " ".join(random.choices(SYLLABLES, k=12))
    model = random_model(random, text)
    (tokens,) = oracle.sentences_of(text)
    for gap in random.sample(range(11), 3):
        model.intercept = -oracle.score(TinyModel(model.ngrams, model.shapes, model.words, model.names), tokens, gap)
        for lift, join in ((0, False), (1, True)):
            lifted = TinyModel(model.ngrams, model.shapes, model.words, model.names, model.intercept + lift)
            assert oracle.joins(lifted, tokens)[gap] is join
            assert oracle.kernel_words(lifted.segmenter(), text) == oracle.words(lifted, text)
