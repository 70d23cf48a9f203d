"""The response of one request: what PEP 3333 asks of ``start_response``, ``write`` and the iteration."""

from . import ClientGone, RequestTimeout
from .failures import describe
from .files import FileWrapper, reference
from .frames import HEADER, LARGE, frame, pack_fields
from .head import BODILESS, Head
from .route import find

END = frame(b"E")
FREE = frame(b"F")
# Blocks in memory up to this size go in one send; a longer block is not copied behind its frame's header.
JOINED = 64 * 1024


class Response:
    """Sends the frames of a response.

    ``ended``: the body is whole, or the failure is reported; ``free``: the slot may have the next request.
    """

    # Defaults of the class: what most responses never change is not set for each.
    _head = None
    _begun = False
    _known = None
    _left = None
    _cut = False
    ended = False
    free = False

    def __init__(self, connection, environ, log, before_free):
        self._connection = connection
        self._log = log
        self._environ = environ
        self._script = environ.get("SCRIPT_NAME")
        self._is_head = self._bodiless = environ.get("REQUEST_METHOD") == "HEAD"
        self._before_free = before_free

    def start_response(self, status, headers, exc_info=None):
        if exc_info:
            try:
                if self._begun:
                    raise exc_info[1].with_traceback(exc_info[2])
            finally:
                exc_info = None
        elif self._head is not None:
            raise AssertionError("start_response was called a second time without exc_info")
        self._head = Head(status, headers, find(self._environ, self._script))
        return self.write

    def write(self, block):
        """Send a block, and with the first the head, though it be empty: the callable that start_response returns."""
        if self.free:
            raise OSError("the request has ended")
        self._block(block, not self._begun)

    def send(self, result):
        """Send what the application has returned."""
        kind = type(result)
        if kind is list or kind is tuple:
            if not self._begun and self._all(result):
                return
        elif kind is FileWrapper:
            if not self._begun and self._file(result):
                return
            # a Content-Length below the rest of the file is how an application asks for a part of it
            self._cut = True
        for block in result:
            if not self._block(block):
                break
        self._finish()

    def fail(self, failure):
        """Report an exception of the application, instead of the response or of its rest."""
        if self.ended or self._connection.broken:
            if not isinstance(failure, (ClientGone, RequestTimeout)):
                self.log("ERROR", "The application failed after its response was complete\n" + describe(failure)[2])
            return
        name, message, text = describe(failure)
        timeout = isinstance(failure, RequestTimeout)
        if timeout:
            self.log("WARNING", "The request was interrupted because it did not end in time\n" + text)
        data = frame(b"X", pack_fields(name, message, text, "1" if timeout else "0"))
        self.ended = True
        self._connection.send(data)

    def release(self):
        """Say that the application has nothing more to do for this request."""
        if not self.free:
            self._free()
            if not self._connection.broken:
                self._connection.send(FREE)

    def log(self, level, text):
        """Log what the client does not see, with the request that it is about."""
        method, script, path = [str(self._environ.get(name, "")) for name in ("REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO")]
        self._log(level, "%s: %s" % (ascii("%s %s%s" % (method, script, path))[1:-1], text))

    def _begin(self, known=None):
        """Return the frame of the head; ``known`` is the length of the whole body, if that is certain."""
        head = self._head
        if head is None:
            raise AssertionError("start_response was not called before the first block of the body")
        if head.bodiless:
            self._bodiless = True
        elif known is not None and head.length is None:
            if known or not self._is_head:
                head.set_length(known)
        if self._bodiless:
            return head.encode(BODILESS)
        self._left = head.length
        return head.encode(0)

    def _all(self, blocks):
        """Send a body that is in memory; return False if it is too long to be copied, or too short."""
        length = 0
        for block in blocks:
            if not isinstance(block, bytes):
                raise _no_bytes(block)
            length += len(block)
        if length > JOINED or self._is_short(length):
            self._known = length
            return False
        data = self._begin(length)
        if length and not self._bodiless:
            body = blocks[0] if len(blocks) == 1 else b"".join(blocks)
            if length > self._left:
                body = self._shorten(body)
            if body:
                data += HEADER.pack(b"B", len(body)) + body
        self._begun = self.ended = True
        # A list has no close().
        self._free()
        self._connection.send(data + END + FREE)
        return True

    def _is_short(self, length):
        head = self._head
        return head is not None and head.length is not None and length < head.length

    def _free(self):
        """Say good-bye to timeouts: one that came after the frame would break a connection with the next request on it."""
        self.free = True
        self._before_free()

    def _file(self, wrapper):
        """Leave a regular file to the JVM; return False if its bytes must be read here."""
        found = reference(wrapper.file)
        if found is None or self._is_short(found[2]):
            return False
        descriptor, position, count = found
        data = self._begin(count)
        self._begun = True
        if not self._bodiless:
            count = min(count, self._left)
        if self._bodiless or not count:
            self.ended = True
            self._connection.send(data + END)
            return True
        self._connection.send(data + frame(b"L", pack_fields(descriptor, position, count)))
        kind, _ = self._connection.receive()
        if kind != 0x4F:  # O
            raise self._connection.refuse(kind, "O")
        self.ended = True
        self._connection.send(END)
        return True

    def _block(self, block, begins=False):
        """Send a block, with the head before the first; return False if no further one is wanted.

        ``begins``: the head goes out with an empty block, too.
        """
        if not isinstance(block, bytes):
            raise _no_bytes(block)
        if not (block or begins):
            return True
        if self.ended:
            if not self._bodiless:
                self._shorten(block)
            return False
        before = b""
        if not self._begun:
            before = self._begin(self._known)
            self._begun = True
        if self._bodiless:
            self.ended = True
            self._connection.send(before + END)
            return False
        more = True
        if self._left is not None:
            if len(block) > self._left:
                block = self._shorten(block)
                more = False
            self._left -= len(block)
            self.ended = not self._left
        self._send_block(before, block, END if self.ended else b"")
        return more

    def _send_block(self, before, block, after):
        if len(block) <= JOINED:
            if block or not after:
                before += HEADER.pack(b"B", len(block)) + block
            self._connection.send(before + after)
            return
        block = memoryview(block)
        while len(block) > LARGE:
            self._connection.send(before + HEADER.pack(b"B", LARGE), block[:LARGE])
            before, block = b"", block[LARGE:]
        self._connection.send(before + HEADER.pack(b"B", len(block)), block, after)

    def _finish(self):
        if self.ended:
            return
        data = b""
        if not self._begun:
            data = self._begin(0)
            self._begun = True
        if not self._bodiless and self._left:
            raise RuntimeError("The body ended %d bytes before its Content-Length" % self._left)
        self.ended = True
        self._connection.send(data + END)

    def _shorten(self, block):
        """Return what the Content-Length leaves of a block."""
        if not self._cut:
            self._cut = True
            self.log("WARNING", "The body is longer than its Content-Length; the rest is not sent")
        return block[:self._left]


def _no_bytes(block):
    return TypeError("The body must consist of bytes, not %s" % type(block).__name__)
