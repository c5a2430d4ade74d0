"""Documents as plain data: dicts of numbers and strings, and JSON."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tieng.document.labels import MOST_NAMES, Labels
from tieng.document.spans import CUT_BASE, GRANULARITIES, TOKEN_KINDS
from tieng.errors import InputError

if TYPE_CHECKING:
    from tieng.document.document import Document

VERSION = 1
LAYERS = ("tags", "xpos", "relations")
_BETWEEN_SURROGATES = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")


def to_record(document: Document) -> dict[str, Any]:
    """See `Document.to_dict`."""
    record: dict[str, Any] = {
        "version": VERSION,
        "text": document.text,
        "starts": document._starts.tolist(),
        "ends": document._ends.tolist(),
        "kinds": _plain(Labels(TOKEN_KINDS, document._kinds)),
        "words": document._word_tokens.tolist(),
        "sentences": document._sentence_words.tolist(),
    }
    if document._forms is not None:
        record["forms"] = list(document._forms)
    if document._cuts:
        record["cuts"] = [[cut // CUT_BASE, GRANULARITIES[cut % CUT_BASE]] for cut in document._cuts]
    if document._heads is not None:
        record["heads"] = document._heads.tolist()
    layers = {name: getattr(document, f"_{name}") for name in LAYERS}
    return record | {name: _plain(labels) for name, labels in layers.items() if labels is not None}


def _plain(labels: Labels) -> dict[str, list[Any]]:
    """Only the names that are used, in the order in which they come up."""
    used = Labels.of(labels)
    return {"names": list(used.names), "codes": list(used.codes)}


def dump_json(value: Any, separators: tuple[str, str] = (", ", ": ")) -> str:
    """JSON on one line, with letters as they are; where UTF-8 cannot encode it, for lone surrogates, with escapes."""
    line = json.dumps(value, ensure_ascii=False, separators=separators)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=separators)
    return line


def to_json(document: Document) -> str:
    """See `Document.to_json`."""
    record = to_record(document)
    record["text"] = _in_pieces(document.text)
    if "forms" in record:
        record["forms"] = [_in_pieces(form) for form in record["forms"]]
    return dump_json(record, (",", ":"))


def _in_pieces(text: str) -> str | list[str]:
    """The text, or a list of pieces of it between surrogates that JSON would make one character of."""
    pieces = _BETWEEN_SURROGATES.split(text)
    return pieces if len(pieces) > 1 else text


def from_json(line: str | bytes) -> dict[str, Any]:
    """What a line of JSON holds, for the constructor of Document.

    Raises:
        InputError: It is no JSON, or not that of a document.
    """
    try:
        record = json.loads(line)
    except (ValueError, TypeError, RecursionError) as error:
        raise InputError(f"expected the JSON of a document: {error}") from None
    return from_record(record)


def from_record(record: Any) -> dict[str, Any]:
    """What a dict of `to_record` holds, for the constructor of Document.

    Raises:
        InputError: Something is missing, of the wrong type, or does not fit the rest.
    """
    if not isinstance(record, Mapping):
        raise InputError(f"expected a document as a dict, got {type(record).__name__}")
    if record.get("version") != VERSION:
        raise InputError(f"expected a document of version {VERSION}, got {record.get('version')!r}")
    text = _text(record.get("text"), "text")
    starts, ends = _numbers(record, "starts"), _numbers(record, "ends")
    _check_places(starts, ends, len(text))
    words = _firsts(record, "words", len(starts))
    sentences = _firsts(record, "sentences", len(words))
    parts: dict[str, Any] = {
        "text": text,
        "starts": starts,
        "ends": ends,
        "kinds": _kinds(record, len(starts)),
        "word_tokens": words,
        "sentence_words": sentences,
        "forms": _forms(record, len(words)),
        "cuts": _cuts(record, words, len(starts)),
        "heads": _heads(record, sentences, len(words)),
    }
    return parts | {name: _labels(record, name, len(words)) for name in LAYERS if name in record}


def _expect(held: bool, what: str, got: object) -> None:
    if not held:
        shown = repr(got)
        raise InputError(f"expected a document with {what}, got {shown if len(shown) <= 80 else shown[:80] + '…'}")


def _text(value: object, name: str) -> str:
    if isinstance(value, str):
        return value
    pieces = isinstance(value, list) and all(isinstance(piece, str) for piece in value)
    _expect(pieces, f"{name!r} as a string", value)
    assert isinstance(value, list)
    return "".join(value)


def _numbers(record: Mapping[str, Any], name: str) -> array[int]:
    value = record.get(name)
    _expect(isinstance(value, Sequence) and not isinstance(value, str | bytes), f"a list {name!r}", value)
    assert isinstance(value, Sequence)
    try:
        return array("I", value)
    except (TypeError, OverflowError):
        wrong = next(item for item in value if not isinstance(item, int) or not 0 <= item < 2**32)
        raise InputError(f"expected a document with numbers from 0 to 2**32 - 1 in {name!r}, got {wrong!r}") from None


def _check_places(starts: array[int], ends: array[int], size: int) -> None:
    _expect(len(starts) == len(ends), "as many 'ends' as 'starts'", (len(starts), len(ends)))
    before = 0
    for start, end in zip(starts, ends, strict=True):
        if not before <= start < end <= size:
            _expect(False, f"tokens one after the other in the {size} code points of its text", (start, end))
        before = end


def _firsts(record: Mapping[str, Any], name: str, count: int) -> array[int]:
    """The numbers at which each word or sentence begins: from 0 on, rising, below `count`."""
    firsts = _numbers(record, name)
    held = list(firsts[:1]) == ([0] if count else []) and all(one < other for one, other in pairwise((*firsts, count)))
    _expect(held, f"rising {name!r} from 0 to below {count}", firsts.tolist())
    return firsts


def _labels(record: Mapping[str, Any], name: str, count: int) -> Labels:
    value = record.get(name)
    _expect(isinstance(value, Mapping) and {"names", "codes"} <= set(value), f"'names' and 'codes' in {name!r}", value)
    assert isinstance(value, Mapping)
    names = value["names"]
    strings = isinstance(names, Sequence) and all(isinstance(label, str) for label in names)
    _expect(strings and len(names) <= MOST_NAMES, f"at most {MOST_NAMES} strings as 'names' in {name!r}", names)
    codes = _numbers(value, "codes")
    _expect(len(codes) == count, f"{count} 'codes' in {name!r}", len(codes))
    _expect(max(codes, default=-1) < len(names), f"'codes' below {len(names)} in {name!r}", max(codes, default=-1))
    return Labels(tuple(names), bytes(codes.tolist()))


def _kinds(record: Mapping[str, Any], count: int) -> bytes:
    labels = _labels(record, "kinds", count)
    for name in labels.names:
        _expect(name in TOKEN_KINDS, f"'kinds' of {', '.join(TOKEN_KINDS)}", name)
    return bytes(map(TOKEN_KINDS.index, labels))


def _forms(record: Mapping[str, Any], count: int) -> list[str] | None:
    forms = record.get("forms")
    if forms is None:
        return None
    _expect(isinstance(forms, list) and len(forms) == count, f"{count} 'forms'", forms)
    return [_text(form, "forms") for form in forms]


def _cuts(record: Mapping[str, Any], words: array[int], count: int) -> array[int]:
    if "cuts" not in record:
        return array("I")
    names = GRANULARITIES[2:]  # `short` is the finest that has words of several tokens
    tokens, granularities = [], []
    for cut in record["cuts"] if isinstance(record["cuts"], list) else [record["cuts"]]:
        pair = isinstance(cut, Sequence) and len(cut) == 2 and isinstance(cut[0], int) and cut[1] in names
        _expect(pair, f"the number of a token and one of {', '.join(names)} in each of 'cuts'", cut)
        tokens.append(cut[0])
        granularities.append(cut[1])
    rising = all(one < other for one, other in pairwise((-1, *tokens, count)))
    _expect(rising and not set(words) & set(tokens), f"rising 'cuts' inside words, below {count}", tokens)
    return array(
        "I", (CUT_BASE * token + GRANULARITIES.index(name) for token, name in zip(tokens, granularities, strict=True))
    )


def _heads(record: Mapping[str, Any], sentences: array[int], count: int) -> array[int] | None:
    if "heads" not in record:
        return None
    heads = _numbers(record, "heads")
    _expect(len(heads) == count, f"{count} 'heads'", len(heads))
    for first, end in pairwise((*sentences, count)):
        size = end - first
        for number, head in enumerate(heads[first:end], start=1):
            if head > size or head == number:
                _expect(False, f"'heads' of other words in a sentence of {size}", head)
    return heads
