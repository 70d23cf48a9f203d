package io.github.wsgi4j.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

	private final Consumer<RecordedExchange> whenDone;

	private final @Nullable Object contentLength;

	private final boolean isChunked;

	private @Nullable CopiedStream input;

	private @Nullable RecordedHead response;

	private String ending = RecordedBody.OPEN;

	private boolean done;

	/**
	 * Begins an exchange.
	 * @param requestBody keeps the request's body
	 * @param responseBody keeps the response's body
	 * @param whenDone is told of the end, once
	 */
	RecordedExchange(Map<String, Object> environ, Capture requestBody, Capture responseBody,
			Consumer<RecordedExchange> whenDone) {
		this.requestBody = requestBody;
		this.responseBody = responseBody;
		this.whenDone = whenDone;
		this.contentLength = environ.get(Environ.CONTENT_LENGTH);
		this.isChunked = environ.containsKey("HTTP_TRANSFER_ENCODING");
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
			// Its bytes do not pass here when they are sent.
			done(copy(file));
			return file;
		}
		return Body.filter(body, this);
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

	private String copy(FileBody file) {
		ByteBuffer bytes = ByteBuffer.allocate(this.responseBody.wanted(file.count()));
		String ending = RecordedBody.WHOLE;
		try {
			int count = 0;
			while (bytes.hasRemaining() && count >= 0) {
				count = file.channel().read(bytes, file.position() + bytes.position());
			}
		}
		catch (IOException ex) {
			ending = ex.getClass().getName();
		}
		this.responseBody.add(bytes.array(), 0, bytes.position());
		this.responseBody.skip(file.count() - bytes.position());
		return ending;
	}

	private void done(String ending) {
		if (!this.done) {
			this.done = true;
			this.ending = ending;
			this.whenDone.accept(this);
		}
	}

	/**
	 * Returns all that has passed.
	 */
	Recording recording(RecordedRequest request) {
		return new Recording(request.variables(), request.head(), requestBody(), this.response, responseBody());
	}

	RecordedBody requestBody() {
		return this.requestBody.end(isRequestWhole() ? RecordedBody.WHOLE : RecordedBody.OPEN);
	}

	@Nullable RecordedHead response() {
		return this.response;
	}

	RecordedBody responseBody() {
		return this.responseBody.end(this.ending);
	}

	/**
	 * Counts the bytes of the response that have passed.
	 */
	long length() {
		return this.responseBody.total();
	}

	/**
	 * Whether there was no memory for a body.
	 */
	boolean isRefused() {
		return this.requestBody.isRefused() || this.responseBody.isRefused();
	}

	/**
	 * Gives back the memory of the bodies.
	 */
	void forget() {
		this.requestBody.forget();
		this.responseBody.forget();
	}

	private boolean isRequestWhole() {
		if (this.input != null && this.input.isEnded()) {
			return true;
		}
		return (this.contentLength == null) ? !this.isChunked
				: this.contentLength.equals(Long.toString(this.requestBody.total()));
	}

}
