"""A slow and obvious scorer of gaps, to hold the kernel against.

It is written after what features.hpp promises, not after how segment.hpp does it: sets and tuples in place of hashes
and windows, a look at every place for every gap. From the kernel it takes only the tokens of a text, where sentences
begin, and the shape of each token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import reduce

from tiny import PLAIN, SHAPES_LEFT, SHAPES_RIGHT, Keys, TinyModel

from tieng.document import TOKEN_KINDS, Document
from tieng.kernel import BEFORE, OUTSIDE_KEY, WINDOW, Segmenter, observe, spelling_key

LONGEST = 12  # kLongestNgram
(
    OUTSIDE,
    LOWER,
    LOWER_FOREIGN,
    TITLE,
    TITLE_FOREIGN,
    UPPER,
    UPPER_FOREIGN,
    INITIAL,
    MIXED,
    NUMBER,
    CODE,
    ABBREVIATION,
) = range(12)
MARKED = {LOWER_FOREIGN, TITLE, TITLE_FOREIGN, UPPER, UPPER_FOREIGN, INITIAL, MIXED, CODE, ABBREVIATION}
COARSE = {LOWER: 0, TITLE: 1, UPPER: 1, LOWER_FOREIGN: 2, TITLE_FOREIGN: 2, UPPER_FOREIGN: 2, MIXED: 2}
JOINABLE = {"word", "code", "abbreviation"}
IN_SMALL_LETTERS = {TITLE: LOWER, UPPER: LOWER} | dict.fromkeys((TITLE_FOREIGN, UPPER_FOREIGN, INITIAL), LOWER_FOREIGN)
_WITH_DIACRITIC = re.compile("[\u00c0-\u037f\u1000-\u1fff]")
_PART = re.compile(r"[_'’&./-]")
_NUMBER_HEAD = re.compile(r"[\d½²]+(?:[.,:/–-][\d½²]+)*")
_64 = (1 << 64) - 1


@dataclass(frozen=True)
class Token:
    """What scoring knows of a token."""

    key: int
    shape: int
    joinable: bool
    spaced: bool  # one or more spaces before it, no tab, no line break
    bare: bool  # no letter of its sentence has a diacritic
    text: str


def sentences_of(text: str) -> list[list[Token]]:
    """The tokens of each sentence."""
    seen = observe(text, b"", 1)
    shapes = seen["token_shapes"]
    plain = Document(text, *TinyModel().segmenter().read(text))
    sentences, before = [], 0
    for sentence in plain.sentences:
        tokens = []
        bare = not _WITH_DIACRITIC.search(sentence.text)
        for token in sentence.tokens:
            gap = text[before : token.start]
            spaced = gap != "" and not re.search(r"[\t\n\r\v\f\x85\u2028\u2029]", gap)
            key = token_key(token.text, token.kind)
            tokens.append(Token(key, shapes[token.index], token.kind in JOINABLE, spaced, bare, token.text))
            before = token.end
        sentences.append(in_small_letters(tokens) if is_in_capitals(tokens) else tokens)
    return sentences


def is_in_capitals(tokens: list[Token]) -> bool:
    """Whether a sentence has capitals, and no word of letters alone has a small one."""
    words = [token for token in tokens if LOWER <= token.shape <= MIXED]
    return bool(words) and not any(has_small_letter(word) for word in words)


def has_small_letter(word: Token) -> bool:
    # A title-cased word may be one letter, `Ở`, or begin with one, `Ô-TÔ`.
    if word.shape in (TITLE, TITLE_FOREIGN):
        return word.text != word.text.upper()
    return word.shape not in IN_SMALL_LETTERS


def in_small_letters(tokens: list[Token]) -> list[Token]:
    return [replace(token, shape=IN_SMALL_LETTERS.get(token.shape, token.shape)) for token in tokens]


def token_key(text: str, kind: str) -> int:
    """The key of a token: of words by their letters, of marks by their first, of the rest one a kind."""
    if kind in ("punctuation", "symbol"):
        return mix(0x100 + ord(text[0]))
    head = _NUMBER_HEAD.match(text)
    if head and kind in ("code", "time") and head.end() < len(text):
        rest = text[head.end() :]
        parts = _PART.split(rest if rest[0] not in "-/" else rest[1:])
        return reduce(_with_part, parts, mix(TOKEN_KINDS.index("code") + 1))
    if kind not in JOINABLE:
        return mix(TOKEN_KINDS.index(kind) + 1)
    first, *others = _PART.split(text.removesuffix(".") if kind == "abbreviation" else text)
    return reduce(_with_part, others, spelling_key(first))


def _with_part(key: int, part: str) -> int:
    return mix(key * 31 + spelling_key(part) & _64)


def mix(value: int) -> int:
    """The finaliser of SplitMix64."""
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & _64
    value = (value ^ value >> 27) * 0x94D049BB133111EB & _64
    return value ^ value >> 31


def score(model: TinyModel, tokens: list[Token], gap: int) -> int:
    """The score of the gap after token number `gap`: every n-gram whose window holds it, and its contexts."""
    total = model.intercept + model.shapes.get(shape_context(tokens, gap), 0)
    total += model.words.get(match_context(model, tokens, gap, "listed"), 0)
    total += model.names.get(match_context(model, tokens, gap, "named"), 0)
    for first in range(gap + BEFORE - WINDOW + 1, gap + BEFORE + 1):
        weight = gap - first + BEFORE
        total += sum(model.ngrams[PLAIN, keys].weights[weight] for keys in known_ngrams(model, tokens, first))
        total += sum(model.ngrams[named].weights[weight] for named in shaped(tokens, first) if named in model.ngrams)
    return total


def known_ngrams(model: TinyModel, tokens: list[Token], first: int) -> list[Keys]:
    """The n-grams of the model that start at token `first`; -1 is the place before the sentence.

    A longer one is only looked for where the one that it begins with says so.
    """
    if not -1 <= first < len(tokens):
        return []
    padded = [OUTSIDE_KEY, *(token.key for token in tokens), OUTSIDE_KEY]
    found = []
    for length in range(1, LONGEST + 1):
        keys = tuple(padded[first + 1 : first + 1 + length])
        entry = model.ngrams.get((PLAIN, keys))
        if len(keys) < length or entry is None:
            break
        found.append(keys)
        if not entry.continues:
            break
    return found


def shaped(tokens: list[Token], i: int) -> list[tuple[int, Keys]]:
    """The keys with shapes of token `i`: of words that stand out, and of plain ones beside one that does."""
    if not 0 <= i < len(tokens) or tokens[i].shape not in MARKED | {LOWER}:
        return []
    own = tokens[i].shape
    named = []
    for family, neighbour in ((SHAPES_RIGHT, shape(tokens, i + 1)), (SHAPES_LEFT, shape(tokens, i - 1))):
        if own in MARKED or neighbour in MARKED:
            named.append((family, (tokens[i].key, own << 4 | neighbour)))
    return named


def shape(tokens: list[Token], i: int) -> int:
    return tokens[i].shape if 0 <= i < len(tokens) else OUTSIDE


def shape_context(tokens: list[Token], gap: int) -> int:
    first, second, third, fourth = (shape(tokens, i) for i in range(gap - 1, gap + 3))
    return first << 12 | second << 8 | third << 4 | fourth


def match_context(model: TinyModel, tokens: list[Token], gap: int, kind: str) -> int:
    """How n-grams of a kind, "listed" or "named", lie around a gap."""
    bits = set()
    for first in range(max(0, gap - LONGEST), min(len(tokens), gap + 2)):
        for keys in known_ngrams(model, tokens, first):
            if not getattr(model.ngrams[PLAIN, keys], kind) or not 2 <= len(keys) <= len(tokens) - first:
                continue
            bits |= match_bits(first, len(keys), gap)
    left, right = (COARSE.get(tokens[i].shape, 3) for i in (gap, gap + 1))
    return sum(1 << bit for bit in bits) << 4 | left << 2 | right


def match_bits(first: int, length: int, gap: int) -> set[int]:
    """What a listed word of `length` tokens that starts at `first` says of a gap."""
    last = first + length - 1
    longer = min(length, 4) - 2  # 0: of two, 1: of three, 2: of more
    if gap == last:
        return {6 + longer}
    if gap == first - 1:
        return {9 + longer}
    if not first <= gap < last:
        return set()
    if length == 2:
        return {0}
    if length == 3:
        return {1 if gap == first else 2}
    return {3 if gap == first else 5 if gap == last - 1 else 4}


def joins(model: TinyModel, tokens: list[Token]) -> list[bool]:
    """The decision at each gap inside a sentence."""
    if tokens[0].bare and model.bare:
        model = model.bare
    return [is_open(tokens[gap], tokens[gap + 1]) and score(model, tokens, gap) > 0 for gap in range(len(tokens) - 1)]


def is_open(first: Token, second: Token) -> bool:
    """Whether the model decides about the gap between two tokens."""
    return first.joinable and second.joinable and second.spaced


def words(model: TinyModel, text: str) -> list[list[str]]:
    """The words of a text, each as its tokens."""
    found: list[list[str]] = []
    for tokens in sentences_of(text):
        for i, joined in enumerate([False, *joins(model, tokens)]):
            found[-1].append(tokens[i].text) if joined else found.append([tokens[i].text])
    return found


def kernel_words(segmenter: Segmenter, text: str) -> list[list[str]]:
    """What the kernel makes of it, in the same form."""
    document = Document(text, *segmenter.read(text))
    return [[token.text for token in word.tokens] for word in document.words]
