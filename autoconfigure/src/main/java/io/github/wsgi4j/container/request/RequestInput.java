package io.github.wsgi4j.container.request;

import java.io.IOException;
import java.io.InputStream;

import io.github.wsgi4j.Input;

/**
 * The {@code wsgi.input} of one request. When the request is over it fails, so that
 * nothing is read from what has been released.
 */
final class RequestInput extends Input {

	private volatile boolean over;

	RequestInput(InputStream source) {
		super(source);
	}

	@Override
	public int read() throws IOException {
		check();
		return super.read();
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		check();
		return super.read(bytes, offset, length);
	}

	@Override
	public byte[] readLine(int size) throws IOException {
		check();
		return super.readLine(size);
	}

	void end() {
		this.over = true;
	}

	private void check() throws IOException {
		if (this.over) {
			throw new IOException("The request has ended");
		}
	}

}
