package io.github.wsgi4j.python;

class PythonTomcatTests extends PythonServletSuite {

	PythonTomcatTests() {
		super("TomcatWebServer",
				"org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration",
				"wsgi.request.buffering=stream");
	}

}
