"""Plays the scripts of the portable contract, as ScriptPlayer does in Java: the one that the file $SCRIPT has now."""
import io
import json
import os
import sys
import time
from wsgiref.validate import validator

FAILURES = {
    "STATE": RuntimeError, "IO": OSError, "EOF": EOFError, "PIPE": BrokenPipeError, "RESET": ConnectionResetError,
    "INTERRUPT": KeyboardInterrupt, "STACK": RecursionError, "CLASS": ImportError, "MEMORY": MemoryError,
}
kept = None


def application(environ, start_response):
    with open(os.environ["SCRIPT"], encoding="utf-8") as file:
        player = Player(json.load(file))
    if player.script["breaking"]:
        return player.play(environ, start_response)
    result = validator(player.play)(environ, start_response)
    if type(player.result) in (list, environ["wsgi.file_wrapper"]):
        # the validator would hide what a server sends in ways of their own
        result.closed = True
        return player.result
    return result


class Player:

    def __init__(self, script):
        self.script = script
        self.body = script["body"]

    def play(self, environ, start_response):
        self.environ = environ
        self.start_response = start_response
        self.run(self.script["call"])
        self.result = getattr(self, self.body["kind"].lower())()
        return self.result

    def list(self):
        return [encoded(step["text"]) for step in self.body["steps"]]

    def closeable_list(self):
        result = CloseableList(self.list())
        result.close = self.close
        return result

    def steps(self):
        return Steps(self)

    def file(self):
        file = open(self.body["text"], "rb")
        file.seek(self.body["number"])
        wrapped = self.environ["wsgi.file_wrapper"](file, self.body["blockSize"])
        close = wrapped.close

        def closing():
            close()
            self.write_note("close" if file.closed else "left open")
        wrapped.close = closing
        return wrapped

    def stream(self):
        return self.environ["wsgi.file_wrapper"](Stream(self), self.body["blockSize"])

    def input(self):
        return iter(self.environ["wsgi.input"])

    def nothing(self):
        return None

    def blocks(self):
        for step in self.body["steps"]:
            if step["op"] == "BLOCK":
                block = encoded(step["text"])
                for _ in range(step["number"]):
                    yield block
            else:
                self.run([step])

    def close(self):
        self.write_note("close")
        self.run(self.body["onClose"])

    def run(self, steps):
        for step in steps:
            getattr(self, "do_" + step["op"].lower())(step)

    def do_start(self, step):
        self.write = self.start_response(step["text"], self.headers(step))

    def do_restart(self, step):
        try:
            raise OSError("the reason")
        except OSError:
            self.write = self.start_response(step["text"], self.headers(step), sys.exc_info())

    def headers(self, step):
        headers = step["headers"] and [header and (header["name"], header["value"]) for header in step["headers"]]
        if not self.script["breaking"] and not step["text"].startswith(("204", "304")):
            # the validator asks for one
            if "content-type" not in [name.lower() for name, _ in headers]:
                headers.append(("Content-Type", "text/plain"))
        return headers

    def do_write(self, step):
        self.write(encoded(step["text"]))

    def do_keep(self, step):
        global kept
        kept = self.write

    def do_kept(self, step):
        kept(encoded(step["text"]))

    def do_fail(self, step):
        raise FAILURES[step["failure"]](step["text"])

    def do_read(self, step):
        self.note(self.environ["wsgi.input"].read(step["number"]))

    def do_read_line(self, step):
        self.note(self.environ["wsgi.input"].readline(step["number"]))

    def do_read_lines(self, step):
        self.note(joined(self.environ["wsgi.input"].readlines(step["number"])))

    def do_iterate(self, step):
        self.note(joined(self.environ["wsgi.input"]))

    def do_print(self, step):
        self.environ["wsgi.errors"].write(step["text"])

    def do_flush(self, step):
        self.environ["wsgi.errors"].flush()

    def do_note(self, step):
        self.write_note(step["text"])

    def do_environ(self, step):
        self.write_note(json.dumps(self.environ, default=lambda value: type(value).__name__))

    def do_pause(self, step):
        end = time.monotonic() + 10
        while not os.path.exists(os.path.join(self.script["stage"], step["text"])):
            if time.monotonic() > end:
                raise RuntimeError("waited in vain")
            time.sleep(0.002)

    def do_caught(self, step):
        self.attempt(step["steps"])

    def do_seen(self, step):
        self.attempt(step["steps"], True)

    def attempt(self, steps, fails=False):
        try:
            self.run(steps)
        except (TypeError, ValueError, AssertionError, OSError) as failure:
            kind = "io: %s" % failure if isinstance(failure, OSError) else "state" if isinstance(failure, AssertionError) else "argument"
            self.write_note(kind)
            if fails:
                raise

    def note(self, data):
        self.write_note(data.decode("latin-1"))

    def write_note(self, note):
        with open(os.path.join(self.script["stage"], "notes"), "a") as file:
            file.write(json.dumps(note) + "\n")


class CloseableList(list):
    pass


class Steps:
    """A body whose close() does something: a generator's would end it alone."""

    def __init__(self, player):
        self.blocks = player.blocks()
        self.close = player.close

    def __iter__(self):
        return self.blocks


class Stream:
    """No subclass of what is in ``io``, since that closes itself when it is collected as garbage."""

    def __init__(self, player):
        self.read = io.BytesIO(encoded(player.body["text"])).read
        self.close = player.close


def encoded(text):
    return text if text is None else text.encode("latin-1")


def joined(lines):
    return b"".join(line + b"|" for line in lines)
