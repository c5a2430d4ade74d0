# The user's dictionary; a part of _core.pyx.

cdef extern from "dictionary_lines.hpp" namespace "tieng" nogil:
    const size_t kLongestEntry "tieng::Dictionary::kLongest"

    cdef cppclass DictionaryTable "tieng::Dictionary":
        void finish() except +
        size_t size()

    cdef cppclass DictionaryLines:
        DictionaryLines(DictionaryTable&)
        string add_lines(string_view, size_t&) except +
        string add(string_view, string_view) except +

    cdef cppclass Revisers:
        Revisers(const DictionaryTable&)


cdef class Dictionary:
    cdef DictionaryTable table
    cdef DictionaryLines* lines  # NULL once it is finished

    def __cinit__(self):
        self.lines = new DictionaryLines(self.table)

    def __dealloc__(self):
        del self.lines

    def __len__(self):
        return self.table.size()

    cdef int require_open(self) except -1:
        if self.lines == NULL:
            raise RuntimeError("expected a dictionary that is not finished")
        return 0

    def add_lines(self, const unsigned char[::1] data not None):
        self.require_open()
        cdef string_view raw = view(data)
        cdef size_t line = 0
        cdef string fault
        with nogil:
            fault = self.lines.add_lines(raw, line)
        if fault.size():
            raise ValueError(line, decode(fault))

    def add(self, str word not None, str marks not None=""):
        self.require_open()
        cdef bytes data = encode(word), marked = encode(marks)
        cdef string fault = self.lines.add(string_view(data, len(data)), string_view(marked, len(marked)))
        if fault.size():
            raise ValueError(decode(fault))

    def finish(self):
        self.require_open()
        with nogil:
            self.table.finish()
        del self.lines
        self.lines = NULL


cdef const DictionaryTable* table_of_dictionary(Dictionary dictionary) except? NULL:
    """The table of a dictionary; NULL for None."""
    if dictionary is None:
        return NULL
    if dictionary.lines != NULL:
        raise RuntimeError("expected a dictionary that is finished")
    return &dictionary.table


cdef Revisers* new_revisers(Dictionary dictionary) except? NULL:
    """What works for a dictionary in a segmenter that has no scores; NULL for None."""
    cdef const DictionaryTable* table = table_of_dictionary(dictionary)
    if table == NULL:
        return NULL
    return new Revisers(table[0])
