package io.github.wsgi4j.autoconfigure.middleware;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import org.jspecify.annotations.Nullable;

/**
 * Seals a session when the headers go out: with the first {@code write()}, or as soon as
 * the application has both started its response and returned its body.
 */
final class SealingStart implements StartResponse {

	private final StartResponse server;

	private final SpringSession session;

	private boolean started;

	private boolean returned;

	SealingStart(StartResponse server, SpringSession session) {
		this.server = server;
		this.session = session;
	}

	@Override
	public Write call(String status, Iterable<Header> headers, @Nullable Throwable excInfo) {
		Write write = this.server.call(status, headers, excInfo);
		this.started = true;
		sealIfDone();
		return (block) -> {
			this.session.seal();
			write.call(block);
		};
	}

	/**
	 * The application has returned its body.
	 */
	void returned() {
		this.returned = true;
		sealIfDone();
	}

	private void sealIfDone() {
		if (this.started && this.returned) {
			this.session.seal();
		}
	}

}
