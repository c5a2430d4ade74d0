"""Processes that work on parts, each a part at a time.

Every worker has a pipe of its own: it ends where its pipe ends, so none outlives a run that was killed.
"""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from tieng.errors import InputError, TiengError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Report = Callable[[int, int], None]  # takes documents and bytes that were read


Work = Callable[[Any, Report], Any]  # takes an item, gives a result; is sent to each worker once


def run_here(work: Work, items: Iterator[Any], report: Report) -> Iterator[tuple[Any, Any]]:
    """Each item with its result, in this process."""
    for item in items:
        yield item, work(item, report)


def run_in_processes(work: Work, items: Iterator[Any], report: Report, count: int) -> Iterator[tuple[Any, Any]]:
    """Each item with its result, in the order in which they end; items are taken as workers get idle.

    Raises:
        InputError: A worker ended before its time, or could not do its work.
        OSError: A worker could not read or write.
    """
    processes: list[SpawnProcess] = []
    pipes: list[Connection] = []
    try:
        yield from _share_out(items, report, count, lambda: _hire(work, processes, pipes))
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.terminate()
            process.join()


def _share_out(
    items: Iterator[Any], report: Report, count: int, hire: Callable[[], Connection]
) -> Iterator[tuple[Any, Any]]:
    busy: dict[Connection, Any] = {}
    idle: list[Connection] = []
    while True:
        while len(busy) < count and (item := next(items, None)) is not None:
            pipe = idle.pop() if idle else hire()
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


def _hire(work: Work, processes: list[SpawnProcess], pipes: list[Connection]) -> Connection:
    context = multiprocessing.get_context("spawn")  # a fork takes over locks that other threads hold
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, work), daemon=True)
    process.start()
    there.close()
    processes.append(process)
    pipes.append(here)
    return here


def _receive(pipe: Connection) -> tuple[str, Any]:
    try:
        return pipe.recv()  # type: ignore[no-any-return]
    except (EOFError, ConnectionResetError):
        raise InputError("a worker ended before its time; it was killed, perhaps for want of memory") from None


def _serve(pipe: Connection, work: Work) -> None:
    """What a worker does until its pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run that it works for is stopped, and ends it
    try:
        while True:
            item = pipe.recv()
            pipe.send(("done", work(item, lambda *read: pipe.send(("read", read)))))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except OSError as error:
        pipe.send(("failed", error))
    except TiengError as error:
        pipe.send(("failed", InputError(str(error))))
    except Exception:
        pipe.send(("failed", RuntimeError(traceback.format_exc())))
