package io.github.wsgi4j.python;

/**
 * Behind the middleware of the shelf, which has to work around a start_response that is
 * called as late as the first block.
 */
class PythonShelfTests extends PythonSuite {

	PythonShelfTests() {
		super("wsgi.middleware.access-log.enabled=true", "wsgi.middleware.request-id.enabled=true",
				"wsgi.middleware.runtime.enabled=true", "wsgi.middleware.timeout.enabled=true",
				"wsgi.middleware.exception-page.enabled=true", "wsgi.middleware.maximum-body.enabled=true",
				"wsgi.middleware.method-override.enabled=true", "wsgi.middleware.security-headers.enabled=true",
				"wsgi.middleware.cors.enabled=true", "wsgi.middleware.cors.origins=*",
				"wsgi.middleware.session.enabled=true", "wsgi.middleware.session.store=web",
				"wsgi.middleware.gzip.enabled=true", "wsgi.middleware.conditional-get.enabled=true",
				"wsgi.middleware.etag.enabled=true");
	}

}
