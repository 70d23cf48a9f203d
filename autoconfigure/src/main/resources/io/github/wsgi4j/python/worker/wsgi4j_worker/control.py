"""The control connection: one for each process."""

import os
import threading
from queue import SimpleQueue

from . import ProtocolError, start
from .frames import Connection, frame, pack_fields, unpack_fields
from .stacks import stacks

# Log records that may wait for a JVM that does not read
WAITING = 10000


class Control:
    """Tells the JVM how this process is and does what the JVM asks.

    One thread sends: a timeout, which can hit any other thread at any place, would leave half a frame behind.
    """

    def __init__(self, socket):
        self._connection = Connection(socket)
        self._queue = SimpleQueue()
        self._dropped = 0
        self._current = threading.local()
        self._open = True
        start(self._send_all)

    def send(self, kind, *values):
        self._queue.put(frame(kind, pack_fields(*values)))

    def log(self, level, logger, message):
        """Log in the JVM; return False if this process has no JVM (any more)."""
        if not self._open:
            return False
        if self._queue.qsize() < WAITING:
            self.send(b"G", level, logger, message, getattr(self._current, "request", ""))
        else:
            self._dropped += 1
        return True

    def log_own(self, level, message):
        self.log(level, "wsgi4j", message)

    def request(self, number):
        """Set the request of this thread, for the log."""
        self._current.request = number

    def flush(self):
        """Wait until all of it is sent."""
        sent = threading.Event()
        self._queue.put(sent)
        if self._open:
            sent.wait(2)

    def listen(self, quit, interrupt, lost):
        """Start to obey."""
        def run():
            try:
                self._obey(quit, interrupt)
            except (OSError, ProtocolError, ValueError):
                pass
            self._open = False
            lost()
        start(run)

    def forget(self):
        """In a forked child: the connection is the parent's."""
        if self._open:
            self._open = False
            os.close(self._connection.socket.detach())

    def _send_all(self):
        while True:
            item = self._queue.get()
            if isinstance(item, threading.Event):
                item.set()
                continue
            if self._dropped and self._queue.empty():
                dropped, self._dropped = self._dropped, 0
                self.log_own("WARNING", "%d log records were dropped because there were too many" % dropped)
            try:
                self._connection.send(item)
            except OSError:
                self._open = False

    def _obey(self, quit, interrupt):
        while True:
            kind, payload = self._connection.receive()
            if kind is None:
                return
            if kind == 0x71:  # q
                quit()
            elif kind == 0x69:  # i
                slot, request = unpack_fields(payload)
                interrupt(int(slot), int(request))
            elif kind == 0x74:  # t
                self.send(b"T", stacks())
            else:
                raise ProtocolError("%r on the control connection" % chr(kind))
