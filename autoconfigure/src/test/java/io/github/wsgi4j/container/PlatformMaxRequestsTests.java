package io.github.wsgi4j.container;

class PlatformMaxRequestsTests extends MaxRequestsContract {

	PlatformMaxRequestsTests() {
		super(ExecutionMode.PLATFORM);
	}

}
