"""load(): a reader with its options given once."""

from __future__ import annotations

import os
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from tieng.document import GRANULARITIES, Document
from tieng.errors import InputError
from tieng.lexicon import Words, load_dictionary
from tieng.models.store import open_model
from tieng.tasks.segment import known_words, line_starts, segmenter

if TYPE_CHECKING:
    from concurrent.futures import Future

    from tieng.kernel import RdrSegmenter, Segmenter
    from tieng.models.format import Model
    from tieng.profiles.pyvi import Pyvi
    from tieng.tasks.parse import Parser
    from tieng.tasks.tag import WordTagger

DEFAULT_MODEL = "segment"
DEFAULT_TAG_MODEL = "tag"
DEFAULT_PARSE_MODEL = "parse"
TASKS = ("segment", "tag", "parse")  # in the order in which they are done
PROFILES = ("pyvi", "vncorenlp")

T = TypeVar("T")
R = TypeVar("R")


class Reader:
    """Reads texts with one model. Safe to share between threads.

    A pickled reader is what it was made of, not its model: another process opens that for itself.
    """

    def __new__(cls, *arguments: Any, **options: Any) -> Reader:
        """A reader that remembers what it is made of."""
        reader = super().__new__(cls)
        reader._arguments = arguments, options
        return reader

    _arguments: tuple[tuple[Any, ...], dict[str, Any]]

    def __init__(
        self,
        model: str | os.PathLike[str] = DEFAULT_MODEL,
        profile: str | None = None,
        model_dir: str | os.PathLike[str] | None = None,
        dictionary: Words | None = None,
        tasks: Sequence[str] = TASKS[:1],
        tag_model: str | os.PathLike[str] = DEFAULT_TAG_MODEL,
        granularity: str = "word",
        parse_model: str | os.PathLike[str] = DEFAULT_PARSE_MODEL,
    ) -> None:
        _check_options(model, profile, model_dir, granularity)
        _check_tasks(tasks, granularity)
        own = None if dictionary is None else load_dictionary(dictionary)
        self.model: Model | None = None
        self.segmenter: Segmenter | Pyvi | RdrSegmenter
        # Profiles are imported when they are asked for: most readers have none.
        if profile == "vncorenlp":
            from tieng.profiles import vncorenlp

            self.segmenter = vncorenlp.open_segmenter(model_dir, own)
        elif profile == "pyvi":
            from tieng.profiles.pyvi import Pyvi

            self.model = open_model(profile)
            self.segmenter = Pyvi(self.model, own)
        else:
            self.model = open_model(model)
            self.segmenter = segmenter(self.model, own, granularity)
        self.tagger: WordTagger | None = None
        if "tag" in tasks:
            from tieng.tasks.tag import word_tagger  # here, because most readers do not tag

            self.tagger = word_tagger(open_model(tag_model))
        self.parser: Parser | None = None
        if "parse" in tasks:
            from tieng.tasks.parse import Parser

            self.parser = Parser(open_model(parse_model))

    def __reduce__(self) -> tuple[Any, ...]:
        return _make, (type(self), *self._arguments)

    @property
    def options(self) -> dict[str, Any]:
        """What `load` was given, by name, with what it was not given.

        Example:
            >>> import tieng
            >>> tieng.load(profile="pyvi").options["profile"]
            'pyvi'
        """
        from inspect import signature  # here, because few ask and it takes long to import

        arguments, options = self._arguments
        bound = signature(type(self).__init__).bind(self, *arguments, **options)
        bound.apply_defaults()
        return {name: value for name, value in bound.arguments.items() if value is not self}

    def segment(self, text: str) -> str:
        """The words of a text, apart by a space; the syllables of a word joined by `_`.

        Line breaks are kept; other white space is not. All else is as in the text.

        Example:
            >>> import tieng
            >>> tieng.load().segment("Hà Nội vào thu, đường phố vắng người.")
            'Hà_Nội vào thu , đường_phố vắng người .'
        """
        return self.segmenter.segment(text)

    def words(self, text: str) -> list[str]:
        """The words of a text as they stand in it.

        Example:
            >>> import tieng
            >>> tieng.load().words("Hà Nội vào thu.")
            ['Hà Nội', 'vào', 'thu', '.']
        """
        return self.segmenter.words(text)

    def read(self, text: str, *, lines: bool = False) -> Document:
        """The sentences, words and tokens of a text, each with its place in it, and what the reader's tasks found out.

        Args:
            text: Any text.
            lines: Whether each line is one sentence.

        Raises:
            InputError: The text has 2**32 code points or more.

        Example:
            >>> import tieng
            >>> reader = tieng.load(tasks=("segment", "tag"))
            >>> [(word.text, word.tag) for word in reader.read("Mèo ngủ trên ghế.").words]
            [('Mèo', 'NOUN'), ('ngủ', 'VERB'), ('trên', 'ADP'), ('ghế', 'NOUN'), ('.', 'PUNCT')]
            >>> reader = tieng.load(tasks=("segment", "tag", "parse"))
            >>> document = reader.read("Chị Lan mua hai cuốn sách mới.")
            >>> [(word.text, word.relation, word.head and word.head.text) for word in document.words[1:3]]
            [('Lan', 'nsubj', 'mua'), ('mua', 'root', None)]
            >>> [phrase.text for phrase in document.noun_phrases()]
            ['Chị Lan', 'hai cuốn sách mới']
        """
        try:
            starts, ends, kinds, words, sentences, *forms = self.segmenter.read(text)
        except OverflowError as error:
            raise InputError(f"{error}; read it in parts") from None
        if lines:
            sentences = line_starts(text, starts, words)
        return self._analysed(text, starts, ends, kinds, words, sentences, *forms)

    def read_words(self, sentences: Iterable[Sequence[str]]) -> Document:
        """What the reader's tasks find out about words that are known beforehand.

        Its text is the words apart by spaces, a sentence a line. Tokens stand between spaces, all of kind `other`.

        Args:
            sentences: Words, the syllables of each apart by a space; none without a letter or mark.

        Example:
            >>> import tieng
            >>> document = tieng.load(tasks=("segment", "tag")).read_words([["Sinh viên", "đọc", "sách"]])
            >>> [(word.form, word.tag) for word in document.words]
            [('Sinh_viên', 'NOUN'), ('đọc', 'VERB'), ('sách', 'NOUN')]
        """
        return self._analysed(*known_words(sentences))

    def _analysed(
        self,
        text: str,
        starts: array[int],
        ends: array[int],
        kinds: bytes,
        words: array[int],
        sentences: array[int],
        forms: Sequence[str] | None = None,
        cuts: array[int] | None = None,
    ) -> Document:
        tags, xpos = self.tagger.tag(text, starts, ends, words, sentences) if self.tagger else (None, None)
        heads, relations = self.parser.parse(text, starts, ends, words, sentences) if self.parser else (None, None)
        return Document(
            text,
            starts,
            ends,
            kinds,
            words,
            sentences,
            forms,
            cuts,
            tags=tags,
            xpos=xpos,
            heads=heads,
            relations=relations,
        )

    def read_many(self, texts: Iterable[str], *, threads: int = 1, lines: bool = False) -> Iterator[Document]:
        """A document for each text, in order, one at a time.

        Args:
            texts: May be endless: only a few are taken ahead.
            threads: How many to work with; the results are the same for any number.
            lines: Whether each line of a text is one sentence.

        Raises:
            InputError: `threads` is less than 1.

        Example:
            >>> import tieng
            >>> [len(document.words) for document in tieng.load().read_many(["Trời mưa.", "Đường phố vắng người."])]
            [3, 4]
        """
        if threads < 1:
            raise InputError(f"expected threads of 1 or more, got {threads}")
        return ordered_map(partial(self.read, lines=lines), texts, threads)


def _make(cls: type[Reader], arguments: tuple[Any, ...], options: dict[str, Any]) -> Reader:
    return cls(*arguments, **options)


def ordered_map(work: Callable[[T], R], items: Iterable[T], threads: int) -> Iterator[R]:
    """The results of `work` on each item, in the order of the items; at most a few items are taken ahead."""
    if threads == 1:
        yield from map(work, items)
        return
    from concurrent.futures import ThreadPoolExecutor  # here, because it takes as long to import as all of tieng

    with ThreadPoolExecutor(threads) as pool:
        running: deque[Future[R]] = deque()
        try:
            for item in items:
                running.append(pool.submit(work, item))
                if len(running) > 2 * threads:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        finally:
            for future in running:
                future.cancel()


def _check_options(
    model: str | os.PathLike[str], profile: str | None, model_dir: str | os.PathLike[str] | None, granularity: str
) -> None:
    if granularity not in GRANULARITIES:
        raise InputError(f"expected a granularity of {', '.join(GRANULARITIES)}; got {granularity!r}")
    if profile is not None and granularity != "word":
        raise InputError(f"expected the granularity 'word' with a profile, whose words are given, got {granularity!r}")
    if profile is not None and profile not in PROFILES:
        raise InputError(f"expected a profile of {', '.join(PROFILES)}; got {profile!r}")
    if profile is not None and model != DEFAULT_MODEL:
        raise InputError(f"expected a model or a profile, got both: profile {profile!r} has a model of its own")
    if profile != "vncorenlp" and model_dir is not None:
        raise InputError(f"expected a model_dir with the profile 'vncorenlp' only, got one with {profile!r}")


def _check_tasks(tasks: Sequence[str], granularity: str) -> None:
    if isinstance(tasks, str) or any(task not in TASKS for task in tasks):
        raise InputError(f"expected tasks as a sequence of {', '.join(map(repr, TASKS))}; got {tasks!r}")
    if granularity != "word" and set(tasks) - {"segment"}:
        raise InputError(
            f"expected the granularity 'word' with tasks learned on the treebank's words, got {granularity!r}; "
            "word.parts() gives finer words"
        )


def load(
    *,
    model: str | os.PathLike[str] = DEFAULT_MODEL,
    profile: str | None = None,
    model_dir: str | os.PathLike[str] | None = None,
    dictionary: Words | None = None,
    tasks: Sequence[str] = TASKS[:1],
    tag_model: str | os.PathLike[str] = DEFAULT_TAG_MODEL,
    granularity: str = "word",
    parse_model: str | os.PathLike[str] = DEFAULT_PARSE_MODEL,
) -> Reader:
    """A reader.

    Args:
        model: The name of a shipped model or the path of a model file.
        profile: The name of another system whose output is wanted, to the letter: `pyvi` or `vncorenlp`.
        model_dir: The folder with the profile's files; for `vncorenlp`, `vi-vocab` and `wordsegmenter.rdr`.
        dictionary: Words of your own, for this reader alone and for any model or profile: a path, a list of words, or
            a dict of words and modes; `tieng.lexicon.load_dictionary` says more.
        tasks: What `read` finds out, in any order: `segment` (words, which it always finds), `tag` (their parts of
            speech) and `parse` (which word depends on which, and how).
        tag_model: For the task `tag`, the name of a shipped model or the path of a model file.
        granularity: What is a word, from the finest to the coarsest: `syllable`, each token alone; `short`, the
            smallest words of the word list inside compounds and names; `word`, the treebank's words; `long`, names of
            bodies as one word. What begins a word at one of them does so at all finer ones.
        parse_model: The same for the task `parse`.

    Raises:
        InputError: There is no such profile, granularity or task, both a model and a profile are given, no model_dir
            where one is needed, or another granularity than `word` with a profile or a task that was learned on it.
        ModelNotFoundError: There is no such model, or a file is missing in model_dir.
        ModelFormatError: A model file is damaged, or for another task.
        DictionaryError: A line or an entry of the dictionary cannot be used; says which.

    Example:
        >>> import tieng
        >>> words = ["điện toán đám mây", {"học máy": "force", "công ty": "forbid"}]
        >>> tieng.load(dictionary=words).segment("Công ty mở lớp học máy và điện toán đám mây.")
        'Công ty mở lớp học_máy và điện_toán_đám_mây .'
        >>> for granularity in ("syllable", "short", "word", "long"):
        ...     tieng.load(granularity=granularity).segment("vận động viên Đại học Quốc gia Hà Nội")
        'vận động viên Đại học Quốc gia Hà Nội'
        'vận_động viên Đại_học Quốc_gia Hà_Nội'
        'vận_động_viên Đại_học Quốc_gia Hà_Nội'
        'vận_động_viên Đại_học_Quốc_gia_Hà_Nội'
    """
    if isinstance(dictionary, Iterator):
        dictionary = list(dictionary)  # a reader that travels to another process takes its words along
    return Reader(model, profile, model_dir, dictionary, tasks, tag_model, granularity, parse_model)
