package io.github.wsgi4j.python;

class PythonJettyTests extends PythonServletSuite {

	PythonJettyTests() {
		super("JettyWebServer",
				"org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration",
				"wsgi.request.buffering=full");
	}

}
