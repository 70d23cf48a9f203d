package io.github.wsgi4j.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.FieldSyntax;

import org.springframework.http.HttpStatus;

/**
 * An application that is answered by a running server.
 */
final class ServerApplication implements Application {

	private static final int BLOCK_SIZE = 16 * 1024;

	/** The client of the JDK sends these by itself. */
	private static final Set<String> OF_THE_CLIENT = Set.of("HTTP_HOST", "HTTP_TRANSFER_ENCODING");

	/** A server that does not answer is a failure of the test, and not its end. */
	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private final HttpClient client;

	ServerApplication(HttpClient client) {
		this.client = client;
	}

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		URI server = URI.create(Environ.get(environ, EnvironBuilder.SERVER));
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create(server + Environ.get(environ, Environ.REQUEST_URI)));
		request.timeout(TIMEOUT).method(Environ.get(environ, Environ.REQUEST_METHOD), body(environ));
		environ.forEach((name, value) -> {
			boolean type = name.equals(Environ.CONTENT_TYPE);
			if (type || (name.startsWith("HTTP_") && !OF_THE_CLIENT.contains(name))) {
				String header = type ? name : name.substring("HTTP_".length());
				request.header(header.toLowerCase(Locale.ROOT).replace('_', '-'), (String) value);
			}
		});
		if (!Environ.get(environ, "HTTP_HOST").equals(server.getAuthority())) {
			setHost(request, Environ.get(environ, "HTTP_HOST"));
		}
		HttpResponse<InputStream> response = this.client.send(request.build(),
				HttpResponse.BodyHandlers.ofInputStream());
		startResponse.call(status(response.statusCode()), headers(response));
		return Body.of(response.body(), BLOCK_SIZE);
	}

	private static void setHost(HttpRequest.Builder request, String host) {
		try {
			request.setHeader("Host", host);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException("The HTTP client of the JDK sends another Host than that of the server, '"
					+ host + "', only if the JVM is started with -Djdk.httpclient.allowRestrictedHeaders=host", ex);
		}
	}

	private static HttpRequest.BodyPublisher body(Map<String, Object> environ) throws IOException {
		InputStream input = Environ.input(environ);
		if (environ.containsKey(Environ.CONTENT_LENGTH)) {
			return HttpRequest.BodyPublishers.ofByteArray(input.readAllBytes());
		}
		return environ.containsKey("HTTP_TRANSFER_ENCODING") ? HttpRequest.BodyPublishers.ofInputStream(() -> input)
				: HttpRequest.BodyPublishers.noBody();
	}

	// The client of the JDK does not tell the phrase.
	private static String status(int code) {
		HttpStatus status = HttpStatus.resolve(code);
		return code + " " + ((status != null) ? status.getReasonPhrase() : "Unknown");
	}

	private static List<Header> headers(HttpResponse<?> response) {
		List<Header> headers = new ArrayList<>();
		response.headers()
			.map()
			.forEach((name, values) -> values.stream()
				.filter((value) -> !FieldSyntax.isHopByHop(name) && !name.startsWith(":"))
				.forEach((value) -> headers.add(Header.of(name, value))));
		return headers;
	}

}
