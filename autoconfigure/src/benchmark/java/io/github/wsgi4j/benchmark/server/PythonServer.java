package io.github.wsgi4j.benchmark.server;

/**
 * An application in Python, which its properties name.
 */
class PythonServer {

}
