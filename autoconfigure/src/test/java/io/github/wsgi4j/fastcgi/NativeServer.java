package io.github.wsgi4j.fastcgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
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
 * A server of the system: Debian's uWSGI or PHP-FPM, which listen on a Unix socket, or
 * Redis.
 */
final class NativeServer implements AutoCloseable {

	static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();

	private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin");

	/** Lets uWSGI end what it has begun when it is told to end. */
	static final List<String> GRACEFUL = List.of("--shutdown-sockets", "--hook-master-start",
			"unix_signal:15 gracefully_kill_them_all");

	static final int PORT = 19_000;

	private final Process process;

	private final SocketAddress address;

	private final Path log;

	private NativeServer(Path socket, List<String> command) {
		this(UnixDomainSocketAddress.of(socket), Path.of(socket + ".log"), command);
	}

	private NativeServer(SocketAddress address, Path log, List<String> command) {
		this.address = address;
		this.log = log;
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
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
		List<String> command = new ArrayList<>(List.of(uwsgi(), "--plugin", "python3", "--fastcgi-socket",
				socket.toString(), "--wsgi-file", file.toString(), "--master", "--need-app", "--disable-logging"));
		command.addAll(GRACEFUL);
		command.addAll(List.of(options));
		return new NativeServer(socket, command);
	}

	/**
	 * Starts uWSGI on a host, where it listens on {@link #PORT} and on a Unix socket, or
	 * skips the test and says so. It ends gracefully.
	 */
	static NativeServer uwsgi(TwoHosts hosts, int host, Path socket, Path file, String... options) {
		List<String> command = new ArrayList<>(hosts.launcher(host));
		command.addAll(List.of(uwsgi(), "--plugin", "python3", "--fastcgi-socket", hosts.address(host) + ":" + PORT,
				"--fastcgi-socket", socket.toString(), "--wsgi-file", file.toString(), "--master", "--need-app",
				"--disable-logging"));
		command.addAll(GRACEFUL);
		command.addAll(List.of(options));
		return new NativeServer(new InetSocketAddress(hosts.address(host), PORT), Path.of(socket + ".log"), command);
	}

	/**
	 * Starts Redis on a host, or skips the test and says so. It keeps nothing.
	 */
	static NativeServer redis(TwoHosts hosts, int host, Path folder) {
		List<String> command = new ArrayList<>(hosts.launcher(host));
		command.addAll(List.of(find("redis-server", "redis-server"), "--bind", hosts.address(host), "--port",
				Integer.toString(PORT + 1), "--protected-mode", "no", "--save", "", "--dir", folder.toString()));
		return new NativeServer(new InetSocketAddress(hosts.address(host), PORT + 1), folder.resolve("redis.log"),
				command);
	}

	private static String uwsgi() {
		return find("uwsgi-core", "uwsgi-core and uwsgi-plugin-python3", "uwsgi");
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
			throw new IllegalStateException(Files.readString(this.log));
		}
		try (SocketChannel channel = SocketChannel.open(this.address)) {
			return channel.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	String address() {
		return "unix:" + this.address;
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
	Process stop() {
		this.process.destroy();
		return this.process;
	}

	/**
	 * Ends its processes at once. A child that is killed first would only be replaced.
	 */
	void kill() {
		List<ProcessHandle> children = this.process.descendants().toList();
		this.process.destroyForcibly();
		children.forEach(ProcessHandle::destroyForcibly);
	}

}
