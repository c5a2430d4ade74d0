"""Processes that work on parts, each a part at a time.

Every worker has a pipe of its own: it ends where its pipe ends, so none outlives a run that was killed.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from tieng.errors import InputError, TiengError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Report = Callable[[int, int], None]  # takes documents and bytes that were read
Work = Callable[[Any, Report], Any]  # takes an item, gives a result; is sent to each worker once


class Workers:
    """Processes that wait for work; with a count of 1 there are none, and the work is done in this process.

    Attributes:
        count: How many there are at most.
        preload: A module that they import when they start.
    """

    def __init__(self, count: int, preload: str = "") -> None:
        self.count = count
        self.preload = preload
        self._pipes: list[Connection] = []
        self._processes: list[SpawnProcess] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.terminate()
            process.join()

    def start(self) -> None:
        """Starts all of them; otherwise they start when there is work for them."""
        while self.count > 1 and len(self._pipes) < self.count:
            self._hire()

    def map(self, work: Work, items: Iterator[Any], report: Report) -> Iterator[tuple[Any, Any]]:
        """Each item with its result, in the order in which they end; items are taken as workers get idle.

        Raises:
            InputError: A worker ended before its time, or could not do its work.
            OSError: A worker could not read or write.
        """
        if self.count == 1:
            yield from ((item, work(item, report)) for item in items)
            return
        idle = list(self._pipes)
        for pipe in idle:
            pipe.send(work)
        busy: dict[Connection, Any] = {}
        while True:
            while len(busy) < self.count and (item := next(items, None)) is not None:
                pipe = idle.pop() if idle else self._hire(work)
                busy[pipe] = item
                pipe.send(item)
            if not busy:
                return
            for ready in wait(list(busy)):
                assert isinstance(ready, Connection)
                kind, content = _receive(ready)
                if kind == "read":
                    report(*content)
                elif kind == "failed":
                    raise content
                else:
                    idle.append(ready)
                    yield busy.pop(ready), content

    def _hire(self, work: Work | None = None) -> Connection:
        context = multiprocessing.get_context("spawn")  # a fork takes over locks that other threads hold
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, self.preload), daemon=True)
        with _interrupts_held():
            process.start()
        there.close()
        self._processes.append(process)
        self._pipes.append(here)
        if work:
            here.send(work)
        return here


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keeps Ctrl-C back: a process that is started meanwhile takes that over, until it says that it does not listen."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # when it starts, it lets them through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _receive(pipe: Connection) -> tuple[str, Any]:
    try:
        return pipe.recv()  # type: ignore[no-any-return]
    except (EOFError, ConnectionResetError):
        raise InputError("a worker ended before its time; it was killed, perhaps for want of memory") from None


def _serve(pipe: Connection, preload: str) -> None:
    """What a worker does until its pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run that it works for is stopped, and ends it
    with suppress(*_RUN_IS_OVER):
        try:
            _work_on(pipe, preload)
        except _RUN_IS_OVER:
            raise
        except OSError as error:
            pipe.send(("failed", error))
        except TiengError as error:
            pipe.send(("failed", InputError(str(error))))
        except Exception:
            pipe.send(("failed", RuntimeError(traceback.format_exc())))


_RUN_IS_OVER = (EOFError, BrokenPipeError, ConnectionResetError)


def _work_on(pipe: Connection, preload: str) -> None:
    if preload:
        import_module(preload)
    work = pipe.recv()
    while True:
        item = pipe.recv()
        pipe.send(("done", work(item, lambda *read: pipe.send(("read", read)))))
