"""CoNLL-U: sentences as tables, after https://universaldependencies.org/format.html."""

from __future__ import annotations

import re

from tieng.document import Document, Sentence, Word

_WHITE_SPACE = re.compile(r"\s+")
_NOT_IN_SENT_ID = re.compile(r"[\s/]+")  # the format keeps `/` for parallel treebanks


def to_conllu(document: Document, *, offset: int = 0, first_id: int = 1, document_id: str | None = None) -> str:
    r"""The sentences of a document, each as `# sent_id`, `# text`, a line a word, and an empty line.

    FORM has a word's syllables apart by a space, as the Vietnamese treebank does. UPOS, XPOS, HEAD and DEPREL are
    filled where the document has them. MISC has `SpaceAfter=No` and the code points of the word, `start_char` and
    `end_char`.

    Args:
        document: What to write.
        offset: Added to the code points, where the document is a part of a longer text.
        first_id: The number of its first sentence.
        document_id: Written as `# newdoc id` above sentence number 1, and, with `_` for white space and slashes, before
            the numbers of the sentences.

    Example:
        >>> import tieng
        >>> print(to_conllu(tieng.read("Xin chào!")).replace("\t", " "), end="")
        # sent_id = 1
        # text = Xin chào!
        1 Xin _ _ _ _ _ _ _ start_char=0|end_char=3
        2 chào _ _ _ _ _ _ _ SpaceAfter=No|start_char=4|end_char=8
        3 ! _ _ _ _ _ _ _ start_char=8|end_char=9
        <BLANKLINE>
    """
    prefix = "" if document_id is None else _NOT_IN_SENT_ID.sub("_", document_id) + "-"
    blocks = [
        _sentence(sentence, offset, f"{prefix}{number}")
        for number, sentence in enumerate(document.sentences, start=first_id)
    ]
    if document_id is not None and blocks and first_id == 1:
        blocks.insert(0, f"# newdoc id = {_one_line(document_id)}\n")
    return "".join(blocks)


def _sentence(sentence: Sentence, offset: int, name: str) -> str:
    lines = [f"# sent_id = {name}", f"# text = {_one_line(sentence.text)}"]
    words = list(sentence.words)
    analysed = sentence.document.layers
    for i, word in enumerate(words):
        glued = i + 1 < len(words) and words[i + 1].start == word.end
        analysis = _analysis(word) if analysed else "_" + "\t_" * 6
        lines.append(f"{i + 1}\t{_form(word)}\t{analysis}\t{_misc(word, offset, glued)}")
    return "\n".join(lines) + "\n\n"


def _form(word: Word) -> str:
    return _one_line(" ".join(token.text for token in word.tokens)) or "_"


def _analysis(word: Word) -> str:
    """The columns LEMMA to DEPS."""
    head = None if word.head_number is None else str(word.head_number)
    columns = (None, word.tag, word.xpos, None, head, word.relation, None)
    return "\t".join(_one_line(column or "_") for column in columns)


def _misc(word: Word, offset: int, glued: bool) -> str:
    place = f"start_char={word.start + offset}|end_char={word.end + offset}"
    return f"SpaceAfter=No|{place}" if glued else place


def _one_line(text: str) -> str:
    return _WHITE_SPACE.sub(" ", text)
