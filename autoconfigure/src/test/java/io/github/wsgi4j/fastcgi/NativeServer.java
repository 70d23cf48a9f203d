package io.github.wsgi4j.fastcgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.awaitility.Awaitility;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A FastCGI server of the system that listens on a Unix socket: Debian's uWSGI or
 * PHP-FPM.
 */
final class NativeServer implements AutoCloseable {

	static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();

	private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin");

	private final Process process;

	private final Path socket;

	private NativeServer(Path socket, List<String> command) {
		this.socket = socket;
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(Path.of(socket + ".log").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Awaitility.await().atMost(TestServer.TIMEOUT).until(this::listens);
	}

	/**
	 * Starts uWSGI with an application in a file, or skips the test and says so.
	 */
	static NativeServer uwsgi(Path socket, Path file, String... options) {
		String uwsgi = find("uwsgi-core", "uwsgi-core and uwsgi-plugin-python3", "uwsgi");
		List<String> command = new ArrayList<>(
				List.of(uwsgi, "--plugin", "python3", "--fastcgi-socket", socket.toString(), "--wsgi-file",
						file.toString(), "--master", "--die-on-term", "--need-app", "--disable-logging"));
		command.addAll(List.of(options));
		return new NativeServer(socket, command);
	}

	/**
	 * Starts PHP-FPM, or skips the test and says so.
	 */
	static NativeServer php(Path socket, int children) {
		String php = find("php-fpm", "php-fpm", "php-fpm8.2", "php-fpm8.3", "php-fpm8.4");
		Path configuration = Path.of(socket + ".conf");
		try {
			Files.writeString(configuration,
					String.join("\n", "[global]", "error_log = " + socket + ".errors", "[www]", "listen = " + socket,
							"pm = static", "pm.max_children = " + children, "user = nobody", "group = nogroup", ""));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new NativeServer(socket, List.of(php, "-n", "-F", "-y", configuration.toString(), "-d", "log_errors=1",
				"-d", "display_errors=0", "-d", "html_errors=0"));
	}

	private static String find(String name, String packages, String... others) {
		String found = Stream.concat(Stream.of(name), Stream.of(others))
			.flatMap((file) -> FOLDERS.stream().map((folder) -> folder + "/" + file))
			.filter((file) -> Files.isExecutable(Path.of(file)))
			.findFirst()
			.orElse(null);
		if (found == null) {
			System.err.println("!!! NOT TESTED: there is no " + name + "; Debian's packages are " + packages);
		}
		assumeTrue(found != null, () -> "There is no " + name);
		return found;
	}

	private boolean listens() throws IOException {
		if (!this.process.isAlive()) {
			throw new IllegalStateException(Files.readString(Path.of(this.socket + ".log")));
		}
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			return channel.connect(UnixDomainSocketAddress.of(this.socket));
		}
		catch (IOException ex) {
			return false;
		}
	}

	String address() {
		return "unix:" + this.socket;
	}

	@Override
	public void close() {
		List<ProcessHandle> children = this.process.descendants().toList();
		stop();
		try {
			// A child that is killed first would only be replaced.
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		children.forEach(ProcessHandle::destroyForcibly);
	}

	/**
	 * Lets the server end by itself.
	 */
	void stop() {
		this.process.destroy();
	}

}
