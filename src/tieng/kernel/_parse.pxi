# Parsing; a part of _core.pyx, which has the helpers that it uses.

cdef extern from "parse.hpp" namespace "tieng" nogil:
    const size_t kWordShapes
    const size_t kPanel

    cdef struct Looks:
        vector[uint64_t] words
        vector[uint32_t] sizes
        vector[uint64_t] tokens
        vector[uint8_t] first_shapes
        vector[uint8_t] last_shapes

    cdef cppclass VectorTable:
        pass

    cdef struct ParseSizes:
        size_t input, hidden, arc, relation, layers, relations

    cdef cppclass ParseModel:
        VectorTable words
        VectorTable syllables
        size_t root_relation
        size_t later_relation

    void c_look "tieng::look"(string_view, const Spans&, Looks&) except +
    cbool c_load_network "tieng::load_network"(const ParseSizes&, string_view, ParseModel&) except +
    cbool c_load_vectors "tieng::load_vectors"(string_view, string_view, string_view, size_t, VectorTable&)
    void c_parse "tieng::parse"(
        const ParseModel&, string_view, const Spans&, vector[uint32_t]&, vector[uint8_t]&) except +

    cdef cppclass TreeSearch:
        void run(const float*, size_t, size_t, uint32_t*) except +


WORD_SHAPES = kWordShapes
PANEL = kPanel


def look(
    str text not None, const uint32_t[::1] starts, const uint32_t[::1] ends, const uint32_t[::1] word_tokens,
    const uint32_t[::1] sentence_words,
):
    cdef Spans spans = word_spans(text, starts, ends, word_tokens, sentence_words)
    cdef bytes data = encode(text)
    cdef string_view raw = string_view(data, len(data))
    cdef Looks found
    with nogil:
        c_look(raw, spans, found)
    return {
        "words": raw_bytes(found.words.data(), 8 * found.words.size()),
        "sizes": raw_bytes(found.sizes.data(), 4 * found.sizes.size()),
        "tokens": raw_bytes(found.tokens.data(), 8 * found.tokens.size()),
        "first_shapes": raw_bytes(found.first_shapes.data(), found.first_shapes.size()),
        "last_shapes": raw_bytes(found.last_shapes.data(), found.last_shapes.size()),
    }


def best_tree(const float[:, ::1] scores not None):
    cdef size_t words = scores.shape[0]
    if words == 0 or <size_t>scores.shape[1] != words + 1:
        raise ValueError(f"expected n x (n + 1) scores, got {scores.shape[0]} x {scores.shape[1]}")
    cdef vector[uint32_t] heads = vector[uint32_t](words)
    cdef TreeSearch search
    with nogil:
        search.run(&scores[0, 0], words + 1, words, heads.data())
    return array_u32(heads)


cdef class Parser:
    cdef ParseModel model
    cdef tuple buffers  # what the model's pointers point into

    def __cinit__(self, sizes, network, words, syllables, uint8_t root_relation, uint8_t later_relation):
        cdef ParseSizes own
        own.input, own.hidden, own.arc, own.relation, own.layers, own.relations = sizes
        cdef const unsigned char[::1] floats = network
        if not c_load_network(own, view(floats), self.model):
            raise ValueError(f"expected a network of the sizes {tuple(sizes)}, got {floats.shape[0]} bytes")
        load_table(words, own.input, self.model.words)
        load_table(syllables, own.input, self.model.syllables)
        if root_relation >= own.relations or later_relation >= own.relations:
            raise ValueError(f"expected relations below {own.relations}, got {root_relation} and {later_relation}")
        self.model.root_relation = root_relation
        self.model.later_relation = later_relation
        self.buffers = (network, tuple(words), tuple(syllables))

    def parse(
        self, str text not None, const uint32_t[::1] starts, const uint32_t[::1] ends,
        const uint32_t[::1] word_tokens, const uint32_t[::1] sentence_words,
    ):
        cdef Spans spans = word_spans(text, starts, ends, word_tokens, sentence_words)
        cdef bytes data = encode(text)
        cdef string_view raw = string_view(data, len(data))
        cdef vector[uint32_t] heads
        cdef vector[uint8_t] relations
        with nogil:
            c_parse(self.model, raw, spans, heads, relations)
        return array_u32(heads), raw_bytes(relations.data(), relations.size())


cdef load_table(sections, size_t size, VectorTable& table):
    cdef const unsigned char[::1] keys, values, scales
    keys, values, scales = sections
    if not c_load_vectors(view(keys), view(values), view(scales), size, table):
        raise ValueError(
            f"expected ascending keys with vectors of {size} values, got "
            f"{keys.shape[0]}, {values.shape[0]} and {scales.shape[0]} bytes"
        )
