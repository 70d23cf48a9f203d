package io.github.wsgi4j.python;

class PythonPlatformTests extends PythonContract {

	PythonPlatformTests() {
		super("wsgi.execution.mode=platform", "wsgi.execution.applications.twin=platform",
				"wsgi.request.buffering=full");
	}

}
