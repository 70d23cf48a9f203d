package io.github.wsgi4j.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.github.wsgi4j.container.contract.DepartureContract;
import io.github.wsgi4j.container.contract.PortableSuite;
import io.github.wsgi4j.container.contract.StreamingContract;
import org.junit.jupiter.api.Nested;

/**
 * What an application in Python and its server owe each other, with CPython's own
 * validator around the one and {@code wsgi.validate=fail} around the other.
 */
abstract class PythonSuite extends PortableSuite {

	PythonSuite(String... properties) {
		this(PythonServer::start, true, properties);
	}

	/**
	 * Creates a suite.
	 * @param start starts a server with the application of a folder and with properties
	 * @param carriesReason whether the server sends the application's reason phrase
	 */
	PythonSuite(BiFunction<String, String[], PythonServer> start, boolean carriesReason, String... properties) {
		super(() -> start(start, carriesReason, properties));
	}

	private static PythonSubject start(BiFunction<String, String[], PythonServer> start, boolean carriesReason,
			String... properties) {
		PythonPackage.assumeInterpreter();
		try {
			Path folder = Files.createTempDirectory("scripts");
			Stream<String> all = Stream.concat(Stream.of("python.callable=scripted:application", "python.processes=1",
					"python.threads=2", "python.environment-variables.SCRIPT=" + folder.resolve("script")),
					Stream.of(properties));
			return new PythonSubject(start.apply("twin", all.toArray(String[]::new)), folder, carriesReason,
					!List.of(properties).contains("wsgi.request.buffering=stream"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	final PythonSubject python() {
		return (PythonSubject) subject();
	}

	@Nested
	class Streaming extends StreamingContract {

		Streaming() {
			super(subject());
		}

	}

	@Nested
	class Departure extends DepartureContract {

		Departure() {
			super(subject());
		}

	}

	@Nested
	class Python extends PythonContract {

		Python() {
			super(python());
		}

	}

}
