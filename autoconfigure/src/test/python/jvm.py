"""A JVM of the tests' own: listens, starts a worker process, speaks the protocol."""

import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import textwrap

ROOT = os.path.dirname(os.path.abspath(__file__))
WORKER = os.path.abspath(os.path.join(ROOT, "..", "..", "main", "resources", "io", "github", "wsgi4j", "python", "worker"))
if WORKER not in sys.path:
    sys.path.insert(0, WORKER)

TIMEOUT = 20


def fields(*values):
    encoded = [value if isinstance(value, bytes) else str(value).encode("latin-1") for value in values]
    return struct.pack(">H%dI" % len(encoded), len(encoded), *map(len, encoded)) + b"".join(encoded)


def texts(payload, encoding="utf-8"):
    count, = struct.unpack_from(">H", payload)
    position = 2 + 4 * count
    values = []
    for length in struct.unpack_from(">%dI" % count, payload, 2):
        values.append(payload[position:position + length].decode(encoding))
        position += length
    assert position == len(payload)
    return values


ENVIRON = {
    "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": "/", "QUERY_STRING": "", "SERVER_NAME": "localhost",
    "SERVER_PORT": "8080", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "HTTP_HOST": "localhost:8080",
}


def request(number=1, body=b"", pull=False, typed=(), **environ):
    strings = dict(ENVIRON, **environ)
    values = [part for pair in list(strings.items()) + list(typed) for part in pair]
    return (struct.pack(">IBHH", number, 1 if pull else 0, len(strings), len(typed)) + fields(*values) + body)


class Peer:
    """The JVM's end of a connection."""

    def __init__(self, connection):
        self.connection = connection
        connection.settimeout(TIMEOUT)
        self.file = connection.makefile("rb")

    def receive(self):
        """Return letter and payload, or None at the end."""
        header = self.file.read(5)
        if len(header) < 5:
            return None
        kind, length = struct.unpack(">cI", header)
        return kind.decode(), self.file.read(length)

    def expect(self, kind):
        found = self.receive()
        assert found is not None and found[0] == kind, "%s instead of %s" % (found, kind)
        return found[1]

    def send(self, kind, payload=b""):
        self.connection.sendall(struct.pack(">cI", kind.encode(), len(payload)) + payload)

    def close(self):
        self.file.close()
        self.connection.close()

    def answer(self, upload=b""):
        """Return the whole answer to a request: pulls are served, frames are collected until F."""
        answer = Answer()
        while True:
            found = self.receive()
            if found is None:
                answer.frames += "-"
                return answer
            kind, payload = found
            answer.frames += kind
            if kind == "H":
                answer.flags = payload[0]
                values = texts(payload[1:], "latin-1")
                answer.status = values[0]
                answer.headers = list(zip(values[1::2], values[2::2]))
                answer.route = values[-1] if len(values) % 2 == 0 else None
            elif kind == "B":
                answer.body += payload
                answer.blocks.append(payload)
            elif kind == "P":
                wanted, = struct.unpack(">I", payload)
                self.send("D", upload[:wanted])
                upload = upload[wanted:]
            elif kind == "X":
                answer.failure = texts(payload)
            elif kind == "L":
                answer.file = texts(payload)
                if self.opened:
                    self.opened(answer)
                self.send("O")
            elif kind == "F":
                return answer

    opened = None


class Answer:

    def __init__(self):
        self.frames = ""
        self.flags = self.status = self.headers = self.route = self.failure = self.file = None
        self.body = b""
        self.blocks = []


class Jvm:
    """Starts a worker on a directory with the given files."""

    def __init__(self, files, callable="app:application", threads=1, directory=None, **configuration):
        self.base = tempfile.mkdtemp(prefix="w4j")
        self.directory = os.path.join(self.base, "application")
        for name, text in files.items():
            path = os.path.join(self.directory, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(textwrap.dedent(text))
        os.makedirs(self.directory, exist_ok=True)
        self.listener = socket.socket(socket.AF_UNIX)
        path = os.path.join(self.base, "s")
        self.listener.bind(path)
        self.listener.listen(16)
        self.listener.settimeout(TIMEOUT)
        self.output = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [sys.executable, "-u", WORKER], stdin=subprocess.PIPE, stdout=self.output, stderr=subprocess.STDOUT, cwd=self.directory,
            env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"})
        configuration = dict(dict(
            socket=path, token="cafe", directory=directory or self.directory, callable=callable, threads=threads,
            process=1, processes=1, grace=1.0), **configuration)
        self.process.stdin.write(json.dumps(configuration).encode() + b"\n")
        self.process.stdin.flush()
        self.peers = []
        self.logs = []
        self.control = None
        try:
            while self.control is None:
                self.control = self.first()
            assert texts(self.control.expect("C"))[:2] == ["cafe", "1"]
        except BaseException:
            print(self.printed())
            self.close()
            raise

    def first(self):
        """Return the control connection, or None after some time without it."""
        self.listener.settimeout(0.5)
        try:
            return self.accept()
        except socket.timeout:
            assert self.process.poll() is None, "the process has ended"
        finally:
            self.listener.settimeout(TIMEOUT)

    def accept(self):
        return Peer(self.listener.accept()[0])

    def next(self, kind):
        """Return the fields of the next frame of a kind on the control connection; log records are collected."""
        while True:
            found = self.control.receive()
            assert found is not None, "the control connection is closed: " + self.printed()
            if found[0] == "G":
                self.logs.append(texts(found[1]))
            if found[0] == kind:
                return texts(found[1])

    def ready(self):
        return self.next("Y")

    def slot(self):
        peer = self.accept()
        peer.description = texts(peer.expect("S"))
        self.peers.append(peer)
        return peer

    def serve(self, *arguments):
        """Return the answer to the first request; what was logged until then is collected."""
        self.ready()
        slot = self.slot()
        slot.send("R", request(*arguments))
        answer = slot.answer()
        # Its answer comes behind the records.
        self.control.send("t")
        self.next("T")
        return answer

    def printed(self):
        self.output.seek(0)
        return self.output.read().decode()

    def quit(self):
        self.control.send("q")
        return self.process.wait(TIMEOUT)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        for peer in self.peers + [self.control]:
            if peer is not None:
                peer.close()
        self.listener.close()
        self.output.close()
        shutil.rmtree(self.base)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
