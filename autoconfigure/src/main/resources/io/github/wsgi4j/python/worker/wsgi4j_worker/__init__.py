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
    """Start a thread that the threading module does not know.

    The application is imported beside it, and gevent's monkey.patch_all() breaks the import where that module knows a second one.
    """
    _thread.start_new_thread(run, ())
