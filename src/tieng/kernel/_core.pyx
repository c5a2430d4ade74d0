# cython: language_level=3, boundscheck=False, wraparound=False, freethreading_compatible=True
# distutils: language = c++
"""The compiled core: a thin face over the C++ headers in this folder. `_core.pyi` says what each name does."""

from array import array

from cpython.unicode cimport PyUnicode_DecodeUTF8, PyUnicode_Substring
from libc.stdint cimport int8_t, int16_t, int64_t, uint8_t, uint32_t, uint64_t
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


cdef extern from "segment.hpp" namespace "tieng" nogil:
    const int kWindow
    const int kBefore
    const size_t kShapeContexts
    const size_t kMatchContexts
    const uint64_t kOutsideKey
    const size_t kLineSize "sizeof(tieng::Line)"

    cdef cppclass NgramTable:
        NgramTable()
        NgramTable(const void*, size_t)

    cdef cppclass SegmentModel:
        NgramTable ngrams
        const int16_t* shapes
        const int16_t* words
        const int16_t* names

    cdef cppclass Annotation:
        vector[uint32_t] starts
        vector[uint32_t] ends
        vector[uint8_t] kinds
        vector[uint32_t] words
        vector[uint32_t] sentences

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
        vector[int64_t] ngram_positions
        vector[uint8_t] ngram_lengths

    cdef cppclass Workspaces:
        Workspaces(const SegmentModel&)

    size_t c_segment_text "tieng::segment_text"(Workspaces&, string_view, cbool, cbool, string&) except +
    void c_annotate "tieng::annotate"(Workspaces&, string_view, Annotation&) except +
    void c_observe "tieng::observe"(const NgramTable&, string_view, int, Observations&) except +
    string c_build_ngrams "tieng::build_ngrams"(const uint64_t*, const int8_t*, const uint8_t*, size_t) except +
    uint64_t c_extend_ngram "tieng::extend_ngram"(uint64_t, uint64_t)
    uint64_t c_ngram_seed "tieng::ngram_seed"(uint64_t)

    cdef cppclass Spelling:
        Spelling()
        void add(uint32_t)
        uint64_t key()
        cbool is_syllable()


cdef extern from "vncorenlp.hpp" namespace "tieng::rdr" nogil:
    const size_t kRuleWindow "tieng::rdr::kWindow"
    const uint32_t kOutsideSyllable "tieng::rdr::kOutside"

    cdef enum class Tag "tieng::rdr::Tag"(uint8_t):
        kBegin
        kInside
        kOutside
        kNone
        kAny

    cdef cppclass Syllables:
        uint32_t add(string_view) except +

    cdef cppclass Condition:
        Condition()
        void ask(size_t, uint32_t)
        void ask_tag(size_t, Tag)

    cdef cppclass RuleTree:
        uint32_t add(uint32_t, const Condition&, cbool) except +


cdef extern from "vncorenlp.hpp" namespace "tieng::vncorenlp" nogil:
    cdef cppclass RdrModel "tieng::vncorenlp::Model":
        Syllables syllables
        RuleTree rules
        void add_form(const string&, cbool) except +
        void add_phrase(const string&) except +
        void add_listed(const string&, uint8_t) except +

    cdef cppclass RdrAnnotation "tieng::vncorenlp::Annotation":
        vector[uint32_t] starts
        vector[uint32_t] ends
        vector[uint8_t] kinds
        vector[uint32_t] words
        vector[uint32_t] sentences
        string forms
        vector[size_t] form_ends

    void c_rdr_segment "tieng::vncorenlp::segment_text"(const RdrModel&, string_view, string&) except +
    void c_rdr_annotate "tieng::vncorenlp::annotate"(const RdrModel&, string_view, RdrAnnotation&) except +


RULE_WINDOW = kRuleWindow
WINDOW = kWindow
BEFORE = kBefore
SHAPE_CONTEXTS = kShapeContexts
MATCH_CONTEXTS = kMatchContexts
OUTSIDE_KEY = kOutsideKey
LINE_SIZE = kLineSize
FLAG_CONTINUES = 1
FLAG_LISTED = 2
FLAG_NAMED = 4


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


cdef array_u32(const vector[uint32_t]& values):
    result = array("I", bytes(4 * values.size()))
    cdef uint32_t[::1] out = result
    if values.size():
        memcpy(&out[0], values.data(), 4 * values.size())
    return result


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


cdef class Segmenter:
    cdef SegmentModel model
    cdef Workspaces* spaces
    cdef list buffers  # what the model's pointers point into

    def __cinit__(self, ngrams, shapes, words, names):
        cdef const unsigned char[::1] lines = ngrams
        self.model.ngrams = table_of(lines)
        self.model.shapes = contexts_of(shapes, kShapeContexts)
        self.model.words = contexts_of(words, kMatchContexts)
        self.model.names = contexts_of(names, kMatchContexts)
        self.buffers = [memoryview(ngrams), memoryview(shapes), memoryview(words), memoryview(names)]
        self.spaces = new Workspaces(self.model)

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
        cdef size_t i, n = found.words.size(), after
        result = []
        for i in range(n):
            after = found.words[i + 1] if i + 1 < n else found.starts.size()
            result.append(PyUnicode_Substring(text, found.starts[found.words[i]], found.ends[after - 1]))
        return result

    def read(self, str text not None):
        cdef Annotation found
        self.annotate(text, found)
        return (
            array_u32(found.starts),
            array_u32(found.ends),
            raw_bytes(found.kinds.data(), found.kinds.size()),
            array_u32(found.words),
            array_u32(found.sentences),
        )

    cdef annotate(self, str text, Annotation& found):
        if len(text) >= 0xFFFFFFFF:
            raise OverflowError(f"expected a text of less than 2**32 code points, got {len(text)}")
        cdef bytes data = encode(text)
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
        "ngram_positions": raw_bytes(found.ngram_positions.data(), found.ngram_positions.size() * 8),
        "ngram_lengths": raw_bytes(found.ngram_lengths.data(), found.ngram_lengths.size()),
    }


cdef bytes raw_bytes(const void* data, size_t size):
    return (<const char*>data)[:size] if size else b""


cdef Tag tag_of(str name) noexcept:
    return Tag.kBegin if name == "B" else Tag.kInside if name == "I" else Tag.kOutside if name == "<T>" else Tag.kNone


cdef class RdrSegmenter:
    cdef RdrModel model

    def __init__(self, phrases, forms, lists, rules):
        for phrase in phrases:
            self.model.add_phrase(encode(phrase))
        for form, exception in forms:
            self.model.add_form(encode(form), exception)
        for word, which in lists:
            self.model.add_listed(encode(word), which)
        numbers = [0]
        for parent, begins, questions in rules:
            numbers.append(self.add_rule(numbers[parent], begins, questions))

    cdef uint32_t add_rule(self, uint32_t parent, cbool begins, questions) except *:
        cdef Condition condition
        cdef bytes data
        for place, about_tag, value in questions:
            if not 0 <= place < <Py_ssize_t>kRuleWindow:
                raise ValueError(f"expected a place from 0 to {kRuleWindow - 1}, got {place}")
            if about_tag:
                condition.ask_tag(place, tag_of(value))
            elif value == "<W>":
                condition.ask(place, kOutsideSyllable)
            else:
                data = encode(value)
                condition.ask(place, self.model.syllables.add(string_view(data, len(data))))
        return self.model.rules.add(parent, condition, begins)

    def segment(self, str text not None):
        cdef bytes data = encode(text)
        cdef string_view raw = string_view(data, len(data))
        cdef string out
        with nogil:
            out.reserve(raw.size() + raw.size() // 8 + 16)
            c_rdr_segment(self.model, raw, out)
        return decode(out)

    def segment_bytes(self, const unsigned char[::1] data not None, cbool begun=False, cbool last=True):
        cdef string_view raw = view(data)
        cdef string out
        if not last:  # where a sentence ends may hang on all of the line before it
            raw = string_view(raw.data(), raw.rfind(10) + 1)
        with nogil:
            out.reserve(raw.size() + raw.size() // 8 + 16)
            c_rdr_segment(self.model, raw, out)
        return <bytes>out, raw.size()

    def words(self, str text not None):
        cdef RdrAnnotation found
        self.annotate(text, found)
        cdef size_t i, n = found.words.size(), after
        result = []
        for i in range(n):
            after = found.words[i + 1] if i + 1 < n else found.starts.size()
            result.append(PyUnicode_Substring(text, found.starts[found.words[i]], found.ends[after - 1]))
        return result

    def read(self, str text not None):
        cdef RdrAnnotation found
        self.annotate(text, found)
        cdef size_t i, begin = 0
        forms = []
        for i in range(found.form_ends.size()):
            forms.append(decode(found.forms.substr(begin, found.form_ends[i] - begin)))
            begin = found.form_ends[i]
        return (
            array_u32(found.starts),
            array_u32(found.ends),
            raw_bytes(found.kinds.data(), found.kinds.size()),
            array_u32(found.words),
            array_u32(found.sentences),
            forms,
        )

    cdef annotate(self, str text, RdrAnnotation& found):
        if len(text) >= 0xFFFFFFFF:
            raise OverflowError(f"expected a text of less than 2**32 code points, got {len(text)}")
        cdef bytes data = encode(text)
        cdef string_view raw = string_view(data, len(data))
        with nogil:
            c_rdr_annotate(self.model, raw, found)
