# Many texts at once, as Arrow has them; a part of _core.pyx.

cdef extern from "batch.hpp" namespace "tieng" nogil:
    cdef cppclass StringColumn:
        string data
        vector[int32_t] ends

    cdef cppclass SpanColumn:
        cbool wanted
        vector[int32_t] rows
        vector[int32_t] starts
        vector[int32_t] ends
        StringColumn texts

    cdef cppclass CBatchColumns "tieng::BatchColumns":
        cbool segmented_wanted
        StringColumn segmented
        SpanColumn words
        SpanColumn tokens
        SpanColumn sentences
        vector[uint8_t] kinds
        vector[int32_t] word_starts
        vector[int32_t] word_ends
        size_t word_count
        size_t sentence_count
        void add(string_view, const Annotation&, string_view) except +
        void add_null() except +

    void c_find_faults "tieng::find_faults"(const int64_t*, size_t, const char*, const uint8_t*, size_t, uint8_t*)
    void c_annotate_batch "tieng::annotate_batch"(
        Workspaces&, const int64_t*, size_t, const char*, const uint8_t*, CBatchColumns&
    ) except +


cdef class BatchColumns:
    cdef CBatchColumns columns

    def __cinit__(self, added):
        self.columns.segmented_wanted = "segmented" in added
        self.columns.words.wanted = "words" in added
        self.columns.tokens.wanted = "tokens" in added
        self.columns.sentences.wanted = "sentences" in added

    def add(
        self,
        const unsigned char[::1] text not None,
        const uint32_t[::1] starts not None,
        const uint32_t[::1] ends not None,
        const unsigned char[::1] kinds not None,
        const uint32_t[::1] words not None,
        const uint32_t[::1] sentences not None,
        const unsigned char[::1] form not None,
    ):
        cdef Annotation found
        found.starts = vector_of(starts)
        found.ends = vector_of(ends)
        found.words = vector_of(words)
        found.sentences = vector_of(sentences)
        if kinds.shape[0]:
            found.kinds.assign(&kinds[0], &kinds[0] + kinds.shape[0])
        check_annotation(found)
        self.columns.add(view(text), found, view(form))

    def add_null(self):
        self.columns.add_null()

    def counts(self):
        return self.columns.sentence_count, self.columns.word_count

    def segmented(self):
        return strings_of(self.columns.segmented)

    def words(self):
        return spans_of(self.columns.words)

    def tokens(self):
        return (*spans_of(self.columns.tokens), raw_bytes(self.columns.kinds.data(), self.columns.kinds.size()))

    def sentences(self):
        cdef const SpanColumn* column = &self.columns.sentences
        return (
            bytes_of(column.rows), bytes_of(column.starts), bytes_of(column.ends),
            bytes_of(self.columns.word_starts), bytes_of(self.columns.word_ends),
        )


def find_faults(
    const int64_t[::1] offsets not None, const unsigned char[::1] data not None, validity, size_t first
):
    cdef size_t count = max(0, offsets.shape[0] - 1)
    check_offsets(offsets, data, count)
    cdef const unsigned char[::1] bits = b"" if validity is None else validity
    if validity is not None and <size_t>bits.shape[0] * 8 < first + count:
        raise ValueError(f"expected a bit for each of {first + count} texts, got {bits.shape[0] * 8}")
    cdef const uint8_t* bitmap = NULL
    if validity is not None:
        bitmap = <const uint8_t*>view(bits).data()
    cdef vector[uint8_t] faults
    cdef const char* texts = view(data).data()
    faults.resize(count)
    with nogil:
        c_find_faults(&offsets[0], count, texts, bitmap, first, faults.data())
    return raw_bytes(faults.data(), count)


cdef int check_offsets(const int64_t[::1] offsets, const unsigned char[::1] data, size_t count) except -1:
    """Keeps every text inside the data."""
    cdef size_t i
    if <size_t>offsets.shape[0] != count + 1:
        raise ValueError(f"expected {count + 1} offsets, got {offsets.shape[0]}")
    if offsets[0] < 0 or offsets[count] > data.shape[0]:
        raise ValueError(f"expected offsets from 0 to {data.shape[0]}, got {offsets[0]} to {offsets[count]}")
    for i in range(count):
        if offsets[i] > offsets[i + 1]:
            raise ValueError(f"expected offsets that rise, got {offsets[i]} before {offsets[i + 1]}")
    return 0


cdef int check_annotation(const Annotation& found) except -1:
    """Keeps every number inside its array."""
    cdef size_t tokens = found.starts.size(), words = found.words.size()
    if found.ends.size() != tokens or found.kinds.size() != tokens:
        raise ValueError(f"expected {tokens} ends and kinds, got {found.ends.size()} and {found.kinds.size()}")
    if not rises(found.words, tokens) or not rises(found.sentences, words):
        raise ValueError("expected numbers of tokens and words that rise")
    return 0


cdef cbool rises(const vector[uint32_t]& numbers, size_t limit) noexcept:
    cdef size_t i
    for i in range(numbers.size()):
        if numbers[i] >= limit or (i and numbers[i] <= numbers[i - 1]):
            return False
    return True


cdef vector[uint32_t] vector_of(const uint32_t[::1] values) noexcept:
    cdef vector[uint32_t] result
    if values.shape[0]:
        result.assign(&values[0], &values[0] + values.shape[0])
    return result


cdef bytes bytes_of(const vector[int32_t]& values):
    return raw_bytes(values.data(), values.size() * sizeof(int32_t))


cdef tuple strings_of(const StringColumn& column):
    return bytes_of(column.ends), raw_bytes(column.data.data(), column.data.size())


cdef tuple spans_of(const SpanColumn& column):
    return (bytes_of(column.rows), bytes_of(column.starts), bytes_of(column.ends), *strings_of(column.texts))
