package io.github.wsgi4j.container.contract;

import java.util.function.Supplier;

import org.junit.jupiter.api.Nested;

/**
 * All that the interface promises wherever an application in Java runs.
 */
abstract class InterfaceSuite extends PortableSuite {

	/**
	 * Creates a suite.
	 * @param start starts what is tested, just before the first test
	 */
	InterfaceSuite(Supplier<? extends Subject> start) {
		super(start);
	}

	@Nested
	class Environ extends EnvironContract {

		Environ() {
			super(subject());
		}

	}

	@Nested
	class Java extends JavaContract {

		Java() {
			super(subject());
		}

	}

	@Nested
	class Mount extends MountContract {

		Mount() {
			super(subject());
		}

	}

	@Nested
	class Web extends WebContract {

		Web() {
			super(subject());
		}

	}

}
