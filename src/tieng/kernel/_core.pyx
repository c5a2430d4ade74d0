# cython: language_level=3, boundscheck=False, wraparound=False, freethreading_compatible=True
# distutils: language = c++
"""The compiled core: a thin face over the C++ headers in this folder. `_core.pyi` says what each name does."""

from array import array

from cpython.unicode cimport (
    Py_UNICODE_ISALPHA, Py_UNICODE_ISDECIMAL, Py_UNICODE_ISDIGIT, Py_UNICODE_ISLOWER, Py_UNICODE_ISNUMERIC,
    Py_UNICODE_ISSPACE, Py_UNICODE_ISTITLE, Py_UNICODE_ISUPPER, Py_UNICODE_TOLOWER, PyUnicode_1BYTE_KIND,
    PyUnicode_2BYTE_KIND, PyUnicode_DATA, PyUnicode_DecodeUTF8, PyUnicode_FromKindAndData, PyUnicode_KIND,
    PyUnicode_Substring,
)
from libc.stdint cimport int8_t, int16_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy
from libcpp cimport bool as cbool
from libcpp.string cimport string
from libcpp.vector cimport vector


cdef extern from "<string_view>" namespace "std" nogil:
    cdef cppclass string_view:
        string_view()
        string_view(const char*, size_t)
        const char* data()
        size_t size()
        size_t rfind(char)


include "_dictionary.pxi"


cdef extern from "segment.hpp" namespace "tieng" nogil:
    const int kWindow
    const int kBefore
    const size_t kShapeContexts
    const size_t kMatchContexts
    const uint64_t kOutsideKey
    const size_t kLineSize "sizeof(tieng::Line)"
    const uint32_t kContinues "tieng::flags::kContinues"
    const uint32_t kListed "tieng::flags::kListed"
    const uint32_t kNamed "tieng::flags::kNamed"

    cdef cppclass NgramTable:
        NgramTable()
        NgramTable(const void*, size_t)

    cdef cppclass GapModel:
        NgramTable ngrams
        const int16_t* shapes
        const int16_t* words
        const int16_t* names

    cdef cppclass SegmentModel:
        GapModel full
        GapModel bare

    cdef cppclass Annotation:
        vector[uint32_t] starts
        vector[uint32_t] ends
        vector[uint8_t] kinds
        vector[uint32_t] words
        vector[uint32_t] sentences
        vector[uint32_t] cuts

    cdef cppclass Observations:
        vector[uint64_t] starts
        vector[uint64_t] ends
        vector[uint64_t] gaps
        vector[int64_t] gap_positions
        vector[uint32_t] shapes
        vector[uint32_t] words
        vector[uint32_t] names
        vector[uint8_t] token_shapes
        vector[uint64_t] ngram_hashes
        vector[uint64_t] ngram_prefixes
        vector[int64_t] ngram_positions
        vector[uint8_t] ngram_lengths

    cdef enum class Granularity(uint8_t):
        kSyllable
        kShort
        kWord
        kLong

    cdef cppclass Segmentation:
        SegmentModel model
        const DictionaryTable* dictionary
        Granularity granularity

    cdef cppclass Workspaces:
        Workspaces(const Segmentation&)

    size_t c_segment_text "tieng::segment_text"(Workspaces&, string_view, cbool, cbool, string&) except +
    void c_annotate "tieng::annotate"(Workspaces&, string_view, Annotation&) except +
    void c_observe "tieng::observe"(const NgramTable&, string_view, int, Observations&) except +
    string c_build_ngrams "tieng::build_ngrams"(const uint64_t*, const int8_t*, const uint8_t*, size_t) except +
    uint64_t c_extend_ngram "tieng::extend_ngram"(uint64_t, uint64_t)
    uint64_t c_ngram_seed "tieng::ngram_seed"(uint64_t)
    size_t c_utf8_head "tieng::utf8_head"(string_view)

    cdef cppclass Spelling:
        Spelling()
        void add(uint32_t)
        uint64_t key()
        cbool is_syllable()


cdef extern from "pyvi.hpp" namespace "tieng::pyvi" nogil:
    const uint32_t kSpace, kWord, kDecimal, kDigit, kLower, kUpper, kTitle

    cdef struct Character:
        uint32_t flags
        int32_t shift

    cdef cppclass Characters:
        size_t size()
        void append(Character)

    cdef cppclass PyviModel "tieng::pyvi::Model":
        pass

    cdef struct ModelData:
        string_view words
        string_view word_ends
        string_view word_weights
        string_view pairs
        string_view triples
        string_view attribute_weights
        string_view transitions

    const char* c_load_pyvi "tieng::pyvi::load"(const ModelData&, PyviModel&) except +
    void c_segment_pyvi "tieng::pyvi::segment"[C](
        const Characters&, const PyviModel&, Revisers*, const C*, size_t, vector[C]&
    ) except +
    cbool c_annotate_pyvi "tieng::pyvi::annotate"[C](
        const Characters&, const PyviModel&, Revisers*, const C*, size_t, Annotation&
    ) except +


WINDOW = kWindow
BEFORE = kBefore
SHAPE_CONTEXTS = kShapeContexts
MATCH_CONTEXTS = kMatchContexts
OUTSIDE_KEY = kOutsideKey
LINE_SIZE = kLineSize
FLAG_CONTINUES = kContinues
FLAG_LISTED = kListed
FLAG_NAMED = kNamed


cdef inline bytes encode(str text):
    return text.encode("utf-8", "surrogatepass")


cdef inline string_view view(const unsigned char[::1] data) noexcept:
    if data.shape[0] == 0:
        return string_view(b"", 0)
    return string_view(<const char*>&data[0], data.shape[0])


cdef inline str decode(const string& text):
    return PyUnicode_DecodeUTF8(text.data(), <Py_ssize_t>text.size(), "surrogatepass")


cdef inline NgramTable table_of(const unsigned char[::1] lines) except *:
    if lines.shape[0] % kLineSize:
        raise ValueError(f"expected n-gram lines of {kLineSize} bytes, got {lines.shape[0]} bytes")
    if lines.shape[0] == 0:
        return NgramTable()
    return NgramTable(&lines[0], lines.shape[0] // kLineSize)


cdef const int16_t* contexts_of(const unsigned char[::1] table, size_t count) except NULL:
    if <size_t>table.shape[0] != 2 * count:
        raise ValueError(f"expected {2 * count} bytes of contexts, got {table.shape[0]}")
    return <const int16_t*>&table[0]


cdef GapModel gap_model_of(sections) except *:
    ngrams, shapes, words, names = sections
    cdef GapModel model
    model.ngrams = table_of(ngrams)
    model.shapes = contexts_of(shapes, kShapeContexts)
    model.words = contexts_of(words, kMatchContexts)
    model.names = contexts_of(names, kMatchContexts)
    return model


cdef array_u32(const vector[uint32_t]& values):
    result = array("I", bytes(4 * values.size()))
    cdef uint32_t[::1] out = result
    if values.size():
        memcpy(&out[0], values.data(), 4 * values.size())
    return result


cdef tuple arrays_of(const Annotation& found):
    return (
        array_u32(found.starts),
        array_u32(found.ends),
        raw_bytes(found.kinds.data(), found.kinds.size()),
        array_u32(found.words),
        array_u32(found.sentences),
    )


def utf8_head(const unsigned char[::1] data not None):
    cdef string_view raw = view(data)
    cdef size_t size
    with nogil:
        size = c_utf8_head(raw)
    return size


def spelling_key(str text not None):
    cdef Spelling spelling
    for char in text:
        spelling.add(ord(char))
    return spelling.key()


def is_syllable(str text not None):
    cdef Spelling spelling
    for char in text:
        spelling.add(ord(char))
    return spelling.is_syllable()


def ngram_hash(keys, uint64_t family=0):
    cdef uint64_t h = c_ngram_seed(family)
    for key in keys:
        h = c_extend_ngram(h, key)
    return h


def build_ngrams(const uint64_t[::1] hashes, const int8_t[:, ::1] weights, const uint8_t[::1] flags):
    cdef Py_ssize_t n = hashes.shape[0]
    if weights.shape[0] != n or weights.shape[1] != kWindow or flags.shape[0] != n:
        raise ValueError(f"expected {n} rows of {kWindow} weights and {n} flags")
    cdef string lines
    if n:
        lines = c_build_ngrams(&hashes[0], &weights[0, 0], &flags[0], n)
    return <bytes>lines


cdef bytes encode_counted(str text):
    """The text as UTF-8, if its places fit into 32 bits."""
    if len(text) >= 0xFFFFFFFF:
        raise OverflowError(f"expected a text of less than 2**32 code points, got {len(text)}")
    return encode(text)


cdef list words_of(str text, const Annotation& found):
    cdef size_t i, n = found.words.size(), after
    result = []
    for i in range(n):
        after = found.words[i + 1] if i + 1 < n else found.starts.size()
        result.append(PyUnicode_Substring(text, found.starts[found.words[i]], found.ends[after - 1]))
    return result


cdef class Segmenter:
    cdef Segmentation by
    cdef Workspaces* spaces
    cdef Dictionary dictionary
    cdef list buffers  # what the model's pointers point into

    def __cinit__(self, full, bare=None, Dictionary dictionary=None, int granularity=<int>Granularity.kWord):
        if not 0 <= granularity <= <int>Granularity.kLong:
            raise ValueError(f"expected a granularity from 0 to {<int>Granularity.kLong}, got {granularity}")
        self.by.model.full = gap_model_of(full)
        self.by.model.bare = self.by.model.full if bare is None else gap_model_of(bare)
        self.by.dictionary = table_of_dictionary(dictionary)
        self.dictionary = dictionary
        self.by.granularity = <Granularity>granularity
        self.buffers = [memoryview(section) for section in (*full, *(bare or ()))]
        self.spaces = new Workspaces(self.by)

    def __dealloc__(self):
        del self.spaces

    def segment(self, str text not None):
        cdef bytes data = encode(text)
        cdef string_view raw = string_view(data, len(data))
        cdef string out
        with nogil:
            c_segment_text(self.spaces[0], raw, False, True, out)
        return decode(out)

    def segment_bytes(self, const unsigned char[::1] data not None, cbool begun=False, cbool last=True):
        cdef string_view raw = view(data)
        cdef string out
        cdef size_t read
        with nogil:
            read = c_segment_text(self.spaces[0], raw, begun, last, out)
        return <bytes>out, read

    def words(self, str text not None):
        cdef Annotation found
        self.annotate(text, found)
        return words_of(text, found)

    def read(self, str text not None):
        cdef Annotation found
        self.annotate(text, found)
        return (*arrays_of(found), None, array_u32(found.cuts))

    def read_batch(
        self,
        const int64_t[::1] offsets not None,
        const unsigned char[::1] data not None,
        const unsigned char[::1] faults not None,
        BatchColumns out not None,
    ):
        check_offsets(offsets, data, faults.shape[0])
        cdef const char* texts = view(data).data()
        cdef string_view rows = view(faults)
        with nogil:
            c_annotate_batch(
                self.spaces[0], &offsets[0], rows.size(), texts, <const uint8_t*>rows.data(), out.columns
            )

    cdef annotate(self, str text, Annotation& found):
        cdef bytes data = encode_counted(text)
        cdef string_view raw = string_view(data, len(data))
        with nogil:
            c_annotate(self.spaces[0], raw, found)


def observe(str text not None, const unsigned char[::1] lexicon, int longest):
    cdef Observations found
    cdef NgramTable table = table_of(lexicon)
    cdef bytes data = encode(text)
    cdef string_view raw = string_view(data, len(data))
    with nogil:
        c_observe(table, raw, longest, found)
    return {
        "starts": raw_bytes(found.starts.data(), found.starts.size() * 8),
        "ends": raw_bytes(found.ends.data(), found.ends.size() * 8),
        "gaps": raw_bytes(found.gaps.data(), found.gaps.size() * 8),
        "gap_positions": raw_bytes(found.gap_positions.data(), found.gap_positions.size() * 8),
        "shapes": raw_bytes(found.shapes.data(), found.shapes.size() * 4),
        "words": raw_bytes(found.words.data(), found.words.size() * 4),
        "names": raw_bytes(found.names.data(), found.names.size() * 4),
        "token_shapes": raw_bytes(found.token_shapes.data(), found.token_shapes.size()),
        "ngram_hashes": raw_bytes(found.ngram_hashes.data(), found.ngram_hashes.size() * 8),
        "ngram_prefixes": raw_bytes(found.ngram_prefixes.data(), found.ngram_prefixes.size() * 8),
        "ngram_positions": raw_bytes(found.ngram_positions.data(), found.ngram_positions.size() * 8),
        "ngram_lengths": raw_bytes(found.ngram_lengths.data(), found.ngram_lengths.size()),
    }


cdef bytes raw_bytes(const void* data, size_t size):
    return (<const char*>data)[:size] if size else b""


include "_pyvi.pxi"
include "_vncorenlp.pxi"
include "_tag.pxi"
include "_batch.pxi"
include "_parse.pxi"
