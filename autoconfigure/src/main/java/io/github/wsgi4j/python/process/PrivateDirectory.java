package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * A temporary directory of this user alone, deleted at its close. A JVM that was killed
 * leaves its directory behind without the lock that the living hold: the next one deletes
 * it.
 */
final class PrivateDirectory implements AutoCloseable {

	private static final String PREFIX = "wsgi4j-";

	private static final String MINE = PREFIX + ProcessHandle.current().pid() + "-";

	/** As long as any name of such a directory. */
	static final String LONGEST_NAME = MINE + Long.MAX_VALUE + "0";

	private static final String LOCK = "lock";

	private final Path path;

	private final FileChannel lock;

	private PrivateDirectory(Path path, FileChannel lock) {
		this.path = path;
		this.lock = lock;
	}

	static PrivateDirectory create(Path parent) {
		try {
			deleteLeftovers(parent);
			// Has the permissions 0700.
			Path path = Files.createTempDirectory(parent, MINE).toAbsolutePath();
			// The lock gets its name when it is held, so that nobody else can take it.
			Path unnamed = path.resolve(LOCK + ".new");
			FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
			channel.lock();
			Files.move(unnamed, path.resolve(LOCK));
			return new PrivateDirectory(path, channel);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot create a directory for the Python workers in " + parent, ex);
		}
	}

	Path path() {
		return this.path;
	}

	@Override
	public void close() {
		delete(this.path);
		try {
			this.lock.close();
		}
		catch (IOException ex) {
			// Its file is deleted.
		}
	}

	static void deleteLeftovers(Path parent) {
		try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, PREFIX + "*")) {
			for (Path candidate : candidates) {
				if (Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS) && isLeftover(candidate)) {
					delete(candidate);
				}
			}
		}
		catch (IOException ex) {
			// They stay.
		}
	}

	private static boolean isLeftover(Path directory) {
		// To close any channel of a file ends all locks of the process on it.
		if (String.valueOf(directory.getFileName()).startsWith(MINE)) {
			return false;
		}
		try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
				FileLock lock = channel.tryLock()) {
			return lock != null;
		}
		catch (IOException | OverlappingFileLockException ex) {
			return false;
		}
	}

	private static void delete(Path directory) {
		try {
			Files.walkFileTree(directory, new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
					Files.deleteIfExists(file);
					return FileVisitResult.CONTINUE;
				}

				// The socket goes when its channel is closed, which may be now.
				@Override
				public FileVisitResult visitFileFailed(Path file, IOException failure) {
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
						throws IOException {
					Files.deleteIfExists(visited);
					return FileVisitResult.CONTINUE;
				}

			});
		}
		catch (IOException ex) {
			// The next start tries again.
		}
	}

}
