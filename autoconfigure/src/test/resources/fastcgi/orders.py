"""Carries out orders, and writes down each one first, in a file that all servers share.

An order such as "held:kill:1" is held until a file for "kill" is there.
"""
import os
import time

HOST = os.environ["HOST"]
ORDERS = os.environ["ORDERS"]


def application(environ, start_response):
    order = environ["QUERY_STRING"] or environ["wsgi.input"].read().decode()
    line = f"{HOST} {environ['REQUEST_METHOD']} {order}\n"
    with open(ORDERS, "ab", buffering=0) as orders:
        orders.write(line.encode())
    if order.startswith("held:"):
        while not os.path.exists(f"{ORDERS}.{order.split(':')[1]}"):
            time.sleep(0.005)
    time.sleep(0.002)
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(HOST)))])
    return [HOST.encode()]
