package io.github.wsgi4j.python;

class PythonEventLoopTests extends PythonContract {

	PythonEventLoopTests() {
		super("wsgi.execution.mode=event-loop", "wsgi.execution.applications.twin=event-loop",
				"wsgi.request.buffering=full");
	}

}
