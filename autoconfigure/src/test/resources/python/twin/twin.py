"""Applications of tests, each at a path of its own."""
import os
import subprocess
import time
from wsgiref.validate import validator

PLAIN = [("Content-Type", "text/plain")]


def hello(environ, start_response):
    start_response("200 OK", PLAIN)
    return [b"Hello, ", b"world"]


def echo(environ, start_response):
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    start_response("200 OK", PLAIN + [("X-Length", environ.get("CONTENT_LENGTH", "none"))])
    return [body]


def generated(environ, start_response):
    start_response("200 OK", PLAIN)
    for number in range(5):
        yield b"%d," % number
        yield b""


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
