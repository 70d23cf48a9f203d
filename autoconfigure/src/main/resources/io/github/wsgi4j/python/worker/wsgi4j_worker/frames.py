"""Frames on a stream socket: a letter, the length of the payload (4 bytes, big-endian), the payload."""

import struct
from socket import MSG_WAITALL

from . import ClientGone, ProtocolError

BUFFER = 64 * 1024
LARGE = 16 * 1024 * 1024
SMALL = 1024 * 1024
LARGE_TYPES = frozenset(b"BDR")
# The longest text in a control frame: several of them fit into one frame.
TEXT = 256 * 1024

HEADER = struct.Struct(">cI")
_PREFIX = struct.Struct(">BI")
_COUNT = struct.Struct(">H")
_lengths = {}


def lengths(count):
    """Return the struct of that many lengths."""
    found = _lengths.get(count)
    if found is None:
        found = _lengths[count] = struct.Struct(">%dI" % count)
    return found


def frame(kind, payload=b""):
    return HEADER.pack(kind, len(payload)) + payload


def pack_fields(*values):
    """Encode texts as fields, in UTF-8; what cannot be encoded is escaped, what is too long is cut."""
    encoded = [_shorten(str(value).encode("utf-8", "backslashreplace")) for value in values]
    count = len(encoded)
    return _COUNT.pack(count) + lengths(count).pack(*map(len, encoded)) + b"".join(encoded)


def unpack_fields(payload):
    """Decode fields as UTF-8."""
    try:
        count, = _COUNT.unpack_from(payload)
        position = 2 + 4 * count
        values = []
        for length in lengths(count).unpack_from(payload, 2):
            values.append(str(payload[position:position + length], "utf-8", "replace"))
            position += length
    except struct.error as error:
        raise ProtocolError("malformed fields: %s" % error)
    if position > len(payload):
        raise ProtocolError("the fields are longer than their frame")
    return values


def _shorten(data):
    if len(data) <= TEXT:
        return data
    half = TEXT // 2 - 16
    return data[:half] + b"\n[...]\n" + data[-half:]


class Connection:
    """Sends and receives frames. One thread receives.

    Whatever interrupts a transfer in its middle (an error, a timeout) leaves a part of a frame behind, so the
    connection is ``broken`` from then on.
    """

    def __init__(self, socket):
        self.socket = socket
        self.broken = False
        self._prefix = bytearray(5)
        self._buffer = bytearray(BUFFER)
        self._view = memoryview(self._buffer)
        self._start = 0
        self._end = 0

    def receive(self):
        """Return the type (an int) and payload (a memoryview, good until the next call) of the next frame.

        The type is None at the end of the stream.
        """
        try:
            start = self._start
            if start == self._end:
                start = self._start = 0
                self._end = self.socket.recv_into(self._buffer)
            while self._end - start < 5:
                if not self._fill():
                    return None, None
                start = self._start
            kind, length = _PREFIX.unpack_from(self._buffer, start)
            if length > SMALL and (length > LARGE or kind not in LARGE_TYPES):
                raise ProtocolError("a frame of %d bytes" % length)
            start += 5
            end = start + length
            if end <= self._end:
                self._start = end
                return kind, self._view[start:end]
            return kind, self._rest(start, length)
        except BaseException as error:
            raise self._break(error) from None

    def pending(self):
        """Return whether more has been received already than was asked for."""
        return self._start != self._end

    def receive_into(self, expected, target):
        """Receive as ``receive`` does, but the payload of the expected type into a memoryview; return the part that is filled."""
        if self._start != self._end:
            raise self._break(ProtocolError("an unexpected frame"))
        try:
            received = self.socket.recvmsg_into((self._prefix, target))[0]
            while 0 < received < 5:
                more = self.socket.recv_into(memoryview(self._prefix)[received:])
                received = received + more if more else 0
            if not received:
                return None, None
            kind, length = _PREFIX.unpack(self._prefix)
            received -= 5
            if kind != expected and received <= length <= SMALL:
                payload = memoryview(bytearray(length))
                payload[:received] = target[:received]
            elif received <= length <= len(target):
                payload = target[:length]
            else:
                raise ProtocolError("a frame of %d bytes" % length)
            self._complete(payload, received)
            return kind, payload
        except BaseException as error:
            raise self._break(error) from None

    def _fill(self):
        """Receive more behind a part of a frame's first five bytes."""
        part = self._view[self._start:self._end].tobytes()
        self._buffer[:len(part)] = part
        received = self.socket.recv_into(self._view[len(part):])
        self._start, self._end = 0, len(part) + received
        return received

    def _rest(self, start, length):
        """Receive a payload whose beginning alone is in the buffer."""
        payload = memoryview(bytearray(length))
        position = self._end - start
        payload[:position] = self._view[start:self._end]
        self._start = self._end = 0
        self._complete(payload, position)
        return payload

    def _complete(self, payload, position):
        """Receive the rest of a payload, in as few steps as the system can."""
        while position < len(payload):
            received = self.socket.recv_into(payload[position:], 0, MSG_WAITALL)
            if not received:
                raise ClientGone("the connection is closed")
            position += received

    def send(self, *parts):
        """Send whole frames. Those in several parts are not copied into one."""
        if self.broken:
            raise ClientGone("the connection is closed")
        try:
            if len(parts) == 1:
                self.socket.sendall(parts[0])
            else:
                self._send_parts(parts)
        except BaseException as error:
            raise self._break(error) from None

    def _send_parts(self, parts):
        sent = self.socket.sendmsg(parts)
        for part in parts:
            if sent < len(part):
                self.socket.sendall(memoryview(part)[sent:])
            sent = max(0, sent - len(part))

    def refuse(self, kind, wanted):
        """Return what to raise for another frame than the wanted one, or for the end of the stream."""
        self.broken = True
        return ClientGone("the connection is closed") if kind is None else ProtocolError("%r instead of %s" % (chr(kind), wanted))

    def _break(self, error):
        """Take note that a transfer was interrupted; return what to raise."""
        self.broken = True
        return ClientGone(*error.args) if isinstance(error, OSError) else error

    def close(self):
        self.broken = True
        self.socket.close()
