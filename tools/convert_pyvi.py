"""Write src/tieng/models/data/pyvi.tieng from the files of pyvi 0.1.1.

    python tools/convert_pyvi.py PATH_OF_THE_PYVI_PACKAGE src/tieng/models/data/pyvi.tieng

Run once; the result is committed. The CRFsuite model inside pyvi's pickle is read as the bytes that it is: CRFsuite's
text dump rounds the weights to six decimals.
"""

from __future__ import annotations

import codecs
import pickle
import struct
import sys
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

LABELS = ["B_W", "I_W"]
# Places of a word beside the one that is labelled; the order is that of `WordWeights` in kernel/pyvi_model.hpp.
PLACES = ["word.lower():", "-1:word.lower():", "+1:word.lower():"]
# The other attributes; the order is that of `enum class Attribute` in kernel/pyvi_model.hpp.
ATTRIBUTES = [
    "bias",
    "word.isupper()",
    "word.istitle()",
    "word.isdigit()",
    "-1:word.istitle()",
    "-1:word.isupper()",
    "-1:word.bi_gram()",
    "-2:word.tri_gram()",
    "+1:word.istitle()",
    "+1:word.isupper()",
    "+1:word.bi_gram()",
    "+2:word.tri_gram()",
]
STATE, TRANSITION = 0, 1

CARD = {
    "task": "pyvi",
    "name": "pyvi",
    "description": "The weights and the word list of pyvi 0.1.1, converted without loss.",
    "source": "https://pypi.org/project/pyvi/0.1.1/",
    "licence": "MIT",
    "copyright": "Copyright (c) 2016 Viet-Trung Tran",
    "labels": LABELS,
    "attributes": ATTRIBUTES,
}


class Blank:
    """Stands in for each class that the pickle names: takes any state, does nothing."""

    def __new__(cls, *args: object, **kwargs: object) -> Blank:
        return super().__new__(cls)

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.state = state


class Unpickler(pickle.Unpickler):
    """Reads a pickle without running anything that it names, but for the codec that its bytes are written with."""

    def find_class(self, module: str, name: str) -> Any:
        return codecs.encode if (module, name) == ("_codecs", "encode") else Blank


def read_crf(path: Path) -> bytes:
    with path.open("rb") as file:
        data = Unpickler(file).load().state["modelfile"].state["__FILE_RESOURCE_DATA__"]
    assert isinstance(data, bytes)
    return data


class Feature(NamedTuple):
    kind: int
    source: int
    target: int
    weight: float


class CrfModel:
    """A CRFsuite model (`lCRF`): strings by number, and the features in the file's order."""

    def __init__(self, data: bytes) -> None:
        magic, size, kind, version, _, labels, attributes, *offsets = struct.unpack_from("<4sI4sI3I5I", data)
        if (magic, size, kind, version) != (b"lCRF", len(data), b"FOMC", 100):
            raise SystemExit("expected a first-order CRFsuite model of version 100")
        self.data = data
        self.features = self._features(offsets[0])
        self.labels = self._strings(offsets[1], labels)
        self.attributes = self._strings(offsets[2], attributes)
        self._check_references(offsets[3], TRANSITION, labels)
        self._check_references(offsets[4], STATE, attributes)

    def _features(self, offset: int) -> list[Feature]:
        chunk, _, count = struct.unpack_from("<4sII", self.data, offset)
        assert chunk == b"FEAT"
        return [Feature(*struct.unpack_from("<IIId", self.data, offset + 12 + 20 * i)) for i in range(count)]

    def _strings(self, offset: int, count: int) -> list[str]:
        chunk, _, _, order, size, table = struct.unpack_from("<4s5I", self.data, offset)
        assert (chunk, order) == (b"CQDB", 0x62445371) and size >= count
        return [self._string(offset + at, i) for i, at in enumerate(self._numbers(offset + table, count))]

    def _string(self, offset: int, number: int) -> str:
        stored, size = struct.unpack_from("<II", self.data, offset)
        text, end = self.data[offset + 8 : offset + 7 + size], self.data[offset + 7 + size]
        assert (stored, end) == (number, 0) and 0 not in text
        return text.decode()

    def _numbers(self, offset: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{count}I", self.data, offset)

    def _check_references(self, offset: int, kind: int, count: int) -> None:
        """CRFsuite finds features through these lists; here each feature is taken by its own source instead."""
        chunk, _, stored = struct.unpack_from("<4sII", self.data, offset)
        assert chunk in (b"LFRF", b"AFRF") and stored >= count
        seen: list[int] = []
        for source, at in enumerate(self._numbers(offset + 12, count)):
            (length,) = self._numbers(at, 1)
            numbers = self._numbers(at + 4, length)
            assert all(self.features[i].source == source and self.features[i].kind == kind for i in numbers)
            assert len({self.features[i].target for i in numbers}) == len(numbers)
            seen += numbers
        assert sorted(seen) == [i for i, feature in enumerate(self.features) if feature.kind == kind]

    def weights(self) -> dict[str, list[float]]:
        """For each attribute one weight a label; 0 where there is no such feature, which adds nothing."""
        result = {attribute: [0.0] * len(self.labels) for attribute in self.attributes}
        for feature in self.features:
            if feature.kind == STATE:
                result[self.attributes[feature.source]][feature.target] = feature.weight
        return result

    def transitions(self) -> list[float]:
        result = [0.0] * len(self.labels) ** 2
        for feature in self.features:
            if feature.kind == TRANSITION:
                result[feature.source * len(self.labels) + feature.target] = feature.weight
        return result


def read_listed(path: Path) -> tuple[list[list[str]], list[list[str]]]:
    """The listed words of two and of three syllables that can be met: pyvi looks for lower-cased words only."""
    lines = path.read_bytes().decode().split("\n")
    words = [line.split(" ") for line in dict.fromkeys(lines) if line == line.lower()]
    words = [parts for parts in words if all(parts)]
    return [parts for parts in words if len(parts) == 2], [parts for parts in words if len(parts) == 3]


def check_alphabet(words: Iterable[str]) -> None:
    """The kernel lower-cases one code point to one; in these few cases `str.lower` does more."""
    alphabet = set("".join(words))
    if alphabet & set("σς\u0307\0") or any(0xD800 <= ord(char) < 0xE000 for char in alphabet):
        raise SystemExit("expected words without sigma, dot above, NUL and surrogates")


def little(typecode: str, values: Iterable[float]) -> bytes:
    result = array(typecode, values)
    if sys.byteorder == "big":
        result.byteswap()
    return result.tobytes()


def make_sections(crf: CrfModel, pairs: list[list[str]], triples: list[list[str]]) -> dict[str, bytes]:
    weights = crf.weights()
    weighted = sorted({name.removeprefix(place) for name in weights for place in PLACES if name.startswith(place)})
    known = {place + word for word in weighted for place in PLACES} | set(ATTRIBUTES)
    if crf.labels != LABELS or not set(weights) <= known or not set(ATTRIBUTES) <= set(weights):
        raise SystemExit("expected the labels and the attributes of pyvi 0.1.1")
    listed = {part for parts in pairs + triples for part in parts}
    words = weighted + sorted(listed.difference(weighted))
    check_alphabet(words)
    number = {word: i for i, word in enumerate(words)}
    nothing = [0.0] * len(LABELS)
    ends = [0]
    for word in words:
        ends.append(ends[-1] + len(word))
    return {
        "words": little("I", (ord(char) for word in words for char in word)),
        "word_ends": little("I", ends[1:]),
        "word_weights": little(
            "d", (w for word in weighted for place in PLACES for w in weights.get(place + word, nothing))
        ),
        "pairs": little("I", (number[part] for parts in pairs for part in parts)),
        "triples": little("I", (number[part] for parts in triples for part in parts)),
        "attribute_weights": little("d", (w for name in ATTRIBUTES for w in weights[name])),
        "transitions": little("d", crf.transitions()),
    }


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    from tieng.models.format import write_model

    models = Path(sys.argv[1]) / "models"
    sections = make_sections(CrfModel(read_crf(models / "pyvi3.pkl")), *read_listed(models / "words.txt"))
    write_model(sys.argv[2], CARD, sections)


if __name__ == "__main__":
    main()
