"""Answers for pyvi. Runs under the interpreter that has pyvi, and imports nothing of tieng.

Reads a line at a time from standard input, a JSON list of texts, and writes a line with a JSON object: what
ViTokenizer.tokenize gives for each, null where it raises, and how long that took. The first line says what runs.
"""

import json
import platform
import sys
import time
import unicodedata
import warnings


def main():
    warnings.simplefilter("ignore")  # of pyvi's patterns and of its pickle
    from pyvi import ViTokenizer

    def tokenize(text):
        try:
            return ViTokenizer.tokenize(text)
        except Exception:  # UnicodeEncodeError, or SystemError about it
            return None

    say({"python": platform.python_version(), "unicode": unicodedata.unidata_version})
    for request in sys.stdin:
        texts = json.loads(request)
        begin = time.perf_counter()
        answers = [tokenize(text) for text in texts]
        say({"answers": answers, "seconds": time.perf_counter() - begin})


def say(value):
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main()
