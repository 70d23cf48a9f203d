package io.github.wsgi4j.test;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.http.FieldValue;
import io.github.wsgi4j.http.HostPort;
import io.github.wsgi4j.http.Latin1;
import io.github.wsgi4j.http.Percent;
import org.jspecify.annotations.Nullable;

/**
 * Builds the environ of a request that no server has received, with everything that the
 * container provides except {@code wsgi4j.exchange}.
 *
 * @see <a href="https://peps.python.org/pep-3333/#environ-variables">PEP 3333, environ
 * Variables</a>
 */
public final class EnvironBuilder {

	/** The server that a URL leads to, whatever host the request is for. */
	static final String SERVER = "wsgi4j.test.server";

	private static final FileWrapper FILE_WRAPPER = Body::of;

	private final String method;

	private RequestTarget target;

	private final List<Header> headers = new ArrayList<>();

	private final Map<String, Object> variables = new HashMap<>();

	private String scriptName = "";

	private String protocol = "HTTP/1.1";

	private Supplier<InputStream> input = InputStream::nullInputStream;

	private @Nullable Header framing;

	private PrintWriter errors = new PrintWriter(System.err, true, Charset.defaultCharset());

	private EnvironBuilder(String method, RequestTarget target) {
		this.method = method;
		this.target = target;
	}

	/**
	 * Begins an environ.
	 * @param method the request's method
	 * @param target a path with an optional query, or a URL that also says the scheme and
	 * the host; characters that a target cannot contain are percent-encoded as UTF-8
	 * @return the builder
	 * @throws IllegalArgumentException if the method is not a token of RFC 9110 or the
	 * path does not start with a slash
	 */
	public static EnvironBuilder of(String method, String target) {
		if (!FieldSyntax.isToken(method)) {
			throw new IllegalArgumentException("The method '" + method + "' is not a token of RFC 9110");
		}
		return new EnvironBuilder(method, RequestTarget.parse(target));
	}

	/**
	 * Adds a header. Values of the same name are joined as the container joins them, and
	 * a name with an underscore is dropped, as it drops it. A {@code Host} also becomes
	 * {@code SERVER_NAME} and {@code SERVER_PORT}.
	 * @param name the header's name
	 * @param value the header's value, code points below U+0100
	 * @return this builder
	 * @throws IllegalArgumentException if no client can send such a header
	 */
	public EnvironBuilder header(String name, String value) {
		if (!FieldSyntax.isToken(name) || FieldSyntax.invalid(value.replace('\t', ' ')) >= 0) {
			throw new IllegalArgumentException("The header '" + name + "' is malformed");
		}
		this.headers.add(Header.of(name, value));
		return this;
	}

	/**
	 * Adds a parameter to the query.
	 * @param name the parameter's name
	 * @param value its value
	 * @return this builder
	 */
	public EnvironBuilder query(String name, String value) {
		this.target = this.target.withParameter(name, value);
		return this;
	}

	/**
	 * Whether a header was added.
	 * @param name the header's name, in any case
	 * @return whether it is present
	 */
	public boolean hasHeader(String name) {
		return this.headers.stream().anyMatch((header) -> header.name().equalsIgnoreCase(name));
	}

	/**
	 * Gives the request a body of a known length, which becomes its Content-Length unless
	 * there is such a header.
	 * @param body the bytes
	 * @return this builder
	 */
	public EnvironBuilder body(byte[] body) {
		byte[] copy = body.clone();
		this.input = () -> new ByteArrayInputStream(copy);
		this.framing = Header.of("Content-Length", Integer.toString(body.length));
		return this;
	}

	/**
	 * Gives the request a body whose length is not known before its end, as that of a
	 * chunked upload.
	 * @param body the stream
	 * @return this builder
	 */
	public EnvironBuilder body(InputStream body) {
		this.input = () -> body;
		this.framing = Header.of("Transfer-Encoding", "chunked");
		return this;
	}

	/**
	 * Mounts the application at the beginning of the target's path.
	 * @param scriptName the decoded path of the mount, one character a byte: empty, or
	 * starting but not ending with a slash
	 * @return this builder
	 * @throws IllegalArgumentException if the target's path is not at or below it
	 */
	public EnvironBuilder scriptName(String scriptName) {
		if (scriptName.endsWith("/") || !isBelow(scriptName)) {
			throw new IllegalArgumentException(
					"The path '" + this.target.path() + "' is not below '" + scriptName + "'");
		}
		this.scriptName = scriptName;
		return this;
	}

	/**
	 * Sets the protocol, which is {@code HTTP/1.1} otherwise.
	 * @param protocol {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2.0}
	 * @return this builder
	 */
	public EnvironBuilder protocol(String protocol) {
		this.protocol = protocol;
		return this;
	}

	/**
	 * Sets a variable, and overrides its default value, as for
	 * {@link Environ#REMOTE_USER}.
	 * @param name the variable's name
	 * @param value its value
	 * @return this builder
	 */
	public EnvironBuilder variable(String name, Object value) {
		this.variables.put(name, value);
		return this;
	}

	/**
	 * Sets where {@code wsgi.errors} go, which is the standard error stream otherwise.
	 * @param errors the writer
	 * @return this builder
	 */
	public EnvironBuilder errors(PrintWriter errors) {
		this.errors = errors;
		return this;
	}

	/**
	 * Builds the environ.
	 * @return a new map, which the application may change
	 */
	public Map<String, Object> build() {
		Map<String, Object> environ = new HashMap<>(64);
		addServer(environ);
		this.headers.forEach((header) -> addHeader(environ, header));
		if (this.framing != null && !hasHeader(this.framing.name())) {
			addHeader(environ, this.framing);
		}
		environ.put(Environ.REQUEST_METHOD, this.method);
		environ.put(Environ.SCRIPT_NAME, this.scriptName);
		environ.put(Environ.PATH_INFO, Latin1.decode(this.target.path()).substring(this.scriptName.length()));
		environ.put(Environ.QUERY_STRING, (this.target.query() != null) ? this.target.query() : "");
		environ.put(Environ.REQUEST_URI, this.target.requestUri());
		environ.put(Environ.SERVER_PROTOCOL, this.protocol);
		environ.put(Environ.REMOTE_ADDR, "127.0.0.1");
		environ.put(Environ.REMOTE_PORT, "50000");
		environ.put(Environ.WSGI_VERSION, List.of(1, 0));
		environ.put(Environ.WSGI_INPUT, new Input(this.input.get()));
		environ.put(Environ.WSGI_INPUT_TERMINATED, true);
		environ.put(Environ.INPUT_COMPLETE, true);
		environ.put(Environ.WSGI_ERRORS, this.errors);
		environ.put(Environ.WSGI_MULTITHREAD, true);
		environ.put(Environ.WSGI_MULTIPROCESS, false);
		environ.put(Environ.WSGI_RUN_ONCE, false);
		environ.put(Environ.WSGI_FILE_WRAPPER, FILE_WRAPPER);
		environ.putAll(this.variables);
		if (this.target.authority() != null) {
			environ.put(SERVER, this.target.scheme() + "://" + this.target.authority());
		}
		return environ;
	}

	/**
	 * The request that a redirection leads to, or {@code null} if that is out of the
	 * mount. Another method has no body.
	 */
	@Nullable EnvironBuilder redirected(String method, String url) {
		EnvironBuilder next = of(method, url);
		boolean same = method.equals(this.method);
		this.headers.stream()
			.filter((header) -> !header.name().equalsIgnoreCase("Host"))
			.filter((header) -> same || !header.name().regionMatches(true, 0, "Content-", 0, 8))
			.forEach(next.headers::add);
		next.variables.putAll(this.variables);
		next.scriptName = this.scriptName;
		next.protocol = this.protocol;
		if (hasHeader("Host")) {
			// It names a host, and does not say where the server is.
			next.headers.add(Header.of("Host", next.authority()));
			next.target = next.target.withAuthority(this.target.authority());
		}
		if (same) {
			next.input = this.input;
			next.framing = this.framing;
		}
		return next.isBelow(this.scriptName) ? next : null;
	}

	String method() {
		return this.method;
	}

	String url() {
		return this.target.scheme() + "://" + authority()
				+ Percent.encode(this.target.requestUri(), Percent.PATH + "?%");
	}

	String host() {
		HostPort server = HostPort.parse(authority());
		return (server != null) ? server.host() : "localhost";
	}

	private boolean isBelow(String scriptName) {
		return (Latin1.decode(this.target.path()) + "/").startsWith(scriptName + "/");
	}

	private void addServer(Map<String, Object> environ) {
		String authority = authority();
		boolean secure = this.target.scheme().equals("https");
		HostPort server = HostPort.parse(authority);
		int usual = secure ? 443 : 80;
		environ.put("HTTP_HOST", authority);
		environ.put(Environ.SERVER_NAME, host());
		environ.put(Environ.SERVER_PORT, Integer.toString((server != null) ? server.portOr(usual) : usual));
		environ.put(Environ.WSGI_URL_SCHEME, this.target.scheme());
		if (secure) {
			environ.put(Environ.HTTPS, "on");
		}
	}

	private String authority() {
		String host = FieldValue.first(this.headers, "Host");
		String authority = (host != null) ? host : this.target.authority();
		return (authority != null) ? authority : "localhost";
	}

	private static void addHeader(Map<String, Object> environ, Header header) {
		String name = header.name();
		if (!name.equalsIgnoreCase("Host") && name.indexOf('_') < 0) {
			String separator = name.equalsIgnoreCase("Cookie") ? "; " : ",";
			environ.merge(FieldSyntax.variable(name), header.value(), (before, value) -> before + separator + value);
		}
	}

}
