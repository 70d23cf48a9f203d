package io.github.wsgi4j.container.request;

import java.io.Writer;
import java.util.function.Supplier;

import io.github.wsgi4j.http.gateway.PlainText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The writer behind {@code wsgi.errors}: each line is one entry of the log named
 * {@code wsgi.errors}, with the request's id. What is left of a line is logged when it is
 * closed, at the end of the request.
 */
public final class ErrorLog extends Writer {

	private static final Log logger = LogFactory.getLog("wsgi.errors");

	private final Supplier<String> prefix;

	private final StringBuilder line = new StringBuilder(0);

	/**
	 * Creates a writer.
	 * @param prefix begins each entry
	 */
	public ErrorLog(Supplier<String> prefix) {
		this.prefix = prefix;
	}

	@Override
	public void write(char[] text, int offset, int length) {
		for (int i = offset; i < offset + length; i++) {
			if (text[i] == '\n') {
				flush();
			}
			else if (text[i] != '\r') {
				this.line.append(text[i]);
			}
		}
	}

	@Override
	public void flush() {
		if (this.line.length() > 0) {
			logger.error(this.prefix.get() + PlainText.of(this.line.toString()));
			this.line.setLength(0);
		}
	}

	@Override
	public void close() {
		flush();
	}

}
