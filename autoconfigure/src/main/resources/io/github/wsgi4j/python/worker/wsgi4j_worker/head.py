"""Status and headers: what start_response checks and an ``H`` frame carries."""

import re
import struct

BODILESS = 1
# Of a final response.
_STATUS = re.compile(r"[2-9][0-9][0-9] [^ ]")
_LENGTH = re.compile(r"[0-9]{1,18}")
_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_FORBIDDEN = re.compile("[^\x20-\x7e\x80-\xff]")
_HOP_BY_HOP = frozenset((
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer", "trailers",
    "transfer-encoding", "upgrade"))
_known = {}
_formats = {}


class Head:
    """A status and headers that have passed the checks."""

    __slots__ = ("parts", "length", "bodiless", "route")

    def __init__(self, status, headers, route=None):
        if not isinstance(status, str):
            raise TypeError("The status must be a str, not %s" % type(status).__name__)
        if not _STATUS.match(status):
            raise ValueError("The status must be three digits from 200 on, one space and a reason: %r" % status)
        parts = [status]
        length = None
        for name, value in headers:
            lower = _known.get(name) or _check_name(name)
            if not isinstance(value, str):
                raise TypeError("The value of the header %s must be a str, not %s" % (name, type(value).__name__))
            parts += (name, value)
            if lower == "content-length":
                length = _check_length(value, length)
        if _FORBIDDEN.search("".join(parts)):
            for part in parts:
                if _FORBIDDEN.search(part):
                    raise ValueError("Status and headers must be latin-1 without control characters: %r" % part)
        if len(parts) > 65535:
            raise ValueError("Too many headers")
        self.parts = parts
        self.route = route
        self.length = length
        self.bodiless = status.startswith(("204", "205", "304"))

    def set_length(self, length):
        self.parts += ("Content-Length", str(length))
        self.length = length

    def encode(self, flags):
        # One more than pairs of headers: the JVM tells a route by the number of the fields.
        parts = self.parts if self.route is None else self.parts + [self.route]
        count = len(parts)
        layout = _formats.get(count)
        if layout is None:
            layout = _formats[count] = struct.Struct(">cIBH%dI" % count)
        text = "".join(parts)
        return layout.pack(b"H", 3 + 4 * count + len(text), flags, count, *map(len, parts)) + text.encode("latin-1")


def _check_name(name):
    """Return the name in lower case."""
    if not isinstance(name, str):
        raise TypeError("The name of a header must be a str, not %s: %r" % (type(name).__name__, name))
    if not _TOKEN.fullmatch(name):
        raise ValueError("Invalid header name: %r" % name)
    lower = name.lower()
    if lower in _HOP_BY_HOP:
        raise ValueError("The header %s belongs to the server; the application must not set it" % name)
    if len(_known) < 1000:
        _known[name] = lower
    return lower


def _check_length(value, before):
    if not _LENGTH.fullmatch(value):
        raise ValueError("Invalid Content-Length: %r" % value)
    length = int(value)
    if before is not None and before != length:
        raise ValueError("Two different Content-Lengths, %d and %d" % (before, length))
    return length
