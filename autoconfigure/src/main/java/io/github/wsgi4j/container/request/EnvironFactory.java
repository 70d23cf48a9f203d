package io.github.wsgi4j.container.request;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.container.EnvironCustomizer;
import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.http.Latin1;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Builds the environ of a request.
 *
 * @see <a href="https://peps.python.org/pep-3333/#environ-variables">PEP 3333, environ
 * Variables</a>
 */
public final class EnvironFactory {

	private static final List<Integer> VERSION = List.of(1, 0);

	private static final String HOST = "HTTP_HOST";

	private static final String TRANSFER_ENCODING = "HTTP_TRANSFER_ENCODING";

	private static final FileWrapper FILE_WRAPPER = Body::of;

	private final String application;

	private final ScriptPath mount;

	private final Map<String, String> variables;

	private final List<EnvironCustomizer> customizers;

	private final UserVariables user = new UserVariables();

	/**
	 * Creates a factory.
	 * @param application the name of the application
	 * @param mount the mount: empty, or starting but not ending with a slash
	 * @param variables what the deployer adds to every environ
	 * @param customizers what adds to every environ in the end
	 */
	public EnvironFactory(String application, String mount, Map<String, String> variables,
			List<EnvironCustomizer> customizers) {
		this.application = application;
		this.mount = new ScriptPath(mount);
		this.variables = new HashMap<>();
		// Those with a dot in their names are no variables of CGI, and may be any text.
		variables
			.forEach((name, value) -> this.variables.put(name, (name.indexOf('.') < 0) ? Latin1.encode(value) : value));
		this.customizers = customizers;
	}

	public Map<String, Object> create(NativeExchange exchange, RequestStreams streams, @Nullable Principal user) {
		ServerHttpRequest request = exchange.request();
		Map<String, Object> environ = new HashMap<>(64);
		HeaderVariables.addTo(environ, exchange);
		// Behind the headers: no client replaces what the deployer has set.
		environ.putAll(this.variables);
		addRequest(environ, exchange);
		addServer(environ, exchange);
		addClient(environ, request.getRemoteAddress());
		if (user != null) {
			this.user.addTo(environ, user);
		}
		addStreams(environ, streams);
		environ.put(Environ.APPLICATION, this.application);
		environ.put(Environ.EXCHANGE, exchange.exchange());
		for (EnvironCustomizer customizer : this.customizers) {
			customizer.customize(environ, exchange.exchange());
		}
		return environ;
	}

	private void addRequest(Map<String, Object> environ, NativeExchange exchange) {
		ServerHttpRequest request = exchange.request();
		String query = exchange.query();
		environ.put(Environ.REQUEST_METHOD, request.getMethod().name());
		this.mount.divide(request.getPath(), environ);
		environ.put(Environ.QUERY_STRING, (query != null) ? query : "");
		environ.put(Environ.REQUEST_URI, exchange.target());
	}

	private static void addServer(Map<String, Object> environ, NativeExchange exchange) {
		ServerHttpRequest request = exchange.request();
		boolean secure = "https".equalsIgnoreCase(request.getURI().getScheme());
		ServerAddress address = ServerAddress.of(exchange, secure);
		if (!address.isSaidBy((String) environ.get(HOST), secure)) {
			// A URL is made of it: PEP 3333, "URL Reconstruction".
			environ.put(HOST, address.authority(secure));
		}
		environ.put(Environ.SERVER_NAME, address.name());
		environ.put(Environ.SERVER_PORT, Integer.toString(address.port()));
		environ.put(Environ.SERVER_PROTOCOL, exchange.protocol());
		environ.put(Environ.WSGI_VERSION, VERSION);
		environ.put(Environ.WSGI_URL_SCHEME, secure ? "https" : "http");
		environ.put(Environ.WSGI_MULTITHREAD, true);
		environ.put(Environ.WSGI_MULTIPROCESS, false);
		environ.put(Environ.WSGI_RUN_ONCE, false);
		if (secure) {
			SslVariables.addTo(environ, request.getSslInfo());
		}
	}

	private static void addClient(Map<String, Object> environ, @Nullable InetSocketAddress client) {
		if (client != null) {
			environ.put(Environ.REMOTE_ADDR,
					(client.getAddress() != null) ? client.getAddress().getHostAddress() : client.getHostString());
			environ.put(Environ.REMOTE_PORT, Integer.toString(client.getPort()));
		}
	}

	private static void addStreams(Map<String, Object> environ, RequestStreams streams) {
		if (streams.body().length() >= 0) {
			environ.put(Environ.CONTENT_LENGTH, Long.toString(streams.body().length()));
			// The length takes its place: RFC 9112, section 7.1.3. Libraries decode a
			// body again that is said to be chunked.
			environ.remove(TRANSFER_ENCODING);
		}
		environ.put(Environ.WSGI_INPUT, streams.input());
		environ.put(Environ.WSGI_INPUT_TERMINATED, true);
		environ.put(Environ.INPUT_COMPLETE, streams.body().isComplete());
		environ.put(Environ.WSGI_ERRORS, streams.errors());
		environ.put(Environ.WSGI_FILE_WRAPPER, FILE_WRAPPER);
	}

}
