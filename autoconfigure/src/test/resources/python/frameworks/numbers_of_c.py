"""numpy: an extension in C, whose computations let other threads run."""
import os
import time

import numpy


class Computation:
    running = False
    seen = False


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/long":
        matrix = numpy.arange(160000, dtype=float).reshape(400, 400)
        for _ in range(50):
            Computation.running = True
            numpy.linalg.svd(matrix)
            Computation.running = False
            if Computation.seen:
                return [b"not alone"]
        return [b"alone"]
    if environ["PATH_INFO"] == "/meanwhile":
        Computation.seen = Computation.seen or Computation.running
        time.sleep(0.005)
        return [b"seen"]
    values = numpy.frombuffer(environ["wsgi.input"].read(), dtype=numpy.uint8)
    return [b"%d %d" % (values.sum(dtype=numpy.int64), os.getpid())]
