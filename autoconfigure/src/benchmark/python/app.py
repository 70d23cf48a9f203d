"""The Flask application that all servers of the benchmark run."""
import os

from flask import Flask, Response, request, send_file

app = Flask(__name__)
FILE = os.environ.get("BENCHMARK_FILE", "")
BLOCK = b"x" * 65536


@app.route("/hello")
def hello():
    return "Hello, world!"


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
