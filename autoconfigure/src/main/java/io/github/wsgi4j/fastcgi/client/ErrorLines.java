package io.github.wsgi4j.fastcgi.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.github.wsgi4j.http.gateway.PlainText;
import io.netty.buffer.ByteBuf;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The standard error of a request, line by line in the log.
 */
final class ErrorLines {

	/** The most bytes of a line. The rest of it is the next. */
	private static final int LONGEST = 8 * 1024;

	private final Log log;

	private final String request;

	private final @Nullable Consumer<Runnable> scope;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	/**
	 * Creates a log.
	 * @param request what each line tells of the request
	 * @param scope runs what logs for the request, or {@code null} for nothing special
	 */
	ErrorLines(Log log, String request, @Nullable Consumer<Runnable> scope) {
		this.log = log;
		this.request = request;
		this.scope = scope;
	}

	void write(ByteBuf content) {
		while (content.isReadable()) {
			byte next = content.readByte();
			if (next != '\n') {
				this.line.write(next);
			}
			if (next == '\n' || this.line.size() == LONGEST) {
				end();
			}
		}
	}

	/**
	 * Logs the last line, which may have no end.
	 */
	void end() {
		String text = PlainText.of(this.line.toString(StandardCharsets.UTF_8)).strip();
		this.line.reset();
		if (text.isEmpty()) {
			return;
		}
		Runnable logging = () -> this.log.error(text + " (" + this.request + ")");
		if (this.scope != null) {
			this.scope.accept(logging);
		}
		else {
			logging.run();
		}
	}

}
