from flask import Flask, Response, abort, redirect, request, send_file, session, url_for

app = Flask(__name__)
app.secret_key = "of the tests"


@app.route("/")
def index():
    return "Hello, " + request.args.get("name", "Flask")


@app.route("/items/<int:item>")
def item(item):
    return {"item": item, "root": request.script_root, "url": url_for("index")}


@app.route("/login", methods=["POST"])
def login():
    session["user"] = request.form["user"]
    return redirect(url_for("me"))


@app.route("/me")
def me():
    return session.get("user", "nobody")


@app.route("/upload", methods=["POST"])
def upload():
    file = request.files["file"]
    return "%s %d" % (file.filename, len(file.read()))


@app.route("/stream")
def stream():
    return Response(("%d\n" % number for number in range(1000)), mimetype="text/plain")


@app.route("/missing")
def missing():
    abort(404)


@app.route("/file")
def file():
    return send_file(__file__, mimetype="text/x-python")
