# Tagging; a part of _core.pyx, which has the helpers that it uses.

cdef extern from "tag.hpp" namespace "tieng" nogil:
    const size_t kTagFeatures
    const size_t kMostTags

    cdef cppclass Spans:
        const uint32_t* starts
        const uint32_t* ends
        size_t tokens
        const uint32_t* word_tokens
        size_t words
        const uint32_t* sentence_words
        size_t sentences
        cbool fit(size_t)

    cdef cppclass TagModel:
        size_t labels
        const uint32_t* hashes
        size_t places
        const int8_t* weights
        const int16_t* transitions

    cdef cppclass TagWorkspaces:
        TagWorkspaces(const TagModel&)

    void c_tag_words "tieng::tag_words"(TagWorkspaces&, string_view, const Spans&, vector[uint8_t]&) except +
    void c_observe_tags "tieng::observe_tags"(string_view, const Spans&, vector[uint64_t]&) except +
    void c_build_tag_table "tieng::build_tag_table"(
        const uint64_t*, const int8_t*, size_t, size_t, string&, string&) except +


cdef extern from "tag_training.hpp" namespace "tieng" nogil:
    cdef struct TagData:
        const int32_t* columns
        const int64_t* rows
        const uint32_t* right
        const int64_t* sentences
        const float* importance
        size_t count

    cdef struct TagSteps:
        int epochs
        float rate
        float decay
        uint64_t seed

    cdef cppclass TagTrainer:
        TagTrainer(size_t, size_t, float*, float*) except +
        void run(const TagData&, const TagSteps&) except +

    void c_decode_tags "tieng::decode_tags"(const TagData&, size_t, const float*, const float*, uint8_t*) except +


TAG_FEATURES = kTagFeatures
MOST_TAGS = kMostTags


cdef inline const uint32_t* first_u32(const uint32_t[::1] numbers) noexcept:
    return &numbers[0] if numbers.shape[0] else NULL


cdef Spans word_spans(
    str text, const uint32_t[::1] starts, const uint32_t[::1] ends, const uint32_t[::1] word_tokens,
    const uint32_t[::1] sentence_words,
) except *:
    cdef Spans spans
    spans.starts = first_u32(starts)
    spans.ends = first_u32(ends)
    spans.tokens = starts.shape[0]
    spans.word_tokens = first_u32(word_tokens)
    spans.words = word_tokens.shape[0]
    spans.sentence_words = first_u32(sentence_words)
    spans.sentences = sentence_words.shape[0]
    if starts.shape[0] != ends.shape[0] or not spans.fit(len(text)):
        raise ValueError("expected rising spans inside the text, got others")
    return spans


cdef class Tagger:
    cdef TagModel model
    cdef TagWorkspaces* spaces
    cdef list buffers  # what the model's pointers point into

    def __cinit__(self, size_t labels, hashes, weights, transitions):
        cdef const unsigned char[::1] bytes_of_hashes = hashes
        cdef const unsigned char[::1] bytes_of_weights = weights
        cdef const unsigned char[::1] bytes_of_transitions = transitions
        cdef size_t places = bytes_of_hashes.shape[0] // sizeof(uint32_t)
        if not 0 < labels <= kMostTags:
            raise ValueError(f"expected 1 to {kMostTags} tags, got {labels}")
        if not places or bytes_of_hashes.shape[0] % sizeof(uint32_t):
            raise ValueError(f"expected a table of 4-byte hashes, got {bytes_of_hashes.shape[0]} bytes")
        if <size_t>bytes_of_weights.shape[0] != places * labels:
            raise ValueError(f"expected {places * labels} bytes of weights, got {bytes_of_weights.shape[0]}")
        if <size_t>bytes_of_transitions.shape[0] != sizeof(int16_t) * labels * (labels + 1):
            raise ValueError(
                f"expected {sizeof(int16_t) * labels * (labels + 1)} bytes of transitions, "
                f"got {bytes_of_transitions.shape[0]}"
            )
        self.model.labels = labels
        self.model.hashes = <const uint32_t*>&bytes_of_hashes[0]
        self.model.places = places
        self.model.weights = <const int8_t*>&bytes_of_weights[0]
        self.model.transitions = <const int16_t*>&bytes_of_transitions[0]
        self.buffers = [memoryview(hashes), memoryview(weights), memoryview(transitions)]
        self.spaces = new TagWorkspaces(self.model)

    def __dealloc__(self):
        del self.spaces

    def tag(
        self, str text not None, const uint32_t[::1] starts, const uint32_t[::1] ends,
        const uint32_t[::1] word_tokens, const uint32_t[::1] sentence_words,
    ):
        cdef Spans spans = word_spans(text, starts, ends, word_tokens, sentence_words)
        cdef bytes data = encode(text)
        cdef string_view raw = string_view(data, len(data))
        cdef vector[uint8_t] codes
        with nogil:
            c_tag_words(self.spaces[0], raw, spans, codes)
        return raw_bytes(codes.data(), codes.size())


def observe_tags(
    str text not None, const uint32_t[::1] starts, const uint32_t[::1] ends, const uint32_t[::1] word_tokens,
    const uint32_t[::1] sentence_words,
):
    cdef Spans spans = word_spans(text, starts, ends, word_tokens, sentence_words)
    cdef bytes data = encode(text)
    cdef string_view raw = string_view(data, len(data))
    cdef vector[uint64_t] hashes
    with nogil:
        c_observe_tags(raw, spans, hashes)
    return raw_bytes(hashes.data(), hashes.size() * sizeof(uint64_t))


def build_tag_table(const uint64_t[::1] hashes, const int8_t[:, ::1] weights):
    cdef string places, rows
    cdef size_t n = hashes.shape[0]
    if <size_t>weights.shape[0] != n:
        raise ValueError(f"expected {n} rows of weights, got {weights.shape[0]}")
    c_build_tag_table(&hashes[0] if n else NULL, &weights[0, 0] if n else NULL, n, weights.shape[1], places, rows)
    return <bytes>places, <bytes>rows


def train_tags(
    const int32_t[::1] columns, const int64_t[::1] rows, const uint32_t[::1] right, const int64_t[::1] sentences,
    const float[::1] importance, float[:, ::1] weights, float[:, ::1] transitions, int epochs, float rate, float decay,
    uint64_t seed,
):
    cdef TagData data = tag_data(columns, rows, sentences)
    data.right = &right[0]
    data.importance = &importance[0]
    cdef TagSteps steps = TagSteps(epochs, rate, decay, seed)
    cdef TagTrainer* trainer = new TagTrainer(weights.shape[1], weights.shape[0], &weights[0, 0], &transitions[0, 0])
    try:
        with nogil:
            trainer.run(data, steps)
    finally:
        del trainer


def decode_tags(
    const int32_t[::1] columns, const int64_t[::1] rows, const int64_t[::1] sentences, const float[:, ::1] weights,
    const float[:, ::1] transitions,
):
    cdef TagData data = tag_data(columns, rows, sentences)
    cdef vector[uint8_t] codes = vector[uint8_t](rows.shape[0] - 1)
    with nogil:
        c_decode_tags(data, weights.shape[1], &weights[0, 0], &transitions[0, 0], codes.data())
    return raw_bytes(codes.data(), codes.size())


cdef TagData tag_data(const int32_t[::1] columns, const int64_t[::1] rows, const int64_t[::1] sentences) except *:
    cdef TagData data
    if not columns.shape[0] or rows.shape[0] < 2 or sentences.shape[0] < 2:
        raise ValueError("expected at least one sentence with a word that has a feature, got none")
    data.columns = &columns[0]
    data.rows = &rows[0]
    data.right = NULL
    data.sentences = &sentences[0]
    data.importance = NULL
    data.count = sentences.shape[0] - 1
    return data
