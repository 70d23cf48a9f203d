"""Bottle: its own response class, generators, and files through ``wsgi.file_wrapper`` with ranges and dates."""
import os

import bottle
from bottle import Bottle, redirect, request, response, static_file

app = Bottle()


@app.get("/hello")
def hello():
    return "Hello, " + request.query.name


@app.get("/items/<item:int>")
def item(item):
    return "%d %s" % (item, app.get_url("me"))


@app.post("/login")
def login():
    response.set_cookie("user", request.forms.user, secret="of the tests")
    redirect(app.get_url("me"))


@app.get("/me", name="me")
def me():
    return request.get_cookie("user", secret="of the tests") or "nobody"


@app.post("/upload")
def upload():
    file = request.files.file
    return "%s %d" % (file.raw_filename, len(file.file.read()))


@app.put("/raw")
def raw():
    return "%d" % len(request.body.read())


@app.get("/stream")
def stream():
    response.content_type = "text/plain"
    for number in range(1000):
        yield "%d\n" % number


@app.get("/file")
def file():
    return static_file("bottles.py", os.path.dirname(os.path.abspath(__file__)), mimetype="text/x-python")


@app.get("/missing")
def missing():
    bottle.abort(404, "Nothing of Bottle's")


@app.get("/broken")
def broken():
    raise RuntimeError("broken on purpose")
