package io.github.wsgi4j.container.contract;

import java.util.function.Supplier;

import org.junit.jupiter.api.Nested;

/**
 * What Reactor Netty promises beyond other servers.
 */
public abstract class NettySuite extends ServerSuite {

	public NettySuite(Supplier<? extends Subject> start) {
		super(start);
	}

	@Nested
	class Exact extends ExactContract {

		Exact() {
			super(subject());
		}

	}

}
