"""Raising RequestTimeout in the thread that runs a request, and in no other request."""

import os
import signal
import threading

from . import RequestTimeout


class MainThreadInterrupt:
    """For the main thread: a signal, which ends blocking calls too."""

    def __init__(self):
        self._request = None
        self._wanted = None
        signal.signal(signal.SIGUSR2, self._handle)

    def begin(self, request):
        self._request = request

    def end(self):
        # The handler runs in this very thread: no lock is needed, and it would be a dead-lock.
        self._request = None

    def interrupt(self, request):
        self._wanted = request
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR2)
        else:
            os.kill(os.getpid(), signal.SIGUSR2)

    def _handle(self, number, frame):
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted == self._request:
            raise RequestTimeout("the request has timed out")


class ThreadInterrupt:
    """For any other thread: an asynchronous exception, which is raised when Python code runs next."""

    def __init__(self):
        self._lock = threading.Lock()
        self._thread = None
        self._request = None
        self._sent = False

    def begin(self, request):
        self._thread = threading.get_ident()
        self._request = request

    def end(self):
        while True:
            try:
                with self._lock:
                    self._request = None
                    if self._sent:
                        _raise_in(self._thread, None)
                        self._sent = False
                return
            except RequestTimeout:
                continue

    def interrupt(self, request):
        with self._lock:
            if self._request == request and not self._sent:
                self._sent = _raise_in(self._thread, RequestTimeout)


def _raise_in(thread, exception):
    """Set or (None) take back the asynchronous exception of a thread. PyPy has none."""
    try:
        from ctypes import c_ulong, py_object, pythonapi
        argument = None if exception is None else py_object(exception)
        return pythonapi.PyThreadState_SetAsyncExc(c_ulong(thread), argument) == 1
    except (ImportError, AttributeError):
        return False
