"""The applications of the contract, each at a path of its own."""
import os
import subprocess
import sys
import tempfile
import time
from wsgiref.validate import validator

PLAIN = [("Content-Type", "text/plain")]


def hello(environ, start_response):
    start_response("200 OK", PLAIN)
    return [b"Hello, ", b"world"]


def phrase(environ, start_response):
    start_response("418 Short and stout", PLAIN)
    return [b"teapot"]


def repeated(environ, start_response):
    start_response("200 OK", PLAIN + [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    return [b"cookies"]


def latin(environ, start_response):
    start_response("200 OK", PLAIN + [("X-Name", "Andr\xe9")])
    return [environ["PATH_INFO"].encode("latin-1")]


def query(environ, start_response):
    start_response("200 OK", PLAIN)
    return [environ["QUERY_STRING"].encode("latin-1")]


def echo(environ, start_response):
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    start_response("200 OK", PLAIN + [("X-Length", environ.get("CONTENT_LENGTH", "none"))])
    return [body]


def lines(environ, start_response):
    start_response("200 OK", PLAIN)
    return [b"|".join(line.rstrip(b"\n") for line in environ["wsgi.input"])]


def count(environ, start_response):
    total = 0
    block = environ["wsgi.input"].read(65536)
    while block:
        total += len(block)
        block = environ["wsgi.input"].read(65536)
    start_response("200 OK", PLAIN)
    return [str(total).encode()]


def unread(environ, start_response):
    start_response("200 OK", PLAIN)
    return [b"not read"]


def generated(environ, start_response):
    start_response("200 OK", PLAIN)
    for number in range(5):
        yield b"%d," % number
        yield b""


def announced(environ, start_response):
    start_response("200 OK", PLAIN + [("Content-Length", "6")])
    yield b"abc"
    yield b"def"


def late(environ, start_response):
    yield b""
    start_response("200 OK", PLAIN)
    yield b"late"


def written(environ, start_response):
    write = start_response("200 OK", PLAIN)
    write(b"written ")
    return [b"and returned"]


def replaced(environ, start_response):
    start_response("200 OK", PLAIN)
    try:
        raise ValueError("changed my mind")
    except ValueError:
        start_response("503 Later", PLAIN, sys.exc_info())
    return [b"replaced"]


def nothing(environ, start_response):
    start_response("204 No Content", [])
    return []


def fails(environ, start_response):
    raise ValueError("on purpose")


def fails_in_body(environ, start_response):
    start_response("200 OK", PLAIN)
    yield b"begun "
    raise ValueError("in the middle")


def fails_before_block(environ, start_response):
    start_response("200 OK", PLAIN)
    yield b""
    raise ValueError("before the first block")


def short(environ, start_response):
    start_response("200 OK", PLAIN + [("Content-Length", "100")])
    return [b"too short"]


def wrapped(environ, start_response):
    file = tempfile.TemporaryFile()
    file.write(b"0123456789" * 20000)
    file.seek(10)
    start_response("200 OK", PLAIN)
    return environ["wsgi.file_wrapper"](file, 8192)


def large(environ, start_response):
    start_response("200 OK", PLAIN)
    for _ in range(64):
        yield b"x" * 65536


CLOSED = []


class Closing:
    def __init__(self, blocks):
        self.blocks = iter(blocks)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.blocks)

    def close(self):
        CLOSED.append(1)


def closing(environ, start_response):
    start_response("200 OK", PLAIN)
    return Closing([b"closed later"])


def closed(environ, start_response):
    start_response("200 OK", PLAIN)
    return [str(len(CLOSED)).encode()]


def closing_fails(environ, start_response):
    start_response("200 OK", PLAIN)
    body = Closing([b"whole"])
    body.close = lambda: [][0]
    return body


def not_modified(environ, start_response):
    start_response("304 Not Modified", [("ETag", '"x"')])
    yield b"a body that is not sent"


def too_late(environ, start_response):
    write = start_response("200 OK", PLAIN)
    write(b"written ")
    try:
        start_response("500 Too late", PLAIN)
    except AssertionError:
        yield b"and refused"


def endless(environ, start_response):
    start_response("200 OK", PLAIN)
    return Closing(iter(lambda: b"y" * 65536, None))


def variables(environ, start_response):
    start_response("200 OK", PLAIN)
    names = environ["QUERY_STRING"].split(",")
    return ["|".join("%s=%r" % (name, environ.get(name)) for name in names).encode()]


def logs(environ, start_response):
    environ["wsgi.errors"].write("an error of %s\n" % environ["PATH_INFO"])
    print("printed by the application", flush=True)
    os.write(2, b"written below Python\n")
    import logging
    logging.getLogger("shop.cart").warning("a warning of %s", "logging")
    start_response("200 OK", PLAIN)
    return [b"logged"]


def sleeps(environ, start_response):
    time.sleep(float(environ["QUERY_STRING"]))
    start_response("200 OK", PLAIN)
    return [b"slept"]


def stubborn(environ, start_response):
    end = time.time() + float(environ["QUERY_STRING"])
    while time.time() < end:
        try:
            time.sleep(end - time.time())
        except BaseException:
            pass
    start_response("200 OK", PLAIN)
    return [b"did not obey"]


def pid(environ, start_response):
    start_response("200 OK", PLAIN)
    return [str(os.getpid()).encode()]


def family(environ, start_response):
    child = subprocess.Popen(["sleep", "1000"])
    start_response("200 OK", PLAIN)
    return [b"%d %d" % (os.getpid(), child.pid)]


def dies(environ, start_response):
    os._exit(7)


def plain(environ, start_response):
    name = environ["PATH_INFO"].split("/")[1].replace("-", "_")
    return globals()[name](environ, start_response)


application = plain
validated = validator(plain)
