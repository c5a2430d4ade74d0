"""The batch function: an Arrow record batch with texts in, the same batch with what is in them out.

All that reads many documents is an adaptor over `annotate_batch`. The kernel fills the buffers of the new columns; no
Python object is made for a word.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection
from typing import cast

from tieng.corpus.arrow import pa, pc
from tieng.corpus.texts import Texts, check_texts
from tieng.document import TOKEN_KINDS
from tieng.document.labels import Labels
from tieng.errors import InputError
from tieng.kernel import BatchColumns, Segmenter
from tieng.pipeline import Reader

ADDABLE = ("segmented", "words", "tokens", "sentences")
ADDED = ("segmented", "words", "sentences")  # where nothing else is asked for

_SPAN = (("text", pa.string()), ("start", pa.int32()), ("end", pa.int32()))
_TOKEN = pa.struct([*_SPAN, ("kind", pa.string())])
_SENTENCE = pa.struct(
    [("start", pa.int32()), ("end", pa.int32()), ("first_word", pa.int32()), ("end_word", pa.int32())]
)


def annotate_batch(
    reader: Reader, batch: pa.RecordBatch, *, text: str = "text", add: Collection[str] = ADDED
) -> pa.RecordBatch:
    """The batch with columns added to it: what is in its texts.

    =============  ==========================================================================================
    `segmented`    string: the text form, as `Reader.segment` gives it
    `words`        list<struct<text: string, start: int32, end: int32, …>>
    `tokens`       list<struct<text: string, start: int32, end: int32, kind: string>>; TOKEN_KINDS
    `sentences`    list<struct<start: int32, end: int32, first_word: int32, end_word: int32>>
    =============  ==========================================================================================

    Words have what the reader's tasks find out, too: `tag`, `xpos` and `relation` as strings, `head` as int32, as
    `Word` has them. `start` and `end` are code points of the row's text, `first_word` and `end_word` places in the
    row's `words`; both are half-open. A row whose text is null or not UTF-8 has null in every added column.

    Args:
        reader: As `tieng.load()` gives it.
        batch: Has a column of strings or of UTF-8 as binary, plain, large, as views or dictionary-encoded.
        text: The name of that column.
        add: Which columns to add, of ADDABLE.

    Raises:
        InputError: There is no such column, it is not one of texts, a column to be added is there already, or the
            batch is too large for Arrow's 32-bit offsets.

    Example:
        >>> import pyarrow as pa
        >>> import tieng
        >>> from tieng.corpus import annotate_batch
        >>> batch = pa.RecordBatch.from_pydict({"id": [7], "text": ["Hà Nội vào thu."]})
        >>> added = annotate_batch(tieng.load(), batch, add=["segmented", "words"])
        >>> added.to_pylist()[0]["segmented"]
        'Hà_Nội vào thu .'
        >>> added.to_pylist()[0]["words"][0]
        {'text': 'Hà Nội', 'start': 0, 'end': 6}
    """
    return annotate_and_count(reader, batch, text, add)[0]


def annotate_and_count(
    reader: Reader, batch: pa.RecordBatch, text: str, add: Collection[str]
) -> tuple[pa.RecordBatch, tuple[int, int]]:
    """What `annotate_batch` gives, and how many sentences and words there are in it."""
    schema = output_schema(reader, batch.schema, text=text, add=add)
    texts = Texts(batch.column(text))
    try:
        found = _Found(reader, texts, add)
    except OverflowError as error:
        raise InputError(f"{error}; got {len(batch)} rows of {texts.size} bytes: cut the batch with slice()") from None
    make = _Maker(found, texts.faults)
    columns = [getattr(make, name)() for name in add]
    return pa.RecordBatch.from_arrays([*batch.columns, *columns], schema=schema), found.columns.counts()


def output_schema(reader: Reader, schema: pa.Schema, *, text: str = "text", add: Collection[str] = ADDED) -> pa.Schema:
    """The schema of what `annotate_batch` gives for batches of `schema`.

    Raises:
        InputError: As `annotate_batch`.
    """
    if len(schema.get_all_field_indices(text)) != 1:
        raise InputError(f"expected one column {text!r}, got columns {', '.join(map(repr, schema.names))}")
    check_texts(schema.field(text))
    for name in add:
        if name not in ADDABLE:
            raise InputError(f"expected columns of {', '.join(ADDABLE)} to add, got {name!r}")
        if name in schema.names:
            raise InputError(f"expected no column {name!r} yet, got one: rename it or drop it first")
        schema = schema.append(pa.field(name, pa.list_(_word(_layers(reader))) if name == "words" else _TYPES[name]))
    return schema


_TYPES = {"segmented": pa.string(), "tokens": pa.list_(_TOKEN), "sentences": pa.list_(_SENTENCE)}


def _layers(reader: Reader) -> tuple[str, ...]:
    """What the reader's tasks find out about words."""
    return reader.read("").layers


def _word(layers: Collection[str]) -> pa.StructType:
    return pa.struct([*_SPAN, *((name, pa.int32() if name == "head" else pa.string()) for name in layers)])


class _Found:
    """What was found in the texts of a batch."""

    def __init__(self, reader: Reader, texts: Texts, add: Collection[str]) -> None:
        self.columns = BatchColumns(add)
        self.layers: dict[str, list[Labels | array[int]]] = {}  # of each word, text by text
        if "words" in add:
            self.layers = {name: [] for name in _layers(reader)}
        if isinstance(reader.segmenter, Segmenter) and not self.layers:
            reader.segmenter.read_batch(texts.offsets, texts.data, texts.faults, self.columns)
        else:
            self._read_rows(reader, texts, with_form="segmented" in add)

    def _read_rows(self, reader: Reader, texts: Texts, with_form: bool) -> None:
        for row, fault in enumerate(texts.faults):
            if fault:
                self.columns.add_null()
                continue
            raw = texts.text(row)
            text = raw.decode()
            document = reader.read(text)
            self.columns.add(raw, *document.arrays, reader.segment(text).encode() if with_form else b"")
            for name, parts in self.layers.items():
                parts.append(document.layer(name))


class _Maker:
    """Makes Arrow arrays of the buffers that the kernel filled."""

    def __init__(self, found: _Found, faults: bytes) -> None:
        self._found = found.columns
        self._layers = found.layers
        self._rows = len(faults)
        numbers = pa.Array.from_buffers(pa.uint8(), self._rows, [None, pa.py_buffer(faults)])
        self._nulls = self._rows - faults.count(0)
        self._valid = pc.equal(numbers, 0).buffers()[1] if self._nulls else None  # a bitmap

    def segmented(self) -> pa.Array:
        ends, data = map(pa.py_buffer, self._found.segmented())
        return pa.Array.from_buffers(pa.string(), self._rows, [self._valid, ends, data], self._nulls)

    def words(self) -> pa.Array:
        rows, *spans = self._found.words()
        layers = [_layer_array(name, parts) for name, parts in self._layers.items()]
        return self._lists(_word(self._layers), rows, [*_spans(*spans), *layers])

    def tokens(self) -> pa.Array:
        rows, *spans, kinds = self._found.tokens()
        names = pa.DictionaryArray.from_arrays(_array(pa.int8(), kinds), pa.array(TOKEN_KINDS))
        return self._lists(_TOKEN, rows, [*_spans(*spans), names.cast(pa.string())])

    def sentences(self) -> pa.Array:
        rows, *numbers = self._found.sentences()
        return self._lists(_SENTENCE, rows, [_array(pa.int32(), data) for data in numbers])

    def _lists(self, item: pa.StructType, rows: bytes, fields: list[pa.Array]) -> pa.Array:
        items = pa.Array.from_buffers(item, len(fields[0]), [None], 0, children=fields)
        buffers = [self._valid, pa.py_buffer(rows)]
        return pa.Array.from_buffers(pa.list_(item), self._rows, buffers, self._nulls, children=[items])


def _spans(starts: bytes, ends: bytes, text_starts: bytes, texts: bytes) -> list[pa.Array]:
    buffers = [None, pa.py_buffer(text_starts), pa.py_buffer(texts)]
    strings = pa.Array.from_buffers(pa.string(), len(starts) // 4, buffers, 0)
    return [strings, _array(pa.int32(), starts), _array(pa.int32(), ends)]


def _layer_array(name: str, parts: list[Labels | array[int]]) -> pa.Array:
    if name == "head":
        return _array(pa.int32(), b"".join(cast("array[int]", part).tobytes() for part in parts))
    labels = cast("list[Labels]", parts)
    names = {part.names for part in labels}
    if len(names) != 1:  # of no text, or of a task that names labels as they come
        return pa.array([label for part in labels for label in part], pa.string())
    codes = _array(pa.uint8(), b"".join(part.codes for part in labels))
    return pa.DictionaryArray.from_arrays(codes, pa.array(*names, pa.string())).cast(pa.string())


def _array(kind: pa.DataType, data: bytes) -> pa.Array:
    return pa.Array.from_buffers(kind, len(data) * 8 // kind.bit_width, [None, pa.py_buffer(data)], 0)
