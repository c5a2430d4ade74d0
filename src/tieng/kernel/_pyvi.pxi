# The profile pyvi; a part of _core.pyx.

cdef class PyviSegmenter:
    cdef Characters characters
    cdef PyviModel model
    cdef Dictionary dictionary
    cdef Revisers* revisers  # NULL without a dictionary
    cdef tuple sections  # the model points into them

    def __cinit__(
        self,
        const unsigned char[::1] words not None,
        const unsigned char[::1] word_ends not None,
        const unsigned char[::1] word_weights not None,
        const unsigned char[::1] pairs not None,
        const unsigned char[::1] triples not None,
        const unsigned char[::1] attribute_weights not None,
        const unsigned char[::1] transitions not None,
        Dictionary dictionary=None,
    ):
        cdef ModelData data
        data.words = view(words)
        data.word_ends = view(word_ends)
        data.word_weights = view(word_weights)
        data.pairs = view(pairs)
        data.triples = view(triples)
        data.attribute_weights = view(attribute_weights)
        data.transitions = view(transitions)
        cdef const char* fault = c_load_pyvi(data, self.model)
        if fault != NULL:
            raise ValueError(fault.decode())
        self.sections = (words, word_ends, word_weights)
        ask_characters(self.characters)
        self.dictionary = dictionary
        self.revisers = new_revisers(dictionary)

    def __dealloc__(self):
        del self.revisers

    def segment(self, str text not None):
        cdef int kind = PyUnicode_KIND(text)
        if kind == PyUnicode_1BYTE_KIND:
            return segment_units(self, <const uint8_t*>PyUnicode_DATA(text), len(text), kind)
        if kind == PyUnicode_2BYTE_KIND:
            return segment_units(self, <const uint16_t*>PyUnicode_DATA(text), len(text), kind)
        return segment_units(self, <const uint32_t*>PyUnicode_DATA(text), len(text), kind)

    def read(self, str text not None):
        if len(text) >= 0xFFFFFFFF:
            raise OverflowError(f"expected a text of less than 2**32 code points, got {len(text)}")
        cdef Annotation found
        cdef bint glued
        cdef int kind = PyUnicode_KIND(text)
        if kind == PyUnicode_1BYTE_KIND:
            glued = annotate_units(self, <const uint8_t*>PyUnicode_DATA(text), len(text), found)
        elif kind == PyUnicode_2BYTE_KIND:
            glued = annotate_units(self, <const uint16_t*>PyUnicode_DATA(text), len(text), found)
        else:
            glued = annotate_units(self, <const uint32_t*>PyUnicode_DATA(text), len(text), found)
        return arrays_of(found), glued


ctypedef fused CodeUnit:  # as Python stores the code points of a text
    uint8_t
    uint16_t
    uint32_t


cdef str segment_units(PyviSegmenter self, const CodeUnit* text, size_t size, int kind):
    cdef vector[CodeUnit] out
    with nogil:
        c_segment_pyvi(self.characters, self.model, self.revisers, text, size, out)
    return PyUnicode_FromKindAndData(kind, out.data(), <Py_ssize_t>out.size()) if out.size() else ""


cdef int annotate_units(PyviSegmenter self, const CodeUnit* text, size_t size, Annotation& found) except -1:
    cdef bint glued
    with nogil:
        glued = c_annotate_pyvi(self.characters, self.model, self.revisers, text, size, found)
    return glued


cdef int ask_characters(Characters& characters) except -1:
    """Asks the running Python what it takes each code point for."""
    cdef Py_UCS4 code
    cdef Character c
    while characters.size() < 0x110000:
        code = <Py_UCS4>characters.size()
        c.flags = (
            (kSpace if Py_UNICODE_ISSPACE(code) else 0)
            | (kWord if is_alphanumeric(code) or code == u"_" else 0)
            | (kDecimal if Py_UNICODE_ISDECIMAL(code) else 0)
            | (kDigit if Py_UNICODE_ISDIGIT(code) else 0)
            | (kLower if Py_UNICODE_ISLOWER(code) else 0)
            | (kUpper if Py_UNICODE_ISUPPER(code) else 0)
            | (kTitle if Py_UNICODE_ISTITLE(code) else 0)
        )
        # İ is the one letter whose lower-case form is two code points; no known word has it.
        c.shift = 0 if code == 0x130 else <int32_t>Py_UNICODE_TOLOWER(code) - <int32_t>code
        characters.append(c)
    return 0


cdef inline bint is_alphanumeric(Py_UCS4 code) noexcept:
    return (
        Py_UNICODE_ISALPHA(code)
        or Py_UNICODE_ISDECIMAL(code)
        or Py_UNICODE_ISDIGIT(code)
        or Py_UNICODE_ISNUMERIC(code)
    )
