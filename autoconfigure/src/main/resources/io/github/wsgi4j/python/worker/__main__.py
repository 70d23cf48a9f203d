"""Starts a worker: ``python -u <this directory>``, with its configuration as the first line on stdin."""

if __name__ == "__main__":
    __import__("wsgi4j_worker.main").main.main()
