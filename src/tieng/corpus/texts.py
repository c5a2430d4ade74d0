"""The texts of an Arrow column, where the kernel can reach them."""

from __future__ import annotations

from tieng.corpus.arrow import pa
from tieng.errors import InputError
from tieng.kernel import find_faults

FAULTS = ("", "null", "not UTF-8")  # by the numbers that find_faults() gives


class Texts:
    r"""The texts of a column without a copy of them, and which of them cannot be read.

    Example:
        >>> import pyarrow as pa
        >>> Texts(pa.array(["mưa", None, "gió"])).faults
        b'\x00\x01\x00'
    """

    def __init__(self, column: pa.Array) -> None:
        array = column.cast(pa.large_binary())
        validity, offsets, data = array.buffers()
        first, count = array.offset, len(array)
        self.offsets = _bytes(offsets).cast("q")[first : first + count + 1] if count else _NO_TEXTS
        self.data = _bytes(data)
        # A number for each text, see FAULTS.
        self.faults = find_faults(self.offsets, self.data, None if validity is None else _bytes(validity), first)

    def __len__(self) -> int:
        return len(self.faults)

    @property
    def size(self) -> int:
        """The bytes of all texts."""
        return self.offsets[-1] - self.offsets[0]

    def text(self, row: int) -> bytes:
        """The text of a row, in UTF-8 if it has no fault."""
        return bytes(self.data[self.offsets[row] : self.offsets[row + 1]])


def _bytes(buffer: pa.Buffer | None) -> memoryview:
    return memoryview(buffer or b"").cast("B")


_NO_TEXTS = memoryview(bytes(8)).cast("q")


def check_texts(field: pa.Field) -> None:
    """Lets a column of texts pass.

    Raises:
        InputError: Its type is another one.
    """
    kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    if not any(test(kind) for test in _TEXT_TYPES):
        raise InputError(f"expected strings in column {field.name!r}, got {field.type}")


_TEXT_TYPES = [
    getattr(pa.types, f"is_{name}")
    for name in ("null", "string", "large_string", "string_view", "binary", "large_binary", "binary_view")
]
