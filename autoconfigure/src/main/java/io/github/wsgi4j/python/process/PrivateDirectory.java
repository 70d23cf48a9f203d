package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
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

	/**
	 * The beginning of all of this JVM, whatever class loader made them. In a container
	 * each JVM may have the same number.
	 */
	private static final String MINE = PREFIX + ProcessHandle.current().pid() + "-"
			+ Long.toString(ManagementFactory.getRuntimeMXBean().getStartTime(), Character.MAX_RADIX) + "-";

	/** As long as any name of such a directory. */
	static final String LONGEST_NAME = MINE + Long.MAX_VALUE + "0";

	private static final String LOCK = "lock";

	/** The permissions of all but the owner. */
	private static final Set<PosixFilePermission> OTHERS = EnumSet.range(PosixFilePermission.GROUP_READ,
			PosixFilePermission.OTHERS_EXECUTE);

	private final Path path;

	private final UserPrincipal owner;

	private FileChannel lock;

	private PrivateDirectory(Path path, UserPrincipal owner) throws IOException {
		this.path = path;
		this.owner = owner;
		this.lock = lock(path);
	}

	static PrivateDirectory create(Path parent) {
		try {
			// Has the permissions 0700.
			Path path = Files.createTempDirectory(parent, MINE).toAbsolutePath();
			UserPrincipal owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
			deleteLeftovers(parent, owner);
			return new PrivateDirectory(path, owner);
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
		if (!isPrivate(this.path, this.owner)) {
			throw new IOException(this.path + " is no longer a directory of this user alone");
		}
		if (Files.notExists(this.path.resolve(LOCK))) {
			this.lock.close();
			this.lock = lock(this.path);
		}
	}

	// Where everybody may write, anybody can take such a name, also that of what was
	// deleted. Whoever owns a directory can put a pipe in the place of its lock, or a
	// link in the place of a folder while it is deleted.
	private static boolean isPrivate(Path path, UserPrincipal owner) throws IOException {
		PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		return found.isDirectory() && found.owner().equals(owner) && Collections.disjoint(found.permissions(), OTHERS);
	}

	@Override
	public void close() {
		try {
			if (isPrivate(this.path, this.owner)) {
				delete(this.path);
			}
		}
		catch (IOException ex) {
			// It is deleted already.
		}
		try {
			this.lock.close();
		}
		catch (IOException ex) {
			// Its file is deleted.
		}
	}

	private static void deleteLeftovers(Path parent, UserPrincipal owner) {
		try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, PREFIX + "*")) {
			for (Path candidate : candidates) {
				if (isLeftover(candidate, owner)) {
					delete(candidate);
				}
			}
		}
		catch (IOException ex) {
			// They stay.
		}
	}

	private static boolean isLeftover(Path directory, UserPrincipal owner) {
		// To close any channel of a file ends all locks of the process on it.
		if (String.valueOf(directory.getFileName()).startsWith(MINE)) {
			return false;
		}
		try {
			return isPrivate(directory, owner) && isUnlocked(directory.resolve(LOCK));
		}
		catch (IOException | OverlappingFileLockException ex) {
			return false;
		}
	}

	private static boolean isUnlocked(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
				FileLock lock = channel.tryLock()) {
			return lock != null;
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
