"""Declares the compiled core; all else about the package is in pyproject.toml."""

import os
import platform
import sys

from Cython.Build import cythonize
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

MSVC = platform.system() == "Windows"
# For tests of the core: it stops at the first access outside its buffers and at the first undefined operation.
SANITIZE = (
    ["-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"] if os.environ.get("TIENG_SANITIZE") else []
)


class BuildCore(build_ext):
    """Builds the core, or says what is missing: there is no slower fallback."""

    def build_extensions(self) -> None:
        try:
            super().build_extensions()
        except Exception as error:
            sys.exit(
                f"tieng: compiling its C++17 core failed ({error}).\nIt needs a C++ compiler and Python's headers:\n"
                "on Debian and Ubuntu `apt-get install g++ python3-dev`,\n"
                "on Fedora `dnf install gcc-c++ python3-devel`, on macOS `xcode-select --install`, on Windows the\n"
                "Build Tools for Visual Studio with C++."
            )


setup(
    ext_modules=cythonize(
        Extension(
            "tieng.kernel._core",
            ["src/tieng/kernel/_core.pyx"],
            language="c++",
            include_dirs=["src/tieng/kernel"],
            depends=[
                f"src/tieng/kernel/{name}.hpp"
                for name in (
                    "unicode_tables",
                    "characters",
                    "spelling",
                    "tokens",
                    "addresses",
                    "emoticons",
                    "entities",
                    "memo",
                    "word_lists",
                    "numbers",
                    "parts",
                    "plain",
                    "scan",
                    "stops",
                    "sentences",
                    "ngrams",
                    "shapes",
                    "features",
                    "lender",
                    "dictionary",
                    "dictionary_lines",
                    "revise",
                    "units",
                    "granularity",
                    "segment",
                    "words",
                    "tag_features",
                    "tag",
                    "tag_training",
                    "network",
                    "trees",
                    "parse",
                    "pyvi_characters",
                    "pyvi_scan",
                    "pyvi_model",
                    "pyvi",
                    "java_characters",
                    "vncorenlp_characters",
                    "vncorenlp_patterns",
                    "vncorenlp_forms",
                    "vncorenlp_urls",
                    "vncorenlp_piece",
                    "vncorenlp_tokens",
                    "rdr",
                    "vncorenlp_words",
                    "vncorenlp",
                    "batch",
                )
            ],
            extra_compile_args=["/std:c++17", "/O2"]
            if MSVC
            else ["-std=c++17", "-O3", "-ffp-contract=off", *(SANITIZE or [])],
            extra_link_args=SANITIZE or [],
        ),
        build_dir="build",
    ),
    cmdclass={"build_ext": BuildCore},
)
