package io.github.wsgi4j.container.limits;

import io.github.wsgi4j.container.ExecutionMode;

class PlatformMaxRequestsTests extends MaxRequestsContract {

	PlatformMaxRequestsTests() {
		super(ExecutionMode.PLATFORM);
	}

}
