package io.github.wsgi4j.container.contract;

import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/**
 * All that the interface promises wherever an application runs, whether it is in Java or
 * in Python. A subclass says where, and has all these tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("ClassCanBeStatic")
public abstract class PortableSuite {

	private final Supplier<? extends Subject> start;

	private Subject subject;

	/**
	 * Creates a suite.
	 * @param start starts what is tested, just before the first test
	 */
	public PortableSuite(Supplier<? extends Subject> start) {
		this.start = start;
	}

	@BeforeAll
	void start() {
		this.subject = this.start.get();
	}

	@AfterAll
	public void stop() {
		if (this.subject != null) {
			this.subject.close();
		}
	}

	public Subject subject() {
		return this.subject;
	}

	@Nested
	class Input extends InputContract {

		Input() {
			super(subject());
		}

	}

	@Nested
	class Errors extends ErrorsContract {

		Errors() {
			super(subject());
		}

	}

	@Nested
	class StartResponse extends StartResponseContract {

		StartResponse() {
			super(subject());
		}

	}

	@Nested
	class Write extends WriteContract {

		Write() {
			super(subject());
		}

	}

	@Nested
	class Body extends BodyContract {

		Body() {
			super(subject());
		}

	}

	@Nested
	class Framing extends FramingContract {

		Framing() {
			super(subject());
		}

	}

	@Nested
	class File extends FileContract {

		File() {
			super(subject());
		}

	}

	@Nested
	class Failure extends FailureContract {

		Failure() {
			super(subject());
		}

	}

	@Nested
	class Close extends CloseContract {

		Close() {
			super(subject());
		}

	}

}
