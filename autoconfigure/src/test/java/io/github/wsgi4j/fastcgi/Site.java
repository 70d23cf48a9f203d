package io.github.wsgi4j.fastcgi;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.support.Documentation;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.ServerProcess;

/**
 * Two instances of {@link HostApplication}, each on a host of its own, configured as the
 * documentation says, and the servers that both ask.
 */
final class Site implements AutoCloseable {

	/**
	 * Maven writes it. No other test has Spring Session's Redis on its class path.
	 */
	static final Path REDIS_CLASS_PATH = Path.of("target/redis-classpath.txt");

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(TestServer.TIMEOUT)
		.build();

	private final Path folder;

	private final TwoHosts hosts = new TwoHosts();

	private final List<ServerProcess> instances;

	Site(Path folder) {
		this.folder = folder;
		List<CompletableFuture<ServerProcess>> starting = Stream.of(0, 1)
			.map((host) -> CompletableFuture.supplyAsync(() -> start(host), (task) -> new Thread(task).start()))
			.toList();
		this.instances = starting.stream().map(CompletableFuture::join).toList();
	}

	private ServerProcess start(int host) {
		List<String> properties = new ArrayList<>(Documentation.properties(sessions()));
		String tcp = ":" + NativeServer.PORT;
		properties.addAll(List.of("spring.data.redis.port=" + (NativeServer.PORT + 1),
				"server.address=" + this.hosts.address(host), "server.shutdown=graceful", "wsgi.mounts.accounts=/",
				"wsgi.mounts.shop=/shop", "wsgi.mounts.orders=/orders", "wsgi.mounts.first=/first",
				"wsgi.fastcgi.applications.shop.servers=tcp://" + this.hosts.address(0) + tcp + ",tcp://"
						+ this.hosts.address(1) + tcp,
				"wsgi.fastcgi.applications.shop.retry-after=200ms",
				"wsgi.fastcgi.applications.orders.servers=unix:" + socket(0) + ",unix:" + socket(1),
				"wsgi.fastcgi.applications.orders.retry-after=200ms",
				"wsgi.fastcgi.applications.first.servers=unix:" + socket(0)));
		return new ServerProcess(this.hosts.launcher(host), List.of("-cp", classPath()), HostApplication.class,
				properties.toArray(String[]::new));
	}

	private String sessions() {
		return Documentation.blocks(Documentation.DOCS.resolve("operations.md"), "yaml")
			.stream()
			.filter((yaml) -> yaml.contains("redis.internal"))
			.findFirst()
			.orElseThrow()
			.replace("redis.internal", this.hosts.address(0));
	}

	// A library that the others have as well is theirs, or there were two versions.
	private static String classPath() {
		String usual = System.getProperty("java.class.path");
		if (!Files.exists(REDIS_CLASS_PATH)) {
			return usual;
		}
		return Arrays.stream(read(REDIS_CLASS_PATH).trim().split(File.pathSeparator, -1))
			.filter((jar) -> !usual.contains(jar.substring(jar.lastIndexOf('/')).replaceFirst("-\\d.*", "-")))
			.collect(Collectors.joining(File.pathSeparator, usual + File.pathSeparator, ""));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	NativeServer redis() {
		return NativeServer.redis(this.hosts, 0, this.folder);
	}

	NativeServer uwsgi(int host) {
		return NativeServer.uwsgi(this.hosts, host, socket(host), NativeServer.RESOURCES.resolve("fastcgi/orders.py"),
				"--processes", "6", "--env", "HOST=" + host, "--env", "ORDERS=" + orderFile());
	}

	Path socket(int host) {
		return this.folder.resolve(host + ".sock");
	}

	private Path orderFile() {
		return this.folder.resolve("orders");
	}

	/**
	 * Returns the orders that were carried out, or are, each with its host and method.
	 */
	List<String> orders() {
		return Files.exists(orderFile()) ? read(orderFile()).lines().toList() : List.of();
	}

	/**
	 * Lets the orders go on that wait for this.
	 */
	void release(String what) throws IOException {
		Files.createFile(Path.of(orderFile() + "." + what));
	}

	ServerProcess instance(int host) {
		return this.instances.get(host);
	}

	InetSocketAddress address(int host) {
		return new InetSocketAddress(this.hosts.address(host), instance(host).port());
	}

	List<InetSocketAddress> addresses() {
		return List.of(address(0), address(1));
	}

	/**
	 * Sends a request to an instance.
	 * @param cookie the cookie, or an empty string
	 */
	CompletableFuture<HttpResponse<String>> send(int host, String method, String target, String body, String cookie) {
		URI uri = URI.create("http://" + this.hosts.address(host) + ":" + instance(host).port() + target);
		HttpRequest request = HttpRequest.newBuilder(uri)
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.header("Cookie", cookie)
			.timeout(TestServer.TIMEOUT)
			.build();
		return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.instances.forEach(ServerProcess::close);
		this.hosts.close();
	}

}
