package io.github.wsgi4j.container.fault;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.container.fault.Fault.Ending;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.ScriptedBody;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Applications that do not keep to the interface: what they return, when they call back
 * and from which thread.
 */
final class MisuseFaults {

	private static final List<Header> NO_HEADERS = List.of();

	private static final String POST = "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody";

	private MisuseFaults() {
	}

	static Stream<Fault> all() {
		return Stream.of(returned(), startResponse(), lengths(), afterwards(), others()).flatMap((faults) -> faults);
	}

	private static Stream<Fault> returned() {
		return Stream.of(failing("null in place of a body", 0, answering((scene) -> null)),
				failing("null in place of an iterator", 1,
						answering((scene) -> scene.body((Iterable<byte[]>) () -> null))),
				failing("null as the first block", 1, answering((scene) -> scene.steps(() -> null))),
				failing("null behind an empty block", 1,
						answering((scene) -> scene.steps(ScriptedBody.block(""), () -> null))),
				breaking("null as a later block",
						answering((scene) -> scene.steps(ScriptedBody.block("x"), () -> null))),
				failing("null among blocks in memory", 0,
						answering((scene) -> Arrays.asList(ContractSupport.bytes("x"), null))),
				breaking("null to write()", (scene, environ, start) -> {
					Write write = start.call("200 OK", NO_HEADERS);
					write.call(ContractSupport.bytes("x"));
					write.call(null);
					return scene.steps();
				}).closes(0));
	}

	private static Stream<Fault> startResponse() {
		return Stream.of(
				failing("no start_response", 1, (scene, environ, start) -> scene.steps(ScriptedBody.block("x"))),
				failing("no start_response for an empty body", 1, (scene, environ, start) -> scene.steps()),
				failing("no start_response for a body in memory", 0, (scene, environ, start) -> Body.text("x")),
				breaking("start_response behind write()", (scene, environ, start) -> {
					start.call("200 OK", NO_HEADERS).call(ContractSupport.bytes("x"));
					start.call("500 Error", NO_HEADERS);
					return scene.steps();
				}).closes(0), breaking("start_response with an exception behind write()", (scene, environ, start) -> {
					start.call("200 OK", NO_HEADERS).call(ContractSupport.bytes("x"));
					start.call("500 Error", NO_HEADERS, new IOException("the failure"));
					return scene.steps();
				}).closes(0), breaking("start_response behind the first block", (scene, environ, start) -> {
					start.call("200 OK", NO_HEADERS);
					return scene.steps(ScriptedBody.block("x"), () -> {
						start.call("500 Error", NO_HEADERS);
						return ContractSupport.bytes("y");
					});
				}), kept("start_response on another thread", (scene, environ, start) -> {
					elsewhere(() -> start.call("200 OK", NO_HEADERS));
					return scene.steps(ScriptedBody.block("x"));
				}), kept("start_response and write() on another thread", (scene, environ, start) -> {
					elsewhere(() -> {
						start.call("200 OK", NO_HEADERS).call(ContractSupport.bytes("x"));
						return null;
					});
					return scene.steps();
				}));
	}

	private static Stream<Fault> lengths() {
		Header three = Header.of("Content-Length", "3");
		return Stream.of(
				kept("more than the Content-Length",
						answering((scene) -> scene.steps(ScriptedBody.block("four")), three))
					.logs(1),
				kept("more blocks than the Content-Length",
						answering((scene) -> scene.steps(ScriptedBody.block("abc"), ScriptedBody.block("d")), three))
					.logs(1),
				kept("more in memory than the Content-Length", answering((scene) -> scene.memory(new byte[4]), three))
					.logs(1),
				breaking("less than the Content-Length",
						answering((scene) -> scene.steps(ScriptedBody.block("ab")), three)),
				breaking("less in memory than the Content-Length",
						answering((scene) -> scene.memory(new byte[2]), three)),
				breaking("less than the Content-Length of HTTP/1.0",
						answering((scene) -> scene.steps(ScriptedBody.block("ab")), three))
					.request("GET {path} HTTP/1.0\r\n\r\n"),
				breaking("nothing of a Content-Length", answering((scene) -> scene.steps(), three)));
	}

	private static Stream<Fault> afterwards() {
		return Stream.of(kept("callbacks in close()", (scene, environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			return scene.closing(() -> {
				refuses(() -> start.call("500 Error", NO_HEADERS));
				refuses(() -> {
					write.call(ContractSupport.bytes("y"));
					return null;
				});
				return null;
			}, ScriptedBody.blocks("x"));
		}), kept("callbacks after the end", (scene, environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			after(scene, () -> {
				refuses(() -> start.call("500 Error", NO_HEADERS));
				refuses(() -> start.call("500 Error", NO_HEADERS, new IOException("the failure")));
				refuses(() -> {
					write.call(ContractSupport.bytes("y"));
					return null;
				});
				return null;
			});
			return scene.steps(ScriptedBody.block("x"));
		}), kept("input read after the end", (scene, environ, start) -> {
			after(scene, () -> {
				refuses(() -> Environ.input(environ).read());
				refuses(() -> Environ.input(environ).readAllBytes());
				refuses(() -> Environ.input(environ).read(new byte[2], 0, 2));
				return null;
			});
			start.call("200 OK", NO_HEADERS);
			return scene.steps(ScriptedBody.block("x"));
		}).request(POST), kept("log written to after the end", (scene, environ, start) -> {
			after(scene, () -> {
				((PrintWriter) environ.get(Environ.WSGI_ERRORS)).println("too late");
				return null;
			});
			start.call("200 OK", NO_HEADERS);
			return scene.steps(ScriptedBody.block("x"));
		}));
	}

	private static Stream<Fault> others() {
		return Stream.of(kept("an interrupt that the application leaves behind", (scene, environ, start) -> {
			Thread.currentThread().interrupt();
			start.call("200 OK", NO_HEADERS);
			return scene.steps(ScriptedBody.block("x"));
		}), kept("an interrupt that close() leaves behind", (scene, environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return scene.closing(() -> {
				Thread.currentThread().interrupt();
				return null;
			}, ScriptedBody.blocks("x"));
		}), kept("an environ that the application clears", (scene, environ, start) -> {
			environ.clear();
			start.call("200 OK", NO_HEADERS);
			return scene.steps(ScriptedBody.block("x"));
		}).request(POST), kept("an input that the application closes", (scene, environ, start) -> {
			Environ.input(environ).close();
			start.call("200 OK", NO_HEADERS);
			return scene.steps(ScriptedBody.block("x"));
		}).request(POST), kept("a log that the application closes", (scene, environ, start) -> {
			((PrintWriter) environ.get(Environ.WSGI_ERRORS)).close();
			start.call("200 OK", NO_HEADERS);
			return scene.steps(ScriptedBody.block("x"));
		}), kept("a block that changes after it was given", (scene, environ, start) -> {
			byte[] block = ContractSupport.bytes("x");
			start.call("200 OK", NO_HEADERS);
			return scene.steps(() -> block, () -> {
				block[0] = 'y';
				return block;
			});
		}), kept("a status of Spring's that is the client's fault", (scene, environ, start) -> {
			throw new ResponseStatusException(HttpStatus.CONFLICT);
		}).ends(409, Ending.KEPT).closes(0));
	}

	private static Fault kept(String name, Fault.Plot plot) {
		return Fault.of(name, plot).closes(1);
	}

	private static Fault failing(String name, int closes, Fault.Plot plot) {
		return Fault.of(name, plot).ends(500, Ending.KEPT).closes(closes).logs(1);
	}

	private static Fault breaking(String name, Fault.Plot plot) {
		return Fault.of(name, plot).ends(200, Ending.BROKEN).closes(1).logs(1);
	}

	private static Fault.Plot answering(Making making, Header... headers) {
		return (scene, environ, start) -> {
			start.call("200 OK", List.of(headers));
			return making.body(scene);
		};
	}

	private static void elsewhere(Action action) throws Exception {
		CompletableFuture.supplyAsync(action::runUnchecked).get(10, TimeUnit.SECONDS);
	}

	/**
	 * Does something when the request is over.
	 */
	private static void after(Scene scene, Action action) {
		scene.afterwards(action::runUnchecked);
	}

	private static void refuses(Action action) {
		try {
			action.run();
		}
		catch (Exception ex) {
			return;
		}
		throw new AssertionError("Nothing was thrown");
	}

	/**
	 * Makes a body.
	 */
	@FunctionalInterface
	private interface Making {

		Iterable<byte[]> body(Scene scene);

	}

	/**
	 * What an application does at the wrong time or place.
	 */
	@FunctionalInterface
	private interface Action {

		Object run() throws Exception;

		default Object runUnchecked() {
			try {
				return run();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
