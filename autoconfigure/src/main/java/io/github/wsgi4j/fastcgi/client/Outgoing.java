package io.github.wsgi4j.fastcgi.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.fastcgi.protocol.Records;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.http.Methods;
import io.github.wsgi4j.http.gateway.CrossingVariables;
import io.github.wsgi4j.http.gateway.ShortBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request that a server gets.
 *
 * @param line the method and the path, for the log
 * @param safe whether it does no harm to ask twice
 * @param head the records before the body, and those of a body that is short and here
 * @param upload the body, if it is not in records already
 */
record Outgoing(String line, boolean safe, ByteBuf head, @Nullable RequestUpload upload) {

	/** The longest body that goes with its request, in bytes. */
	private static final int INLINE = 32 * 1024;

	/**
	 * Writes a request.
	 * @param environ the environ
	 * @param added variables that win over those of the environ
	 * @param threads runs each task on a thread of its own, where it may wait
	 */
	static Outgoing of(Map<String, Object> environ, Map<String, String> added, Executor threads) throws IOException {
		String method = Environ.get(environ, Environ.REQUEST_METHOD);
		String line = FieldSyntax.printable(method + " " + environ.getOrDefault(Environ.SCRIPT_NAME, "")
				+ environ.getOrDefault(Environ.PATH_INFO, ""));
		ByteBuf head = Records.begin(parameters(environ, added));
		InputStream input = Environ.input(environ);
		boolean complete = Boolean.TRUE.equals(environ.get(Environ.INPUT_COMPLETE));
		byte[] body = ShortBody.read(environ, INLINE);
		if (body != null) {
			// In one piece, which is sent by one call of the kernel.
			return new Outgoing(line, Methods.isSafe(method), Unpooled.wrappedBuffer(head, Records.input(body)), null);
		}
		return new Outgoing(line, Methods.isSafe(method), head, new RequestUpload(input, complete ? null : threads));
	}

	private static Map<String, String> parameters(Map<String, Object> environ, Map<String, String> added) {
		Map<String, String> parameters = new LinkedHashMap<>(2 * environ.size());
		parameters.put("GATEWAY_INTERFACE", "CGI/1.1");
		parameters.put("SERVER_SOFTWARE", "wsgi4j");
		CrossingVariables.visit(environ, (name, value, text) -> {
			if (isDistinct(name)) {
				parameters.put(name, value);
			}
		});
		// Libraries take it for the proxy of their own requests, and it is the client's:
		// https://httpoxy.org.
		parameters.remove("HTTP_PROXY");
		// Without it, uWSGI takes the scheme from X-Forwarded-Proto and X-Forwarded-Ssl,
		// which are the client's.
		Object scheme = environ.get(Environ.WSGI_URL_SCHEME);
		if (scheme instanceof String text) {
			parameters.put("UWSGI_SCHEME", text);
		}
		parameters.putAll(added);
		return parameters;
	}

	// PHP writes an underscore for a dot: with both "X-A" and "X.A" in one variable, a
	// client could forge what a proxy in front had checked.
	private static boolean isDistinct(String name) {
		return !name.startsWith("HTTP_") || name.chars().allMatch((c) -> c == '_' || FieldSyntax.isDigitOrLetter(c));
	}

	/**
	 * Whether the whole body is still here.
	 */
	boolean isWhole() {
		return this.upload == null || !this.upload.isBegun();
	}

	/**
	 * Whether it does no harm to send it again, although an application may have seen it.
	 */
	boolean isRepeatable() {
		return this.safe && isWhole();
	}

	/**
	 * Whether the server has got all of it, as far as that is known here.
	 */
	boolean isWritten() {
		return this.upload == null || this.upload.isFinished();
	}

	/**
	 * Writes no more of the body.
	 */
	void stop() {
		if (this.upload != null) {
			this.upload.stop();
		}
	}

}
