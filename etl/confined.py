"""Work on a stranger's file in a process of its own, which gets so much memory and so much time and no more.

A fork is safe only while no other thread runs. A process with threads (the web server) therefore keeps a small one without any beside it,
which has the readers loaded and forks for every file; it is started when the first such file comes, and ends with its keeper.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import resource
import signal
import socket
import threading
import time
import traceback
import warnings
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from etl.forker import forker_of
from etl.problems import Refused, refuse

MOST_SECONDS = 25  # with the way there and back, nobody waits more than 30
MOST_MEGABYTES = 410  # beyond the 90 that the readers take before they have read anything
SMALL = 500_000  # bytes of text, which cannot take long; everything larger, and every container, is read in a process of its own
PATIENCE = 5  # seconds beyond the child's own alarm, for a machine that has more to do than it can
Found = TypeVar("Found")
Job = tuple[Callable[..., Any], tuple[object, ...]]


class Fault(Exception):
    """The work failed as nobody foresaw: the kind of error and the lines of code, never its words, which may hold what is in the file."""


def confined(work: Callable[..., Found], *given: object) -> Found:
    """work(*given) in a process of its own. Raises what it refuses, `too_slow` or `too_heavy` when it was ended, and Fault."""
    ours, theirs = socket.socketpair()
    begun = time.monotonic()
    with ours, ours.makefile("rwb") as stream:
        ours.settimeout(MOST_SECONDS + PATIENCE)
        with theirs:
            end = _start(theirs, stream, (work, given))
        try:
            said, found = pickle.load(stream)  # noqa: S301 - a process of our own wrote it
        except (EOFError, OSError, pickle.UnpicklingError):
            raise _ended(time.monotonic() - begun) from None
        finally:
            end()
    return _answer(said, found)


def _answer(said: str, found: Any) -> Any:
    if said == "refused":
        raise found
    if said == "fault":
        raise Fault(found)
    return found


def _ended(seconds: float) -> Refused:
    if seconds >= MOST_SECONDS:
        return refuse("too_slow", seconds=MOST_SECONDS)
    return refuse("too_heavy", megabytes=MOST_MEGABYTES)


def _start(theirs: socket.socket, stream: Any, job: Job) -> Callable[[], None]:
    """Fork here where that is safe, else have it done. Returns what to call when the answer is there, or will never be."""
    if threading.active_count() > 1:
        forker_of(__name__, job[0].__module__).hand_over(theirs)
        with contextlib.suppress(OSError):  # the child has ended; its answer, or the lack of one, says why
            pickle.dump(job, stream, pickle.HIGHEST_PROTOCOL)
            stream.flush()
        return lambda: None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # numpy's idle threads are threads too, but know of forks
        child = os.fork()
    if child == 0:
        serve(theirs, lambda _: job)
    return lambda: _end(child)


def _end(child: int) -> None:
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def serve(theirs: socket.socket, job_from: Callable[[Any], Job]) -> NoReturn:
    """What the child does: bound itself, work, answer, end without a look back."""
    with contextlib.suppress(BaseException), theirs.makefile("rwb") as stream:
        _bound()
        pickle.dump(_worked(lambda: job_from(stream)), stream, pickle.HIGHEST_PROTOCOL)
    os._exit(0)


def _bound() -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.alarm(MOST_SECONDS)
    most = _taken() + MOST_MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _taken() -> int:
    """Bytes of data that this process had when it was forked; Linux says, and only Linux keeps the limit."""
    try:
        with open("/proc/self/statm", encoding="ascii") as numbers:  # noqa: PTH123
            return int(numbers.read().split()[5]) * resource.getpagesize()
    except OSError:
        return 0


def _worked(job: Callable[[], Job]) -> tuple[str, object]:
    try:
        work, given = job()
        return "found", work(*given)
    except Refused as refusal:
        return "refused", refusal.with_traceback(None)
    except MemoryError:
        return "refused", _ended(0)
    except BaseException as fault:
        return "fault", where(fault)


def where(fault: BaseException) -> str:
    """The kind of error and the last lines of code before it, without its words."""
    lines = traceback.extract_tb(fault.__traceback__)[-5:]
    return f"{type(fault).__name__} at " + " < ".join(f"{os.path.basename(line.filename)}:{line.lineno}" for line in reversed(lines))  # noqa: PTH119


def received(stream: Any) -> Job:
    """The job that was sent over the line."""
    return pickle.load(stream)  # noqa: S301 - our keeper wrote it
