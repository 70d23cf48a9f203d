package io.github.wsgi4j.container.contract;

import java.util.function.Supplier;

import org.junit.jupiter.api.Nested;

/**
 * What any server promises beyond the interface itself.
 */
public abstract class ServerSuite extends InterfaceSuite {

	public ServerSuite(Supplier<? extends Subject> start) {
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
