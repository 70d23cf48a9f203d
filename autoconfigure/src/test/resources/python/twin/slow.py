"""An application for clients that are slow."""
import os
import time

PLAIN = [("Content-Type", "application/octet-stream")]
BLOCK = bytes(range(256)) * 256


def application(environ, start_response):
    path = environ["PATH_INFO"]
    query = environ["QUERY_STRING"]
    start_response("200 OK", PLAIN)
    if path == "/blocks":
        return (BLOCK for _ in range(int(query)))
    if path == "/page":
        return [BLOCK * int(query)]
    if path == "/fails":
        return failing(int(query))
    if path == "/events":
        return events()
    if path == "/upload":
        return [str(len(environ["wsgi.input"].read())).encode()]
    if path == "/file":
        return environ["wsgi.file_wrapper"](open(__file__, "rb"))
    if path == "/pid":
        return [str(os.getpid()).encode()]
    return [b"Hello, world"]


def failing(blocks):
    for _ in range(blocks):
        yield BLOCK
    raise ValueError("after the blocks")


def events():
    while True:
        yield b"data: tick\n\n"
        time.sleep(0.01)
