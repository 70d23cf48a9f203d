package io.github.wsgi4j.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.BodyFilter;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import org.jspecify.annotations.Nullable;

/**
 * One call of an application that is being recorded.
 */
final class RecordedExchange implements BodyFilter {

	private final Capture requestBody;

	private final Capture responseBody;

	private final int limit;

	private final Set<String> redacted;

	private final Consumer<Recording> whenDone;

	private final RecordedRequest request;

	private @Nullable CopiedStream input;

	private @Nullable RecordedHead response;

	private String ending = RecordedBody.OPEN;

	/**
	 * Begins an exchange.
	 * @param limit the most bytes of a body to keep
	 * @param redacted the names of headers whose values are not kept, in lower case
	 * @param whenDone takes the recording, once
	 */
	RecordedExchange(Map<String, Object> environ, int limit, Set<String> redacted, Consumer<Recording> whenDone) {
		this.requestBody = new Capture(limit);
		this.responseBody = new Capture(limit);
		this.limit = limit;
		this.redacted = redacted;
		this.whenDone = whenDone;
		this.request = RecordedRequest.of(environ);
	}

	@SuppressWarnings("NullAway") // The server says what is wrong with no body.
	Iterable<byte[]> call(Application application, Map<String, Object> environ, StartResponse startResponse)
			throws Exception {
		if (environ.get(Environ.WSGI_INPUT) instanceof InputStream stream) {
			this.input = new CopiedStream(stream, this.requestBody);
			environ.put(Environ.WSGI_INPUT, new Input(this.input));
		}
		Iterable<byte[]> body;
		try {
			body = application.call(environ,
					(status, headers, excInfo) -> start(startResponse, status, headers, excInfo));
		}
		catch (Throwable ex) {
			done(ex.getClass().getName());
			throw ex;
		}
		if (body == null) {
			done(RecordedBody.OPEN);
			return null;
		}
		if (body instanceof FileBody file) {
			// Any other type would keep the server from sending it as a file.
			copy(file);
			done(RecordedBody.WHOLE);
			return file;
		}
		this.responseBody.mark();
		return Body.filter(body, this);
	}

	@Override
	public Iterator<byte[]> iterate(Iterable<byte[]> body) {
		// A server may look at blocks in memory more than once; the last time counts.
		this.responseBody.reset();
		this.ending = RecordedBody.OPEN;
		return BodyFilter.super.iterate(body);
	}

	@Override
	public byte[] block(byte[] block) {
		this.responseBody.add(block, 0, block.length);
		return block;
	}

	@Override
	public void end(@Nullable Throwable failure) {
		this.ending = (failure != null) ? failure.getClass().getName() : RecordedBody.WHOLE;
	}

	@Override
	public void close(AutoCloseable body) throws Exception {
		try {
			body.close();
		}
		finally {
			done(this.ending);
		}
	}

	private Write start(StartResponse startResponse, String status, Iterable<Header> headers,
			@Nullable Throwable excInfo) {
		List<Header> copy = null;
		if (headers != null) {
			copy = new ArrayList<>();
			headers.forEach(copy::add);
		}
		Write write = call(startResponse, status, copy, excInfo);
		this.response = new RecordedHead(status, (copy != null) ? List.copyOf(copy) : List.of());
		return (block) -> {
			write.call(block);
			this.responseBody.add(block, 0, block.length);
		};
	}

	@SuppressWarnings("NullAway") // The server says what is wrong with no headers.
	private static Write call(StartResponse startResponse, String status, @Nullable List<Header> headers,
			@Nullable Throwable excInfo) {
		return startResponse.call(status, headers, excInfo);
	}

	private void copy(FileBody file) throws IOException {
		long left = Math.min(file.count(), this.limit);
		ByteBuffer bytes = ByteBuffer.allocate((int) left);
		int count = 0;
		while (bytes.hasRemaining() && count >= 0) {
			count = file.channel().read(bytes, file.position() + bytes.position());
		}
		this.responseBody.add(bytes.array(), 0, bytes.position());
		this.responseBody.skip(file.count() - bytes.position());
	}

	private void done(String ending) {
		RecordedHead head = this.response;
		this.whenDone.accept(new Recording(this.request.variables(), this.request.head().redacted(this.redacted),
				this.requestBody.end(isRequestWhole() ? RecordedBody.WHOLE : RecordedBody.OPEN),
				(head != null) ? head.redacted(this.redacted) : null, this.responseBody.end(ending)));
	}

	private boolean isRequestWhole() {
		if (this.input != null && this.input.isEnded()) {
			return true;
		}
		List<String> length = this.request.head().values("Content-Length");
		return length.isEmpty() ? this.request.head().values("Transfer-Encoding").isEmpty()
				: length.get(0).equals(Long.toString(this.requestBody.total()));
	}

}
