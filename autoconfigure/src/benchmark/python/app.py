"""The Flask application that all servers of the benchmark run."""
import os
import sqlite3
import threading

from flask import Flask, Response, render_template_string, request, send_file

app = Flask(__name__)
FILE = os.environ.get("BENCHMARK_FILE", "")
BLOCK = b"x" * 65536
ITEMS = """<table>
{% for id, name, price in items %}<tr><td>{{ id }}</td><td>{{ name }}</td><td>{{ "%.2f"|format(price) }}</td></tr>
{% endfor %}</table>"""
databases = threading.local()


@app.route("/hello")
def hello():
    return "Hello, world!"


@app.route("/items")
def items():
    return render_template_string(ITEMS, items=database().execute("SELECT id, name, price FROM items WHERE id > 100 LIMIT 40"))


def database():
    """Return the database of this thread, which is in memory."""
    if not hasattr(databases, "connection"):
        databases.connection = sqlite3.connect(":memory:")
        databases.connection.execute("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price REAL)")
        databases.connection.executemany("INSERT INTO items (name, price) VALUES (?, ?)",
                                         [("item %d" % number, number * 1.5) for number in range(200)])
    return databases.connection


@app.route("/generator")
def generator():
    return Response((BLOCK for _ in range(1024)), mimetype="application/octet-stream")


@app.route("/upload", methods=["POST"])
def upload():
    count = 0
    block = request.stream.read(65536)
    while block:
        count += len(block)
        block = request.stream.read(65536)
    return str(count)


@app.route("/file")
def file():
    return send_file(FILE, mimetype="application/octet-stream")


@app.route("/page")
def page():
    return Response(BLOCK * 16, mimetype="application/octet-stream")
