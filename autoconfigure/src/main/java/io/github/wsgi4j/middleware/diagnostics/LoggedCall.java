package io.github.wsgi4j.middleware.diagnostics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.BodyFilter;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.http.ContentLength;
import io.github.wsgi4j.http.StatusLine;
import io.github.wsgi4j.middleware.HeaderFields;
import io.github.wsgi4j.middleware.RequestHeaders;
import io.github.wsgi4j.middleware.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * One call of an application that is going to be logged. Other middleware may change the
 * environ: what the client sent is looked up before, what they found out afterwards.
 */
final class LoggedCall implements BodyFilter {

	private final Map<String, Object> environ;

	private final Consumer<AccessLogEntry> log;

	private final Function<Throwable, String> failureStatus;

	private final Instant time = Instant.now();

	private final long begin = System.nanoTime();

	private final String method;

	private final String target;

	private @Nullable String status;

	private long contentLength = -1;

	private boolean sent;

	private long written;

	private long bytes;

	private @Nullable Throwable failure;

	LoggedCall(Map<String, Object> environ, Consumer<AccessLogEntry> log, Function<Throwable, String> failureStatus) {
		this.environ = environ;
		this.log = log;
		this.failureStatus = failureStatus;
		this.method = Environ.get(environ, Environ.REQUEST_METHOD);
		this.target = target(environ);
	}

	private static String target(Map<String, Object> environ) {
		if (environ.get(Environ.REQUEST_URI) instanceof String target) {
			return target;
		}
		Object query = environ.getOrDefault(Environ.QUERY_STRING, "");
		return "" + environ.getOrDefault(Environ.SCRIPT_NAME, "") + environ.getOrDefault(Environ.PATH_INFO, "")
				+ ("".equals(query) ? "" : "?" + query);
	}

	StartResponse startResponse(StartResponse startResponse) {
		return (status, headers, excInfo) -> {
			HeaderFields fields = new HeaderFields(headers);
			Write write = startResponse.call(status, fields.list(), excInfo);
			this.status = status;
			this.contentLength = ContentLength.parse(fields.first("Content-Length"));
			return (block) -> {
				this.sent = true;
				write.call(block);
				this.written += block.length;
			};
		};
	}

	Iterable<byte[]> body(Iterable<byte[]> body) {
		// Its blocks are not seen.
		this.bytes = (body instanceof FileBody file) ? file.count() : 0;
		return Body.filter(body, this);
	}

	@Override
	public byte[] block(byte[] block) {
		this.bytes += block.length;
		return block;
	}

	@Override
	public void end(@Nullable Throwable failure) {
		if (failure != null) {
			this.failure = failure;
		}
	}

	@Override
	public void close(AutoCloseable body) throws Exception {
		try {
			body.close();
		}
		finally {
			log();
		}
	}

	/**
	 * Logs an exception of the call.
	 */
	void failed(Throwable ex) {
		this.failure = ex;
		log();
	}

	private void log() {
		Throwable failure = this.failure;
		Duration duration = Duration.ofNanos(System.nanoTime() - this.begin);
		long given = this.written + this.bytes;
		int code = code(
				(failure == null || this.sent || this.bytes > 0) ? this.status : this.failureStatus.apply(failure));
		long count = (this.method.equals("HEAD") || StatusLine.WITHOUT_BODY.contains(code)) ? 0
				: (this.contentLength >= 0) ? Math.min(given, this.contentLength) : given;
		this.log.accept(new AccessLogEntry(this.time, duration, variable(Environ.REMOTE_ADDR),
				variable(Environ.REMOTE_USER), this.method, this.target,
				(String) this.environ.getOrDefault(Environ.SERVER_PROTOCOL, "HTTP/1.1"), code, count,
				variable("HTTP_REFERER"), variable("HTTP_USER_AGENT"), variable(RequestId.KEY), failure));
	}

	private static int code(@Nullable String status) {
		return (status != null) ? Integer.parseInt(status.substring(0, 3)) : 0;
	}

	private @Nullable String variable(String name) {
		return RequestHeaders.get(this.environ, name);
	}

}
