package io.github.wsgi4j.container;

import java.util.function.Supplier;

import org.junit.jupiter.api.Nested;

/**
 * What any server promises beyond the interface itself.
 */
abstract class ServerSuite extends InterfaceSuite {

	ServerSuite(Supplier<? extends Subject> start) {
		super(start);
	}

	@Nested
	class Streaming extends StreamingContract {

		Streaming() {
			super(subject());
		}

	}

	@Nested
	class Server extends ServerContract {

		Server() {
			super(subject());
		}

	}

	@Nested
	class Departure extends DepartureContract {

		Departure() {
			super(subject());
		}

	}

}
