"""A shopping basket in Flask. It knows nothing of Java; its users log in with Spring Security all the same."""

import os

from flask import Flask, redirect, render_template, request, session, url_for

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
# All applications of a host share its cookies, and "session" is too near to the SESSION of Spring.
app.config["SESSION_COOKIE_NAME"] = "basket"


@app.route("/")
def basket():
    return render_template("basket.html", items=session.get("items", []), user=request.remote_user,
                           authorities=authorities(), token=request.environ.get("demo.csrf_token"))


@app.route("/items", methods=["POST"])
def add():
    name = request.form["name"].strip()[:100]
    if name:
        session["items"] = session.get("items", []) + [name]
    return redirect(url_for("basket"))


@app.route("/items/<int:number>")
def item(number):
    return {"number": number, "name": session.get("items", [])[number - 1]}


@app.route("/me")
def me():
    return {"user": request.remote_user, "authorities": authorities()}


@app.errorhandler(IndexError)
def missing(error):
    return {"message": "There is no such item"}, 404


def authorities():
    return [name for name in request.environ.get("wsgi4j.authorities", "").split(",") if name]
