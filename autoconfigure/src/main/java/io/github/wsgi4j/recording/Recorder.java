package io.github.wsgi4j.recording;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Middleware;
import org.jspecify.annotations.Nullable;

/**
 * Records each request and its response as a file that {@link Recording} describes and
 * reads. Bodies are copied as they pass and are neither held up nor changed. A file is
 * written when the body is closed, either completely or not at all. The body of a file is
 * copied from the file, and the recording written, before it is sent.
 *
 * <p>
 * The values of {@code Authorization}, {@code Proxy-Authorization}, {@code Cookie} and
 * {@code Set-Cookie} are left out. Paths, queries, bodies and other headers are recorded
 * as they are: name the other secret headers, and protect the files like the data.
 */
public final class Recorder implements Middleware {

	/** The names of headers whose values are not written down, in lower case. */
	static final Set<String> SECRETS = Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

	private static final int LIMIT = 64 * 1024;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final AtomicLong count = new AtomicLong();

	private final BiConsumer<Recording, @Nullable Object> whenDone;

	private final int limit;

	private final Set<String> redacted;

	private Recorder(BiConsumer<Recording, @Nullable Object> whenDone, int limit, Set<String> redacted) {
		this.whenDone = whenDone;
		this.limit = limit;
		this.redacted = redacted;
	}

	/**
	 * Creates a recorder that keeps at most 64 KiB of each body.
	 * @param folder the folder for the files, which is created if it does not exist
	 * @return the recorder
	 */
	public static Recorder into(Path folder) {
		return new Recorder((recording, errors) -> save(folder, recording, errors), LIMIT, SECRETS);
	}

	/**
	 * Creates a recorder that writes no file and leaves no value out. It keeps at most 64
	 * KiB of each body.
	 * @param consumer takes each recording when the body is closed
	 * @return the recorder
	 */
	public static Recorder to(Consumer<Recording> consumer) {
		return new Recorder((recording, errors) -> consumer.accept(recording), LIMIT, Set.of());
	}

	/**
	 * A recorder that keeps more of a body, or less. A recording says what was cut.
	 * @param bytes the maximum number of bytes of each body
	 * @return another recorder
	 */
	public Recorder limit(int bytes) {
		if (bytes < 0) {
			throw new IllegalArgumentException("The limit is negative: " + bytes);
		}
		return new Recorder(this.whenDone, bytes, this.redacted);
	}

	/**
	 * A recorder that also leaves out the values of other headers.
	 * @param headers the names of headers of requests or responses, in any case
	 * @return another recorder
	 */
	public Recorder redacting(String... headers) {
		Set<String> all = new HashSet<>(this.redacted);
		for (String header : headers) {
			all.add(header.toLowerCase(Locale.ROOT));
		}
		return new Recorder(this.whenDone, this.limit, Set.copyOf(all));
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			Object errors = environ.get(Environ.WSGI_ERRORS);
			RecordedRequest request = RecordedRequest.of(environ);
			return new RecordedExchange(environ, new Capture(this.limit), new Capture(this.limit),
					(exchange) -> this.whenDone.accept(exchange.recording(request).redacted(this.redacted), errors))
				.call(application, environ, startResponse);
		};
	}

	private static void save(Path folder, Recording recording, @Nullable Object errors) {
		try {
			Files.createDirectories(folder);
			Path temporary = Files.createTempFile(folder, ".recording", ".tmp");
			try {
				Files.write(temporary, RecordingFormat.write(recording));
				Files.move(temporary, folder.resolve(name(recording)), StandardCopyOption.ATOMIC_MOVE);
			}
			finally {
				Files.deleteIfExists(temporary);
			}
		}
		catch (IOException | RuntimeException ex) {
			if (errors instanceof PrintWriter writer) {
				writer.println("The exchange could not be recorded: " + ex);
			}
		}
	}

	// In the order of time, and never the name of another process's file.
	private static String name(Recording recording) {
		String path = recording.target().replaceFirst("[?#].*", "").replaceAll("[^A-Za-z0-9]+", "-");
		String name = TIME.format(Instant.now()) + "-" + ProcessHandle.current().pid() + "-" + count.incrementAndGet()
				+ "-" + recording.method().replaceAll("[^A-Za-z0-9]+", "-") + path;
		return name.substring(0, Math.min(name.length(), 100)) + ".wsgi";
	}

}
