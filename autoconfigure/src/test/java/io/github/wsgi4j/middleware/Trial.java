package io.github.wsgi4j.middleware;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.middleware.validation.Rule;
import io.github.wsgi4j.middleware.validation.ValidationException;
import io.github.wsgi4j.middleware.validation.Validator;
import io.github.wsgi4j.middleware.validation.Violation;

/**
 * An application and a server in memory, with a validator between them. Either may be
 * replaced by one that breaks a rule.
 */
public final class Trial {

	public static final String INPUT = "one\ntwo\nthree";

	private static final Set<Rule> BROKEN = EnumSet.noneOf(Rule.class);

	private static final AtomicInteger RUNS = new AtomicInteger();

	private final Map<String, Object> environ = environ();

	private Server server = Trial::serve;

	private StartResponse startResponse = (status, headers, excInfo) -> (block) -> this.sent.writeBytes(block);

	private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

	private Violation violation;

	public static Map<String, Object> environ() {
		Map<String, Object> environ = new HashMap<>();
		environ.put(Environ.REQUEST_METHOD, "GET");
		environ.put(Environ.SCRIPT_NAME, "");
		environ.put(Environ.PATH_INFO, "/");
		environ.put(Environ.QUERY_STRING, "");
		environ.put(Environ.SERVER_NAME, "localhost");
		environ.put(Environ.SERVER_PORT, "80");
		environ.put(Environ.SERVER_PROTOCOL, "HTTP/1.1");
		environ.put(Environ.WSGI_VERSION, List.of(1, 0));
		environ.put(Environ.WSGI_URL_SCHEME, "http");
		environ.put(Environ.WSGI_INPUT, new Input(new ByteArrayInputStream(bytes(INPUT))));
		environ.put(Environ.WSGI_ERRORS, new PrintWriter(new StringWriter()));
		environ.put(Environ.WSGI_MULTITHREAD, true);
		environ.put(Environ.WSGI_MULTIPROCESS, false);
		environ.put(Environ.WSGI_RUN_ONCE, false);
		environ.put(Environ.WSGI_INPUT_TERMINATED, true);
		environ.put(Environ.WSGI_FILE_WRAPPER, (FileWrapper) Body::of);
		return environ;
	}

	public static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	public static void forget() {
		BROKEN.clear();
		RUNS.set(0);
	}

	public static Set<Rule> broken() {
		return BROKEN;
	}

	public static int runs() {
		return RUNS.get();
	}

	/**
	 * Replaces a variable, or removes it.
	 */
	public Trial with(String name, Object value) {
		if (value == null) {
			this.environ.remove(name);
		}
		else {
			this.environ.put(name, value);
		}
		return this;
	}

	public Trial servedBy(Server server) {
		this.server = server;
		return this;
	}

	public Trial startedBy(StartResponse startResponse) {
		this.startResponse = startResponse;
		return this;
	}

	/**
	 * What the server has written.
	 */
	public String sent() {
		return this.sent.toString(StandardCharsets.ISO_8859_1);
	}

	public Violation violation() {
		return this.violation;
	}

	/**
	 * Calls an application that is in order.
	 * @return the rule that was broken first, or null
	 */
	public Rule run() {
		return run((environ, start) -> {
			start.call("200 OK", List.of());
			return Body.text("hello");
		});
	}

	/**
	 * Answers with headers and a body.
	 */
	public Rule run(String status, Iterable<byte[]> body, Header... headers) {
		return run((environ, start) -> {
			start.call(status, List.of(headers));
			return body;
		});
	}

	public Rule run(Application application) {
		RUNS.incrementAndGet();
		try {
			this.server.serve(Validator.fail().between("server", "application").wrap(application), this.environ,
					this.startResponse);
			return null;
		}
		catch (ValidationException ex) {
			this.violation = ex.violation();
			BROKEN.add(this.violation.rule());
			return this.violation.rule();
		}
		catch (Exception ex) {
			throw new AssertionError("No rule was found broken", ex);
		}
	}

	private static void serve(Application application, Map<String, Object> environ, StartResponse startResponse)
			throws Exception {
		Iterable<byte[]> body = application.call(environ, startResponse);
		try {
			for (byte[] block : body) {
				startResponse.call("200 OK", List.of()).call(block);
			}
		}
		finally {
			if (body instanceof AutoCloseable closeable) {
				closeable.close();
			}
		}
	}

	/**
	 * Serves one request.
	 */
	@FunctionalInterface
	public interface Server {

		void serve(Application application, Map<String, Object> environ, StartResponse startResponse) throws Exception;

	}

}
