"""``wsgi.input`` of a request whose body stays in the JVM until the application reads."""

import io
import struct

from .frames import unpack_fields

_PULL = struct.Struct(">cII")
MOST = 1024 * 1024
# As much as the JVM gives at a time: the application may read in smaller steps without asking for each.
BUFFER = 256 * 1024


class Input(io.BufferedReader):
    """``wsgi.input`` around a body that is to be pulled."""

    def read(self, size=-1):
        if size is None or size <= MOST:
            return super().read(size)
        # BufferedReader reserves at once what is asked for, which may be more memory than there is.
        parts = []
        while size:
            data = super().read(min(size, MOST))
            if not data:
                break
            parts.append(data)
            size -= len(data)
        return b"".join(parts)


class PulledBody(io.RawIOBase):
    """With an ``Input`` around it, it has all of the methods that PEP 3333 wants.

    It asks the JVM for as much as is wanted and takes what there is.
    """

    def __init__(self, connection):
        self._connection = connection
        self._ended = False

    def readable(self):
        return True

    def readinto(self, buffer):
        with memoryview(buffer) as target:
            return self._pull(target[:MOST], len)

    def readall(self):
        parts = []
        while True:
            data = self._pull(memoryview(bytearray(BUFFER)), bytes)
            if not data:
                return b"".join(parts)
            parts.append(data)

    def _pull(self, target, give):
        """Ask for as much as there is room; return what ``give`` makes of the bytes in the target."""
        if self._ended or not target:
            return give(b"")
        connection = self._connection
        if connection is None:
            raise OSError("the request has ended")
        connection.send(_PULL.pack(b"P", 4, len(target)))
        kind, payload = connection.receive_into(0x44, target)  # D
        if kind == 0x44:
            self._ended = not payload
            return give(payload)
        if kind == 0x64:  # d
            raise OSError(unpack_fields(payload)[0])
        raise connection.refuse(kind, "the body")

    def over(self):
        """Keep a thread that has outlived its request from the connection, which is another request's now."""
        self._connection = None
