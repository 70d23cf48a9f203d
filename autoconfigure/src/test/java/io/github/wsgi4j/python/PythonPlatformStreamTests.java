package io.github.wsgi4j.python;

class PythonPlatformStreamTests extends PythonContract {

	PythonPlatformStreamTests() {
		super("wsgi.execution.mode=platform", "wsgi.execution.applications.twin=platform",
				"wsgi.request.buffering=stream");
	}

}
