"""Exceptions in words: class, message, traceback."""

import os
import traceback

_HERE = os.path.dirname(os.path.abspath(__file__))


def describe(failure):
    """Return the name of the class, the message and the traceback, which begins in the application's code."""
    kind = type(failure)
    name = kind.__qualname__ if kind.__module__ == "builtins" else "%s.%s" % (kind.__module__, kind.__qualname__)
    try:
        message = str(failure)
    except Exception:
        message = "(its message cannot be shown)"
    try:
        lines = traceback.format_exception(kind, failure, _outside(failure.__traceback__))
        text = "".join(lines).rstrip()
    except Exception:
        text = "%s: %s" % (name, message)
    return name, message, text


def _outside(trace):
    """Skip the frames of this package and of the import system, unless there are no others."""
    found = trace
    while found is not None and _ours(found.tb_frame.f_code.co_filename):
        found = found.tb_next
    return found or trace


def _ours(file):
    return os.path.dirname(file) == _HERE or "frozen importlib" in file or file.endswith("importlib/__init__.py")
