"""Requests and responses, by one slot without a process around it."""

import io
import os
import socket
import sys
import tempfile
import threading
import unittest

from jvm import Peer, fields, request

from wsgi4j_worker import ClientGone, ProtocolError, files
from wsgi4j_worker.environ import constants
from wsgi4j_worker.errors import Errors
from wsgi4j_worker.frames import Connection
from wsgi4j_worker.interrupt import ThreadInterrupt
from wsgi4j_worker.slot import Slot

TEXT = [("Content-Type", "text/plain")]


class Closing:
    """A body that counts the calls of its close()."""

    def __init__(self, blocks, failure=None):
        self.blocks = iter(blocks)
        self.closed = 0
        self.failure = failure

    def __iter__(self):
        return self.blocks

    def close(self):
        self.closed += 1
        if self.failure:
            raise self.failure


class SlotTestCase(unittest.TestCase):

    def setUp(self):
        ours, theirs = socket.socketpair()
        self.peer = Peer(theirs)
        self.connection = Connection(ours)
        self.logs = []
        self.pid = os.getpid()
        self.quitting = False
        self.control = self
        self.errors = Errors(lambda level, logger, text: self.logs.append((level, text)) or True)
        self.constants = constants(self.errors, 1, 1)
        self.slot = Slot(0, self, ThreadInterrupt())
        self.thread = threading.Thread(target=self.serve)

    def tearDown(self):
        self.peer.close()
        if self.thread.ident:
            self.thread.join(20)
        self.connection.close()

    def serve(self):
        try:
            self.slot._serve(self.connection)
        except (ClientGone, ProtocolError):
            pass
        finally:
            self.connection.close()

    def request(self, number):
        pass

    def log_own(self, level, text):
        self.logs.append((level, text))

    def start(self, application):
        self.application = application
        if not self.thread.ident:
            self.thread.start()

    def call(self, application, upload=b"", **values):
        self.start(application)
        self.peer.send("R", request(**values))
        return self.peer.answer(upload)

    def body(self, blocks, headers=TEXT, status="200 OK", **values):
        def application(environ, start_response):
            start_response(status, headers)
            return blocks
        return self.call(application, **values)


class EnvironTests(SlotTestCase):

    def test_values(self):
        def application(environ, start_response):
            self.environ = environ
            start_response("200 OK", TEXT)
            return []
        self.call(application, PATH_INFO="/\xe9\xff\x00x", REMOTE_USER="", typed=[
            ("a.true", "true"), ("a.false", "false"), ("a.int", "-12"), ("a.float", "1.5")])
        self.assertIs(type(self.environ), dict)
        self.assertEqual(self.environ["PATH_INFO"], "/\xe9\xff\x00x")
        self.assertEqual(self.environ["REMOTE_USER"], "")
        self.assertEqual([self.environ["a." + name] for name in ("true", "false", "int", "float")], [True, False, -12, 1.5])
        self.assertEqual(self.environ["wsgi.version"], (1, 0))
        self.assertIs(self.environ["wsgi.file_wrapper"], files.FileWrapper)

    def test_malformed_request(self):
        self.start(None)
        self.peer.send("R", b"\0\0\0\1\0\0\2\0\0\0\4\0\0\0\1")
        self.assertEqual(self.peer.answer().frames, "-")


class InputTests(SlotTestCase):

    def read(self, use, body, **values):
        def application(environ, start_response):
            start_response("200 OK", TEXT)
            return [repr(use(environ["wsgi.input"])).encode()]
        for pull in (False, True):
            found = self.call(application, body if pull else b"", body=b"" if pull else body, pull=pull).body.decode()
        return found

    def test_methods(self):
        text = b"one\ntwo\nthree"
        for use, expected in (
                (lambda file: file.read(), text), (lambda file: (file.read(5), file.read(100), file.read(1)), (text[:5], text[5:], b"")),
                (lambda file: (file.readline(), file.readline(2), file.readline(), file.readline(), file.readline()),
                 (b"one\n", b"tw", b"o\n", b"three", b"")),
                (lambda file: file.readlines(), [b"one\n", b"two\n", b"three"]),
                (lambda file: list(file), [b"one\n", b"two\n", b"three"]), (lambda file: file.read(0), b""),
                # as in wsgiref's input, which is a BufferedReader too
                (lambda file: (file.readline(0), file.readline(-1), file.readline(100)), (b"", b"one\n", b"two\n")),
                (lambda file: (file.readlines(1), file.readlines(5), file.readlines()), ([b"one\n"], [b"two\n", b"three"], [])),
                (lambda file: (file.read(-1), file.read(-1), file.read(None)), (text, b"", b"")),
                # as much as there is, by an application that asks for the most there can be
                (lambda file: (file.read(1), file.read(sys.maxsize), file.read(sys.maxsize)), (text[:1], text[1:], b"")),
                (lambda file: (file.read(2), file.readline(), next(file), list(file)), (b"on", b"e\n", b"two\n", [b"three"]))):
            self.assertEqual(self.read(use, text), repr(expected))

    def test_large(self):
        text = os.urandom(3 * 1024 * 1024 + 5)
        for read in (lambda file: file.read(), lambda file: file.read(len(text)), lambda file: b"".join(iter(lambda: file.read(1000), b""))):
            def application(environ, start_response):
                start_response("200 OK", TEXT)
                return [read(environ["wsgi.input"])]
            self.assertEqual(self.call(application, text, pull=True).body, text)
        self.assertEqual(self.call(application, body=text).body, text)

    def test_upload_is_cut_short(self):
        def application(environ, start_response):
            environ["wsgi.input"].read()
        self.start(application)
        self.peer.send("R", request(pull=True))
        self.peer.expect("P")
        self.peer.send("D", b"some")
        self.peer.expect("P")
        self.peer.send("d", fields("the client has gone"))
        answer = self.peer.answer()
        self.assertEqual(answer.frames, "XF")
        self.assertEqual(answer.failure[:2], ["OSError", "the client has gone"])

    def test_input_of_an_earlier_request(self):
        kept = []

        def application(environ, start_response):
            kept.append(environ["wsgi.input"])
            if len(kept) > 1:
                kept[0].read()
            start_response("200 OK", TEXT)
            return []
        self.call(application, b"x", pull=True)
        self.assertEqual(self.call(application, b"x", pull=True).failure[1], "the request has ended")


class StartResponseTests(SlotTestCase):

    def failure(self, application, **values):
        answer = self.call(application, **values)
        self.assertEqual(answer.frames, "XF")
        return answer.failure[0]

    def test_types(self):
        for status, headers in (
                (b"200 OK", []), ("200 OK", [(b"A", "b")]), ("200 OK", [("A", b"b")]), ("200 OK", [("A", 5)]), ("200 OK", [5])):
            def application(environ, start_response):
                start_response(status, headers)
            with self.subTest((status, headers)):
                self.assertEqual(self.failure(application), "TypeError")

    def test_second_call(self):
        def application(environ, start_response):
            start_response("200 OK", TEXT)
            start_response("200 OK", TEXT)
        self.assertEqual(self.failure(application), "AssertionError")


class BodyTests(SlotTestCase):

    def test_list(self):
        answer = self.body([b"a", b"", b"b"])
        self.assertEqual((answer.frames, answer.body), ("HBEF", b"ab"))
        self.assertIn(("Content-Length", "2"), answer.headers)
        answer = self.body(())
        self.assertEqual(answer.frames, "HEF")
        self.assertIn(("Content-Length", "0"), answer.headers)

    def test_large(self):
        for blocks in ([os.urandom(70000)], [os.urandom(40000)] * 3, [os.urandom(17 * 1024 * 1024)]):
            answer = self.body(blocks)
            self.assertEqual(answer.body, b"".join(blocks))
            self.assertIn(("Content-Length", str(len(answer.body))), answer.headers)
            answer = self.body(iter(blocks))
            self.assertEqual(answer.body, b"".join(blocks))
            self.assertEqual(answer.headers, TEXT)

    def test_each_block_is_sent_before_the_next(self):
        asked = threading.Semaphore(0)

        def blocks():
            yield b""
            for block in (b"a", b"b"):
                yield block
                asked.acquire(timeout=10)
        self.start(lambda environ, start_response: start_response("200 OK", TEXT) and blocks())
        self.peer.send("R", request())
        self.peer.expect("H")
        self.assertEqual(self.peer.expect("B"), b"a")
        asked.release()
        self.assertEqual(self.peer.expect("B"), b"b")
        asked.release()
        self.peer.expect("E")
        self.peer.expect("F")

    def test_write(self):
        def application(environ, start_response):
            write = start_response("200 OK", TEXT)
            write(b"")
            write(b"a")
            write(b"b")
            return [b"c"]
        answer = self.call(application)
        self.assertEqual((answer.frames, answer.blocks), ("HBBBBEF", [b"", b"a", b"b", b"c"]))

    def test_write_of_nothing(self):
        for values, frames in (({}, "HBEF"), (dict(status="204 No Content"), "HEF"), (dict(headers=[("Content-Length", "0")]), "HEF")):
            def application(environ, start_response):
                start_response(values.get("status", "200 OK"), values.get("headers", []))(b"")
                return []
            self.assertEqual(self.call(application).frames, frames)

    def test_write_takes_bytes(self):
        answer = self.call(lambda environ, start_response: start_response("200 OK", TEXT)("text"))
        self.assertEqual((answer.frames, answer.failure[0]), ("XF", "TypeError"))

    def test_only_bytes(self):
        for body in (["text"], iter(["text"]), "text", [bytearray(b"x")], None):
            answer = self.body(body)
            self.assertEqual((answer.frames, answer.failure[0]), ("XF", "TypeError"), body)

    def test_without_body(self):
        for values in (dict(REQUEST_METHOD="HEAD"), dict(status="204 No Content"), dict(status="205 Reset Content"),
                       dict(status="304 Not Modified")):
            for make in (list, iter, Closing):
                steps = []

                def blocks():
                    for step in (b"", b"a", b"b"):
                        steps.append(step)
                        yield step
                answer = self.body(make(blocks()), **values)
                self.assertEqual((answer.frames, answer.flags), ("HEF", 1))
                if make is not list:
                    self.assertEqual(steps, [b"", b"a"])
        answer = self.body([], [("Content-Length", "5")], REQUEST_METHOD="HEAD")
        self.assertEqual((answer.frames, answer.headers), ("HEF", [("Content-Length", "5")]))

    def test_longer_than_its_content_length(self):
        for body in ([b"abcd", b"ef"], iter([b"abcd", b"ef"]), iter([b"abc", b"def"]), iter([b"abcdef", b"ghi"])):
            self.logs.clear()
            answer = self.body(body, [("Content-Length", "3")])
            self.assertEqual((answer.body, answer.frames), (b"abc", "HBEF"))
            self.assertEqual(len(self.logs), 1, self.logs)
            self.assertTrue(self.logs[0][1].startswith("GET /: "), self.logs)

    def test_log_names_the_request(self):
        def application(environ, start_response):
            start_response("200 OK", [("Content-Length", "1")])
            return Closing([b"ab"], KeyError("close"))
        self.call(application, SCRIPT_NAME="/shop", PATH_INFO="/caf\xc3\n")
        self.assertEqual([text.split(": ")[0] for _, text in self.logs], ["GET /shop/caf\\xc3\\n"] * 2)

    def test_shorter_than_its_content_length(self):
        for body, frames in (([b"ab"], "HBXF"), ([], "XF"), (iter([]), "XF"), (iter([b"ab"]), "HBXF")):
            answer = self.body(body, [("Content-Length", "3")])
            self.assertEqual(answer.frames, frames)
            self.assertIn("before its Content-Length", answer.failure[1])

    def test_end_with_the_content_length(self):
        def blocks():
            yield b"abc"
            raise KeyError("late")
        answer = self.body(blocks(), [("Content-Length", "3")])
        self.assertEqual(answer.frames, "HBEF")
        self.assertIn("KeyError", self.logs[0][1])

    def test_exceptions(self):
        def before(environ, start_response):
            raise KeyError("\u20ac \udc80")
        answer = self.call(before)
        self.assertEqual(answer.frames, "XF")
        self.assertEqual(answer.failure[0], "KeyError")
        self.assertIn("in before", answer.failure[2])
        self.assertNotIn("slot.py", answer.failure[2])

        def after(environ, start_response):
            start_response("200 OK", TEXT)
            yield b"a"
            raise SystemExit(3)
        answer = self.call(after)
        self.assertEqual((answer.frames, answer.failure[0]), ("HBXF", "SystemExit"))
        self.assertEqual(self.body([b"next"]).body, b"next")


class CloseTests(SlotTestCase):

    def test_end_goes_out_before_close(self):
        closing = threading.Event()
        body = Closing([b"a"])
        waited = []
        body.close = lambda: waited.append(closing.wait(10))
        self.start(lambda environ, start_response: start_response("200 OK", TEXT) and body)
        self.peer.send("R", request())
        for kind in "HBE":
            self.peer.expect(kind)
        closing.set()
        self.peer.expect("F")
        self.assertEqual(waited, [True])

    def test_client_goes_away(self):
        steps = []

        def blocks():
            while True:
                steps.append(1)
                yield b"x" * 100000
        body = Closing(blocks())
        self.start(lambda environ, start_response: start_response("200 OK", TEXT) and body)
        self.peer.send("R", request())
        self.peer.expect("H")
        self.peer.close()
        self.thread.join(10)
        self.assertFalse(self.thread.is_alive())
        self.assertEqual(body.closed, 1)
        self.assertTrue(self.connection.broken)


class FileTests(SlotTestCase):

    def file(self, file, headers=TEXT, **values):
        self.peer.opened = lambda answer: self.assertFalse(file.closed)

        def application(environ, start_response):
            start_response("200 OK", headers)
            return environ["wsgi.file_wrapper"](file, 4)
        answer = self.call(application, **values)
        self.assertTrue(file.closed)
        return answer

    def temporary(self, position=0):
        file = tempfile.TemporaryFile()
        file.write(b"0123456789")
        file.seek(position)
        return file

    @unittest.skipUnless(files.BY_REFERENCE, "no /proc")
    def test_by_reference(self):
        file = self.temporary(3)
        descriptor = str(file.fileno())
        answer = self.file(file)
        self.assertEqual((answer.frames, answer.file), ("HLEF", [descriptor, "3", "7"]))
        self.assertIn(("Content-Length", "7"), answer.headers)
        answer = self.file(self.temporary(3), [("Content-Length", "2")])
        self.assertEqual((answer.frames, answer.file[1:]), ("HLEF", ["3", "2"]))
        self.assertEqual(self.file(self.temporary(10)).frames, "HEF")
        self.assertEqual(self.file(self.temporary(), REQUEST_METHOD="HEAD").frames, "HEF")
        answer = self.file(self.temporary(), [("Content-Length", "11")])
        self.assertEqual((answer.frames, answer.body), ("HBBBXF", b"0123456789"))
        named = tempfile.NamedTemporaryFile()
        named.write(b"abc")
        named.seek(1)
        self.assertEqual(self.file(named).file[1:], ["1", "2"])

    def test_by_blocks(self):
        import gzip
        file = self.temporary()
        with gzip.GzipFile(fileobj=file, mode="wb") as compressed:
            compressed.write(b"0123456789")
        file.seek(0)
        for each in (io.BytesIO(b"0123456789"), gzip.GzipFile(fileobj=file)):
            answer = self.file(each)
            self.assertEqual((answer.frames, answer.blocks), ("HBBBEF", [b"0123", b"4567", b"89"]))
        answer = self.file(io.BytesIO(b"0123456789"), [("Content-Length", "6")])
        self.assertEqual((answer.body, self.logs), (b"012345", []))
        file.close()

    def test_pipe(self):
        read, write = os.pipe()
        os.write(write, b"piped")
        os.close(write)
        self.assertEqual(self.file(open(read, "rb")).body, b"piped")


if __name__ == "__main__":
    unittest.main()
