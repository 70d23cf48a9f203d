package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The Python side of the workers, extracted from the resources into a private directory
 * that holds the socket too.
 */
public final class WorkerFiles implements AutoCloseable {

	static final String RESOURCES = "/io/github/wsgi4j/python/worker/";

	private static final String PACKAGE = "wsgi4j_worker/";

	static final List<String> NAMES = List.of("__main__.py", PACKAGE + "__init__.py", PACKAGE + "control.py",
			PACKAGE + "discover.py", PACKAGE + "environ.py", PACKAGE + "errors.py", PACKAGE + "failures.py",
			PACKAGE + "files.py", PACKAGE + "frames.py", PACKAGE + "framework.py", PACKAGE + "head.py",
			PACKAGE + "input.py", PACKAGE + "interrupt.py", PACKAGE + "lifeline.py", PACKAGE + "load.py",
			PACKAGE + "logs.py", PACKAGE + "main.py", PACKAGE + "response.py", PACKAGE + "route.py",
			PACKAGE + "slot.py", PACKAGE + "stacks.py", PACKAGE + "template.py", PACKAGE + "watch.py");

	/** The longest path of a socket: 108 bytes in Linux, the last of them a NUL. */
	static final int LONGEST_SOCKET = 107;

	private static final String SOCKET = "socket";

	private final PrivateDirectory directory;

	private final List<String> names;

	/** The lengths of the files that were written. */
	private final Map<String, Long> lengths = new HashMap<>();

	private WorkerFiles(PrivateDirectory directory, List<String> names) {
		this.directory = directory;
		this.names = names;
	}

	/** Extracts the files. */
	public static WorkerFiles extract() {
		return extract(List.of(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), Path.of("/tmp")), NAMES);
	}

	static WorkerFiles extract(List<Path> parents, List<String> names) {
		for (Path parent : parents) {
			if (fits(parent)) {
				PrivateDirectory directory = PrivateDirectory.create(parent);
				WorkerFiles files = new WorkerFiles(directory, names);
				try {
					files.directory();
					return files;
				}
				catch (UncheckedIOException ex) {
					directory.close();
					throw ex;
				}
			}
		}
		throw new UncheckedIOException(new IOException("The path of a Unix socket has at most " + LONGEST_SOCKET
				+ " bytes: in none of " + parents + " can there be one"));
	}

	private static boolean fits(Path parent) {
		Path socket = parent.toAbsolutePath().resolve(PrivateDirectory.LONGEST_NAME).resolve(SOCKET);
		return socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET && Files.isWritable(parent);
	}

	private void write(Path directory) throws IOException {
		for (String name : this.names) {
			Path file = directory.resolve(name);
			// One that a full disk has cut short would stay so for ever.
			if (Files.notExists(file) || !Objects.equals(Files.size(file), this.lengths.get(name))) {
				byte[] content = content(name);
				Files.createDirectories(Objects.requireNonNull(file.getParent()));
				Files.write(file, content);
				this.lengths.put(name, (long) content.length);
			}
		}
	}

	private static byte[] content(String name) throws IOException {
		try (InputStream resource = WorkerFiles.class.getResourceAsStream(RESOURCES + name)) {
			if (resource == null) {
				throw new IOException("Resource " + RESOURCES + name + " is missing");
			}
			return resource.readAllBytes();
		}
	}

	/**
	 * Returns the directory, which Python runs. Files that have been deleted, or could
	 * not be written to their end, are written again: nobody reads them for days, which a
	 * cleaner of temporary files may notice.
	 */
	public Path directory() {
		Path directory = this.directory.path();
		try {
			this.directory.restore();
			write(directory);
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write the files of the Python worker: " + ex, ex);
		}
	}

	/** Returns where the socket may be bound. */
	public Path socket() {
		return this.directory.path().resolve(SOCKET);
	}

	/** Deletes the files. */
	@Override
	public void close() {
		this.directory.close();
	}

}
