"""The request of an ``R`` frame and its environ."""

import struct
from io import BytesIO
from itertools import islice

from . import ProtocolError
from .files import FileWrapper
from .frames import lengths
from .input import BUFFER, Input, PulledBody

# request id, kind of the body, pairs of strings, pairs of typed values, number of fields
_START = struct.Struct(">IBHHH")
_TYPED = {"true": True, "false": False}


def constants(errors, threads, processes):
    """Return the part of the environ that is the same for all requests of this process."""
    return {
        "wsgi.version": (1, 0),
        "wsgi.errors": errors,
        "wsgi.file_wrapper": FileWrapper,
        "wsgi.multithread": threads > 1,
        "wsgi.multiprocess": processes > 1,
        "wsgi.run_once": False,
    }


def read_request(payload, common, connection):
    """Return id and environ of a request, and its body if that is to be pulled.

    All strings are cut out of one that is decoded once: with some twenty variables this is most of what a request costs.
    """
    try:
        request, kind, strings, typed, count = _START.unpack_from(payload)
        sizes = lengths(count).unpack_from(payload, 11)
    except struct.error as error:
        raise ProtocolError("malformed request: %s" % error)
    start = 11 + 4 * count
    end = start + sum(sizes)
    if count != 2 * (strings + typed) or end > len(payload):
        raise ProtocolError("malformed request: %d fields, %d bytes" % (count, len(payload)))
    text = str(payload[start:end], "latin-1")
    environ = common.copy()
    size = iter(sizes)
    pairs = zip(size, size)
    position = 0
    for name, value in islice(pairs, strings) if typed else pairs:
        middle = position + name
        after = middle + value
        environ[text[position:middle]] = text[middle:after]
        position = after
    for name, value in pairs:
        middle = position + name
        after = middle + value
        environ[text[position:middle]] = _typed(text[middle:after])
        position = after
    if not kind:
        environ["wsgi.input"] = BytesIO(payload[end:])
        return request, environ, None
    body = PulledBody(connection)
    environ["wsgi.input"] = Input(body, BUFFER)
    return request, environ, body


def _typed(value):
    if value in _TYPED:
        return _TYPED[value]
    try:
        return int(value)
    except ValueError:
        pass
    try:
        return float(value)
    except ValueError:
        raise ProtocolError("neither a boolean nor a number: %r" % value)
