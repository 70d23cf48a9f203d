"""What Flask hides: a body that is echoed while it is read, a process that dies."""
import hashlib
import os
import time


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/die":
        os._exit(1)
    start_response("200 OK", [("Content-Type", "application/octet-stream")])
    if path == "/echo":
        return echo(environ["wsgi.input"])
    if path == "/dies-later":
        return dying()
    if path == "/digest":
        return [hashlib.sha256(environ["wsgi.input"].read()).hexdigest().encode()]
    if path == "/wait":
        time.sleep(float(environ["QUERY_STRING"]))
    return [repr(environ.get(name)).encode() + b"\n" for name in environ["QUERY_STRING"].split(",")]


def echo(body):
    block = body.read(65536)
    while block:
        yield block
        block = body.read(65536)


def dying():
    yield b"begun"
    time.sleep(0.1)
    os._exit(1)
