# VnCoreNLP's part of _core.pyx, which uses the helpers there.

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

    cdef cppclass WordForms:
        string text
        vector[size_t] ends

    void c_rdr_segment "tieng::vncorenlp::segment_text"(const RdrModel&, Revisers*, string_view, string&) except +
    void c_rdr_annotate "tieng::vncorenlp::annotate"(const RdrModel&, Revisers*, string_view, Annotation&, WordForms&) except +


RULE_WINDOW = kRuleWindow


cdef Tag tag_of(str name) noexcept:
    return Tag.kBegin if name == "B" else Tag.kInside if name == "I" else Tag.kOutside if name == "<T>" else Tag.kNone


cdef class RdrSegmenter:
    cdef RdrModel model
    cdef Dictionary dictionary
    cdef Revisers* revisers  # NULL without a dictionary

    def __cinit__(self, phrases, forms, lists, rules, Dictionary dictionary=None):
        self.dictionary = dictionary
        self.revisers = new_revisers(dictionary)
        for phrase in phrases:
            self.model.add_phrase(encode(phrase))
        for form, exception in forms:
            self.model.add_form(encode(form), exception)
        for word, which in lists:
            self.model.add_listed(encode(word), which)
        numbers = [0]
        for parent, begins, questions in rules:
            numbers.append(self.add_rule(numbers[parent], begins, questions))

    def __dealloc__(self):
        del self.revisers

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
            c_rdr_segment(self.model, self.revisers, raw, out)
        return decode(out)

    def segment_bytes(self, const unsigned char[::1] data not None, cbool begun=False, cbool last=True):
        cdef string_view raw = view(data)
        cdef string out
        if not last:  # where a sentence ends may hang on all of the line before it
            raw = string_view(raw.data(), raw.rfind(10) + 1)
        with nogil:
            out.reserve(raw.size() + raw.size() // 8 + 16)
            c_rdr_segment(self.model, self.revisers, raw, out)
        return <bytes>out, raw.size()

    def words(self, str text not None):
        cdef Annotation found
        cdef WordForms forms
        self.annotate(text, found, forms)
        return words_of(text, found)

    def read(self, str text not None):
        cdef Annotation found
        cdef WordForms forms
        self.annotate(text, found, forms)
        cdef size_t i, begin = 0
        decoded = []
        for i in range(forms.ends.size()):
            decoded.append(PyUnicode_DecodeUTF8(forms.text.data() + begin, forms.ends[i] - begin, "surrogatepass"))
            begin = forms.ends[i]
        return (*arrays_of(found), decoded)

    cdef annotate(self, str text, Annotation& found, WordForms& forms):
        cdef bytes data = encode_counted(text)
        cdef string_view raw = string_view(data, len(data))
        with nogil:
            c_rdr_annotate(self.model, self.revisers, raw, found, forms)
