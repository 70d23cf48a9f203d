package io.github.wsgi4j.container.fault;

import java.io.InputStream;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.container.fault.Fault.Ending;
import io.github.wsgi4j.container.response.Blocks;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.Failure;
import io.github.wsgi4j.container.support.ScriptedBody;

/**
 * Applications that throw something, somewhere.
 */
final class ThrowingFaults {

	private static final List<Header> NO_HEADERS = List.of();

	/**
	 * One of each sort that a server might tell apart: an exception, one that looks like
	 * a lost client, one that looks like an interrupt, and an error that Reactor takes
	 * for fatal. The others are caught by the same clauses as one of these, in each mode.
	 */
	private static final Set<Failure> EVERYWHERE = EnumSet.of(Failure.CHECKED, Failure.BROKEN_PIPE, Failure.INTERRUPTED,
			Failure.STACK_OVERFLOW);

	private ThrowingFaults() {
	}

	static Stream<Fault> all() {
		return of(Failure.values());
	}

	/**
	 * Where an application throws, with a few of the things that it may throw.
	 */
	static Stream<Fault> ofHttp2() {
		return of(Failure.CHECKED, Failure.STACK_OVERFLOW);
	}

	private static Stream<Fault> of(Failure... failures) {
		List<Fault> faults = new ArrayList<>();
		for (Stage stage : stages()) {
			for (Failure failure : failures) {
				Fault fault = stage.fault(failure, "GET");
				faults.add(EVERYWHERE.contains(failure) ? fault : fault.inOneMode());
			}
			faults.addAll(requests(stage, Failure.CHECKED));
			// The form of a request and the kind of a failure meet nowhere, so both at
			// once tell nothing new in a further mode.
			requests(stage, Failure.STACK_OVERFLOW).stream().map(Fault::inOneMode).forEach(faults::add);
		}
		return faults.stream();
	}

	private static List<Fault> requests(Stage stage, Failure failure) {
		List<Fault> faults = new ArrayList<>();
		faults.add(stage.fault(failure, "POST", "Content-Length: 5\r\n\r\nhello"));
		faults.add(stage.fault(failure, "POST", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"));
		// What a response looks like is decided by its request, and by no thread.
		faults.add(stage.http10(failure).inOneMode());
		if (!stage.sent()) {
			faults.add(stage.fault(failure, "HEAD").inOneMode());
		}
		return faults;
	}

	private static List<Stage> stages() {
		return List.of(
				new Stage("before start_response", false, 0, 1, (failure, scene, environ, start) -> failure.raise()),
				new Stage("after start_response", false, 0, 1, (failure, scene, environ, start) -> {
					start.call("200 OK", List.of(Header.of("Content-Length", "3")));
					return failure.raise();
				}), new Stage("while the headers are read", false, 0, 1, (failure, scene, environ, start) -> {
					start.call("200 OK", failure::raise);
					return Body.empty();
				}), new Stage("after the input was read", false, 0, 1, (failure, scene, environ, start) -> {
					Environ.input(environ).readAllBytes();
					return failure.raise();
				}), new Stage("after write()", true, 0, 1, (failure, scene, environ, start) -> {
					start.call("200 OK", NO_HEADERS).call(ContractSupport.bytes("x"));
					return failure.raise();
				}), new Stage("after write() of nothing", true, 0, 1, (failure, scene, environ, start) -> {
					start.call("200 OK", NO_HEADERS).call(new byte[0]);
					return failure.raise();
				}), body("in iterator()", false, (failure, scene) -> scene.body(failure::raise)),
				body("in the first hasNext()", false, (failure, scene) -> scene.body(hasNext(0, failure))),
				body("in the first next()", false, (failure, scene) -> scene.steps(failure::raise)),
				body("behind an empty block", false,
						(failure, scene) -> scene.steps(ScriptedBody.block(""), failure::raise)),
				body("in a later hasNext()", true, (failure, scene) -> scene.body(hasNext(1, failure))),
				body("in a later next()", true,
						(failure, scene) -> scene.steps(ScriptedBody.block("x"), failure::raise)),
				body("behind many blocks", true,
						(failure, scene) -> scene.steps(ScriptedBody.block("x".repeat(70_000)),
								ScriptedBody.block("x".repeat(70_000)), failure::raise)),
				body("in size()", false, (failure, scene) -> new Blocks(scene, failure, true)),
				body("in the iterator of a collection", false, (failure, scene) -> new Blocks(scene, failure, false)),
				body("in the subscription of a publisher", false,
						(failure, scene) -> Body.onClose(Body.from((subscriber) -> failure.raise()), scene::close)),
				body("in the first read of a stream", false,
						(failure, scene) -> Body.of(new Source(scene, failure, 0), 9)),
				body("in a later read of a stream", true,
						(failure, scene) -> Body.of(new Source(scene, failure, 1), 9)),
				new Stage("in close()", true, 1, 1, (failure, scene, environ, start) -> {
					start.call("200 OK", List.of(Header.of("Content-Length", "1")));
					return scene.closing(failure::raise, ScriptedBody.blocks("x"));
				}), new Stage("in close() of a body in memory", true, 1, 1, (failure, scene, environ, start) -> {
					start.call("200 OK", NO_HEADERS);
					return new Blocks(scene, failure);
				}), new Stage("in next() and close()", false, 1, 2, (failure, scene, environ, start) -> {
					start.call("200 OK", NO_HEADERS);
					return scene.closing(failure::raise, ScriptedBody.of(failure::raise));
				}));
	}

	private static Stage body(String name, boolean sent, Making making) {
		return new Stage(name, sent, 1, 1, (failure, scene, environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return making.body(failure, scene);
		});
	}

	private static Iterable<byte[]> hasNext(int blocks, Failure failure) {
		Iterator<byte[]> before = Collections.nCopies(blocks, ContractSupport.bytes("x")).iterator();
		return () -> new Iterator<>() {

			@Override
			public boolean hasNext() {
				return before.hasNext() || failure.<Boolean>raise();
			}

			@Override
			public byte[] next() {
				return before.next();
			}

		};
	}

	/**
	 * Where an application throws.
	 *
	 * @param name what it is called
	 * @param sent whether the headers have been sent
	 * @param closes how often a body is closed
	 * @param lines how many lines the log gets
	 * @param script what the application does
	 */
	private record Stage(String name, boolean sent, int closes, int lines, Script script) {

		Fault fault(Failure failure, String method, String... rest) {
			String end = (rest.length == 0) ? "\r\n" : rest[0];
			String name = failure + " " + this.name + " of a " + method + (end.startsWith("T") ? " in chunks" : "");
			return of(failure, name).request(method + " {path} HTTP/1.1\r\nHost: localhost\r\n" + end)
				.ends(this.sent ? 200 : 500, breaks() ? Ending.BROKEN : Ending.KEPT);
		}

		Fault http10(Failure failure) {
			return of(failure, failure + " " + this.name + " of HTTP/1.0").request("GET {path} HTTP/1.0\r\n\r\n")
				.ends(this.sent ? 200 : 500, breaks() ? Ending.RESET : Ending.CLOSED);
		}

		private boolean breaks() {
			return this.sent && !this.name.startsWith("in close()");
		}

		private Fault of(Failure failure, String name) {
			return Fault.of(name, (scene, environ, start) -> this.script.call(failure, scene, environ, start))
				.closes(this.closes)
				.logs(this.lines);
		}

	}

	/**
	 * What an application does with a failure.
	 */
	@FunctionalInterface
	private interface Script {

		Iterable<byte[]> call(Failure failure, Scene scene, Map<String, Object> environ, StartResponse start)
				throws Exception;

	}

	/**
	 * Makes a body that fails.
	 */
	@FunctionalInterface
	private interface Making {

		Iterable<byte[]> body(Failure failure, Scene scene) throws Exception;

	}

	/**
	 * A body in memory that fails where it is asked for its size, its blocks or its end.
	 */
	private static final class Blocks extends AbstractList<byte[]> implements AutoCloseable {

		private final Scene scene;

		private final Failure failure;

		private final boolean inSize;

		private final boolean inGet;

		Blocks(Scene scene, Failure failure, boolean inSize) {
			this.scene = scene;
			this.failure = failure;
			this.inSize = inSize;
			this.inGet = !inSize;
		}

		Blocks(Scene scene, Failure failure) {
			this.scene = scene;
			this.failure = failure;
			this.inSize = false;
			this.inGet = false;
		}

		@Override
		public byte[] get(int index) {
			return this.inGet ? this.failure.raise() : ContractSupport.bytes("x");
		}

		@Override
		public int size() {
			return this.inSize ? this.failure.<Integer>raise() : 1;
		}

		@Override
		public Iterator<byte[]> iterator() {
			return this.inSize ? this.failure.raise() : super.iterator();
		}

		@Override
		public void close() {
			this.scene.close();
			if (!this.inSize && !this.inGet) {
				this.failure.raise();
			}
		}

	}

	/**
	 * A stream that fails.
	 */
	private static final class Source extends InputStream {

		private final Scene scene;

		private final Failure failure;

		private int rest;

		Source(Scene scene, Failure failure, int rest) {
			this.scene = scene;
			this.failure = failure;
			this.rest = rest;
		}

		@Override
		public int read() {
			return 'x';
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			if (this.rest-- == 0) {
				return this.failure.<Integer>raise();
			}
			bytes[offset] = 'x';
			return 1;
		}

		@Override
		public void close() {
			this.scene.close();
		}

	}

}
