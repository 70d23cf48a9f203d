package io.github.wsgi4j.container.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.container.fault.Fault.Departure;
import io.github.wsgi4j.container.fault.Fault.Moment;
import io.github.wsgi4j.container.fault.Fault.Plot;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.ScriptedBody;

/**
 * Clients that go away, in each way and at each point of a request and its response.
 */
final class LeavingFaults {

	private static final List<Header> NO_HEADERS = List.of();

	private static final String HEAD = "POST {path} HTTP/1.1\r\nHost: localhost\r\n";

	private LeavingFaults() {
	}

	static Stream<Fault> all() {
		List<Fault> faults = new ArrayList<>();
		for (Departure departure : List.of(Departure.CLOSE, Departure.HALF_CLOSE, Departure.RESET)) {
			addSending(faults, departure);
			addCalled(faults, departure, departure != Departure.CLOSE);
			addReceiving(faults, departure);
		}
		return faults.stream();
	}

	/**
	 * The same for a stream of HTTP/2: with the connection, or without it.
	 */
	static Stream<Fault> ofHttp2() {
		List<Fault> faults = new ArrayList<>();
		for (Departure departure : List.of(Departure.STREAM_RESET, Departure.GO_AWAY, Departure.CLOSE,
				Departure.RESET)) {
			sending(departure, bodies()).forEach(faults::add);
			addCalled(faults, departure, true);
			addReceiving(faults, departure);
		}
		return faults.stream();
	}

	private static void addSending(List<Fault> faults, Departure departure) {
		// Without a whole head there is no request yet, and so nothing that has a mode.
		sending(departure, Stream.of("", "P", "POST ", "POST /pa", "POST {path} HTTP/1.1", "POST {path} HTTP/1.1\r\n",
				HEAD + "X-", HEAD))
			.map(Fault::inOneMode)
			.forEach(faults::add);
		sending(departure, bodies()).forEach(faults::add);
		// The place within a chunk is known to the decoder alone, and no application is
		// told of it.
		sending(departure, Stream.of(chunked("5"), chunked("5\r\n"), chunked("5\r\nhe"), chunked("5\r\nhello"),
				chunked("5\r\nhello\r\n0"), chunked("5\r\nhello\r\n0\r\n"), chunked("5\r\nhello\r\n0\r\nX-A: b\r\n")))
			.map(Fault::inEachBuffering)
			.forEach(faults::add);
	}

	/**
	 * Whole heads, with a part of the body.
	 */
	private static Stream<String> bodies() {
		return Stream.of(HEAD + "Content-Length: 9\r\n\r\n", HEAD + "Content-Length: 9\r\n\r\nbody",
				HEAD + "Content-Length: 9\r\nExpect: 100-continue\r\n\r\n", chunked(""), chunked("5\r\nhello\r\n"));
	}

	private static Stream<Fault> sending(Departure departure, Stream<String> parts) {
		return parts.map((part) -> Fault
			.of(departure + " behind '" + part.replace("\r\n", "|") + "'", (scene, environ, start) -> {
				Environ.input(environ).readAllBytes();
				start.call("200 OK", NO_HEADERS);
				return scene.steps(ScriptedBody.block("x"));
			})
			.request(part)
			.leaves(departure, Moment.AT_ONCE));
	}

	private static String chunked(String part) {
		return HEAD + "Transfer-Encoding: chunked\r\n\r\n" + part;
	}

	private static void addCalled(List<Fault> faults, Departure departure, boolean noticed) {
		faults.add(called(departure, "before start_response", (scene, environ, start) -> scene.hang()));
		faults.add(called(departure, "after start_response", (scene, environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return scene.hang();
		}));
		faults.add(called(departure, "in a call that wants to go on", (scene, environ, start) -> {
			scene.hangAndGoOn();
			start.call("200 OK", NO_HEADERS);
			return scene.steps(ScriptedBody.block("x"));
		}));
		faults.add(called(departure, "in a call that goes on with a body in memory", (scene, environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return scene.memory(scene.hangAndGoOn());
		}).closes(1));
		faults.add(called(departure, "in a call that fails later", (scene, environ, start) -> {
			scene.hangAndGoOn();
			throw new IllegalStateException("nobody hears of this");
		}));
		if (departure != Departure.HALF_CLOSE) {
			faults.add(called(departure, "in a call whose input is not read", unread(noticed))
				.request(HEAD + "Content-Length: 900000\r\n\r\n" + "x".repeat(200_000))
				.streamed());
		}
		faults.add(called(departure, "while the input is read", (scene, environ, start) -> {
			scene.reach();
			Environ.input(environ).readAllBytes();
			return scene.steps(ScriptedBody.block("x"));
		}).request(HEAD + "Content-Length: 9\r\n\r\nbody").leaves(departure, Moment.WHEN_THE_THREAD_WAITS).streamed());
		faults.add(called(departure, "in iterator()", iterating((scene) -> scene.body(() -> {
			ScriptedBody.run(scene::hang);
			throw new IllegalStateException("not interrupted");
		}))).closes(1));
		faults.add(called(departure, "in hasNext()", iterating((scene) -> scene.body(hasNext(scene)))).closes(1));
		faults
			.add(called(departure, "before the first block", iterating((scene) -> scene.steps(scene::hang))).closes(1));
		faults.add(called(departure, "before a first block that comes",
				iterating((scene) -> scene.steps(scene::hangAndGoOn, ScriptedBody.block("y"))))
			.closes(1));
		faults.add(called(departure, "before the last block", iterating((scene) -> scene.steps(scene::outlast)))
			.closes(1));
		faults.add(called(departure, "in close()",
				iterating((scene) -> scene.closing(scene::outlast, ScriptedBody.blocks("x"))))
			.closes(1));
	}

	/**
	 * The end of a connection of HTTP/1.1 is behind what is not read, and a reset is not.
	 */
	private static Plot unread(boolean noticed) {
		return (scene, environ, start) -> {
			if (noticed) {
				return scene.hang();
			}
			byte[] block = scene.outlast();
			start.call("200 OK", NO_HEADERS);
			return List.of(block);
		};
	}

	private static Fault called(Departure departure, String where, Plot plot) {
		return Fault.of(departure + " " + where, plot).leaves(departure, Moment.WHEN_REACHED).blocking();
	}

	private static void addReceiving(List<Fault> faults, Departure departure) {
		faults.add(receiving(departure, "between blocks",
				iterating((scene) -> scene.steps(ScriptedBody.block("x"), scene::hang, ScriptedBody.block("y"))))
			.leaves(departure, Moment.WHEN_REACHED_BEHIND_THE_HEAD)
			.blocking());
		faults.add(receiving(departure, "between blocks that go on",
				iterating((scene) -> scene.steps(ScriptedBody.block("x"), scene::hangAndGoOn, ScriptedBody.block("y"))))
			.leaves(departure, Moment.WHEN_REACHED_BEHIND_THE_HEAD)
			.blocking());
		faults.add(receiving(departure, "before a failure",
				iterating((scene) -> scene.steps(ScriptedBody.block("x"), () -> {
					scene.hangAndGoOn();
					throw new IllegalStateException("nobody hears of this");
				})))
			.leaves(departure, Moment.WHEN_REACHED_BEHIND_THE_HEAD)
			.blocking());
		faults.add(receiving(departure, "while write() waits", (scene, environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			scene.reach();
			while (true) {
				write.call(new byte[65536]);
			}
		}).leaves(departure, Moment.WHEN_THE_THREAD_WAITS).closes(0).blocking());
		faults.add(receiving(departure, "behind write()", (scene, environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(ContractSupport.bytes("x"));
			return scene.steps(scene::hang);
		}).leaves(departure, Moment.WHEN_REACHED_BEHIND_THE_HEAD).blocking());
		faults.add(receiving(departure, "within an endless body", iterating((scene) -> scene.body(endless(65536)))));
		faults
			.add(receiving(departure, "within an endless body of bytes", iterating((scene) -> scene.body(endless(1)))));
		faults.add(receiving(departure, "within a body in memory", (scene, environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return scene.memory(new byte[9_000_000]);
		}));
		faults.add(receiving(departure, "within a Content-Length", (scene, environ, start) -> {
			start.call("200 OK", List.of(Header.of("Content-Length", "900000000")));
			return scene.body(endless(65536));
		}));
		faults.add(receiving(departure, "within a file", (scene, environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return file(scene);
		}));
		faults.add(Fault.of(departure + " before the first block of a publisher", (scene, environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return publisher(scene, 0);
		}).leaves(departure, Moment.WHEN_REACHED).closes(1));
		faults.add(receiving(departure, "before the next block of a publisher", (scene, environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return publisher(scene, 1);
		}));
	}

	private static Fault receiving(Departure departure, String where, Plot plot) {
		return Fault.of(departure + " " + where, plot).leaves(departure, Moment.BEHIND_THE_HEAD).closes(1);
	}

	private static Plot iterating(Making making) {
		return (scene, environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return making.body(scene);
		};
	}

	private static Iterable<byte[]> hasNext(Scene scene) {
		return () -> new Iterator<>() {

			@Override
			public boolean hasNext() {
				ScriptedBody.run(scene::hang);
				return false;
			}

			@Override
			public byte[] next() {
				throw new IllegalStateException("There is no next block");
			}

		};
	}

	private static Iterable<byte[]> endless(int size) {
		return () -> Stream.generate(() -> new byte[size]).iterator();
	}

	private static Iterable<byte[]> file(Scene scene) throws IOException {
		Path path = Files.createTempFile("fault-", ".bytes");
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.wrap(new byte[1]), 9_000_000);
			// The body has closed its file, and the test its own, when this one is gone.
			return Body.onClose(Body.of(path), scene::close);
		}
		finally {
			Files.delete(path);
		}
	}

	private static Iterable<byte[]> publisher(Scene scene, int blocks) {
		return Body.onClose(Body.from((subscriber) -> {
			subscriber.onSubscribe(new Flow.Subscription() {

				private int rest = blocks;

				@Override
				public void request(long n) {
					if (this.rest-- > 0) {
						subscriber.onNext(ContractSupport.bytes("x"));
					}
				}

				@Override
				public void cancel() {
				}

			});
			scene.reach();
		}), scene::close);
	}

	/**
	 * Makes a body that waits.
	 */
	@FunctionalInterface
	private interface Making {

		Iterable<byte[]> body(Scene scene) throws Exception;

	}

}
