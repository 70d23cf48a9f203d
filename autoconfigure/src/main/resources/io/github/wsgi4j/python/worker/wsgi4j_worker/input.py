"""``wsgi.input`` of a request whose body stays in the JVM until the application reads."""

import io
import struct

from . import ClientGone, ProtocolError
from .frames import unpack_fields

_PULL = struct.Struct(">cII")
MOST = 1024 * 1024
BUFFER = 64 * 1024


class PulledBody(io.RawIOBase):
    """With an ``io.BufferedReader`` around it, it has all of the methods that PEP 3333 wants.

    It asks the JVM for as much as is wanted and takes what there is.
    """

    def __init__(self, connection):
        self._connection = connection
        self._ended = False

    def readable(self):
        return True

    def readinto(self, buffer):
        wanted = min(len(buffer), MOST)
        data = self._pull(wanted)
        buffer[:len(data)] = data
        return len(data)

    def readall(self):
        parts = []
        while True:
            data = self._pull(MOST)
            if not data:
                return b"".join(parts)
            parts.append(bytes(data))

    def _pull(self, wanted):
        if self._ended or not wanted:
            return b""
        connection = self._connection
        if connection is None:
            raise OSError("the request is over")
        connection.send(_PULL.pack(b"P", 4, wanted))
        kind, payload = connection.receive()
        if kind == 0x44:  # D
            if len(payload) > wanted:
                connection.broken = True
                raise ProtocolError("%d bytes instead of %d" % (len(payload), wanted))
            self._ended = not payload
            return payload
        if kind == 0x64:  # d
            raise OSError(unpack_fields(payload)[0])
        connection.broken = True
        if kind is None:
            raise ClientGone("the connection is closed")
        raise ProtocolError("%r instead of the body" % chr(kind))

    def over(self):
        """Keep a thread that has outlived its request from the connection, which is another request's now."""
        self._connection = None
