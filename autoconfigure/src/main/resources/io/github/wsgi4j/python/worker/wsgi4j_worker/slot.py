"""One thread that takes a request after the other."""

import errno
import os
import socket
import time

from . import ProtocolError, RequestTimeout
from .environ import read_request
from .failures import describe
from .frames import Connection, frame, pack_fields
from .response import Response


# What the system may have again in a moment.
_SHORTAGES = frozenset((errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM))
# The JVM does not listen any more, or its directory is deleted already.
_GONE = frozenset((errno.ECONNREFUSED, errno.ENOENT, errno.EPIPE, errno.ECONNRESET))
# The tries to connect in a shortage, ten a second; a process that lacks descriptors for longer has lost them.
_TRIES = 100
_PLAIN = socket.socket


class Slot:
    """Connects when it is free, so the JVM knows which threads there are; ``idle`` while it waits for a request."""

    def __init__(self, number, worker, guard):
        self.number = number
        self.guard = guard
        self._worker = worker
        self._connection = None
        self._idle = False
        self._running = False

    def run(self):
        """Serve until the worker quits or the JVM does not listen any more."""
        worker = self._worker
        tries = 0
        while not worker.quitting:
            try:
                connection = self._connect()
            except OSError as error:
                tries += 1
                if tries == 1 and error.errno not in _GONE:
                    worker.control.log_own("ERROR", "A thread cannot take requests: %s" % error)
                if error.errno in _SHORTAGES and tries < _TRIES:
                    time.sleep(0.1)
                    continue
                worker.quit()
                return
            tries = 0
            try:
                self._serve(connection)
            except OSError:
                pass
            except ProtocolError as error:
                worker.control.log_own("ERROR", "Protocol violation: %s" % error)
            except BaseException as failure:
                if self._idle and isinstance(failure, (SystemExit, KeyboardInterrupt)):
                    # No request's: a signal handler of the application ends the process.
                    raise
                # A slot that ends for a fault of ours, or an exit that came through, would be missing from now on.
                worker.control.log_own("ERROR", "A request failed in the worker\n" + describe(failure)[2])
            finally:
                self._connection = None
                connection.close()
                if os.getpid() != worker.pid:
                    # A child that the application has forked, and that came back out of the request.
                    os._exit(1)

    def stop_if_idle(self):
        """Wake the thread if it waits for a request.

        A request that is just arriving is still read and answered: the sending direction stays open.
        """
        connection = self._connection
        if self._idle and connection is not None:
            try:
                connection.socket.shutdown(socket.SHUT_RD)
            except OSError:
                pass

    def forget(self):
        """In a forked child, which may fork again: the connection is the parent's."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.broken = True
            os.close(connection.socket.detach())

    def _connect(self):
        worker = self._worker
        connection = Connection(connect(worker.path))
        connection.send(frame(b"S", pack_fields(worker.token, worker.process, self.number)))
        self._connection = connection
        return connection

    def _serve(self, connection):
        worker = self._worker
        constants = worker.constants
        while not connection.broken:
            self._idle = True
            if worker.quitting:
                return
            kind, payload = connection.receive()
            self._idle = False
            if kind is None:
                return
            if kind != 0x52:  # R
                raise connection.refuse(kind, "a request")
            request, environ, body = read_request(payload, constants, connection)
            worker.control.request(request)
            self._running = True
            self.guard.begin(request)
            try:
                self._answer(connection, environ)
            except RequestTimeout:
                # It came too late for a report, between two steps of ours.
                connection.broken = True
            finally:
                if self._running:
                    self._over()
                if body is not None:
                    body.over()

    def _over(self):
        self._worker.errors.flush()
        self.guard.end()
        self._running = False

    def _answer(self, connection, environ):
        worker = self._worker
        response = Response(connection, environ, worker.control.log_own, self._over)
        close = None
        try:
            try:
                result = worker.application(environ, response.start_response)
                close = getattr(result, "close", None)
                response.send(result)
            except BaseException as failure:
                if isinstance(failure, SystemExit) and os.getpid() != worker.pid:
                    # A child that the application has forked ends as it wants.
                    os._exit(failure.code & 0xff if isinstance(failure.code, int) else failure.code is not None)
                response.fail(failure)
        finally:
            if close is not None:
                try:
                    close()
                except BaseException as failure:
                    response.log("ERROR", "close() of the body failed\n" + describe(failure)[2])
        response.release()


def connect(path):
    kind = socket.socket
    # What gevent and eventlet put there lets other greenlets run. Anything else, such as PySocks, is for the application's own.
    if not getattr(kind, "__module__", "").startswith(("gevent.", "eventlet.")):
        kind = _PLAIN
    connection = kind(socket.AF_UNIX, socket.SOCK_STREAM)
    # An application may have set socket.setdefaulttimeout() for its own.
    connection.settimeout(None)
    try:
        connection.connect(path)
    except BaseException:
        connection.close()
        raise
    return connection
