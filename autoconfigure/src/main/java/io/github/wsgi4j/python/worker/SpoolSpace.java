package io.github.wsgi4j.python.worker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;

import io.github.wsgi4j.http.body.UnnamedFile;
import io.github.wsgi4j.python.SpoolSettings;

/**
 * The space on disk that the responses of an application share.
 */
public final class SpoolSpace {

	private final SpoolSettings settings;

	private final AtomicLong used = new AtomicLong();

	public SpoolSpace(SpoolSettings settings) {
		this.settings = settings;
	}

	SpoolSettings settings() {
		return this.settings;
	}

	FileChannel create() throws IOException {
		return UnnamedFile.create(this.settings.directory(), ".response");
	}

	void take(long bytes) {
		this.used.addAndGet(bytes);
	}

	void giveBack(long bytes) {
		this.used.addAndGet(-bytes);
	}

	/**
	 * Returns whether a response may write more into its file.
	 * @param written the bytes that it has written
	 */
	boolean isFree(long written) {
		return written < this.settings.perResponse() && this.used.get() < this.settings.total();
	}

	/**
	 * Returns the bytes on disk.
	 * @return the bytes that wait in files, of all responses
	 */
	public long used() {
		return this.used.get();
	}

}
