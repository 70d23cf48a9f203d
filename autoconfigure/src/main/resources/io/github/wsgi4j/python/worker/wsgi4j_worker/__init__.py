"""Runs a WSGI application (PEP 3333) for a JVM, which accepts the requests and sends the responses."""

import _thread


class RequestTimeout(BaseException):
    """Raised in the thread of a request whose time is up.

    Not an ``Exception``, or the application's ``except Exception`` would eat it.
    """


class ClientGone(OSError):
    """The connection of this request is closed: nobody waits for the response any more."""


class ProtocolError(Exception):
    """The JVM has sent something that it should not; the connection is of no more use."""


def start(run):
    """Start a thread that the threading module does not know, and wait until it runs.

    The application is imported beside it, and gevent's monkey.patch_all() breaks the import where that module knows a second one.
    A thread that begins when the interpreter is about to end crashes some versions of it, 3.11.2 among them.
    """
    waits = _thread.allocate_lock()
    waits.acquire()

    def begin():
        waits.release()
        run()
    _thread.start_new_thread(begin, ())
    waits.acquire()
