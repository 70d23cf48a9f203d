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
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

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

	/** The permissions of all but the owner. */
	private static final Set<PosixFilePermission> OTHERS = EnumSet.range(PosixFilePermission.GROUP_READ,
			PosixFilePermission.OTHERS_EXECUTE);

	private final Path path;

	private final UserPrincipal owner;

	private FileChannel lock;

	private PrivateDirectory(Path path) throws IOException {
		this.path = path;
		this.owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
		this.lock = lock(path);
	}

	static PrivateDirectory create(Path parent) {
		try {
			deleteLeftovers(parent);
			// Has the permissions 0700.
			return new PrivateDirectory(Files.createTempDirectory(parent, MINE).toAbsolutePath());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot create a directory for the Python workers in " + parent, ex);
		}
	}

	// It gets its name when it is held, so that nobody else can take it.
	private static FileChannel lock(Path directory) throws IOException {
		Path unnamed = directory.resolve(LOCK + ".new");
		FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		channel.lock();
		Files.move(unnamed, directory.resolve(LOCK));
		return channel;
	}

	Path path() {
		return this.path;
	}

	/**
	 * Creates the directory again if it has been deleted.
	 * @throws IOException if that fails, or if its name is somebody else's by now
	 */
	void restore() throws IOException {
		if (Files.notExists(this.path, LinkOption.NOFOLLOW_LINKS)) {
			Files.createDirectory(this.path,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		}
		PosixFileAttributes found = Files.readAttributes(this.path, PosixFileAttributes.class,
				LinkOption.NOFOLLOW_LINKS);
		// Where everybody may write, anybody can take the name of what was deleted.
		if (!found.isDirectory() || !found.owner().equals(this.owner)
				|| !Collections.disjoint(found.permissions(), OTHERS)) {
			throw new IOException(this.path + " is no longer a directory of this user alone");
		}
		if (Files.notExists(this.path.resolve(LOCK))) {
			this.lock.close();
			this.lock = lock(this.path);
		}
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
