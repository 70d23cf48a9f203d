package io.github.wsgi4j.benchmark;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.http.ByteRange;
import io.github.wsgi4j.http.EntityTag;
import io.github.wsgi4j.http.Forwarded;
import io.github.wsgi4j.http.HttpDates;
import io.github.wsgi4j.middleware.content.Gzip;
import io.github.wsgi4j.middleware.security.Cors;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.web.HttpException;
import io.github.wsgi4j.web.Limits;
import io.github.wsgi4j.web.Request;

/**
 * The growth of the time that it takes to read the input of a client with the length of
 * the input: the time doubles when the length does, or the input is refused.
 */
final class Growth {

	private static final int LEAST = 1024;

	private static final int DOUBLINGS = 7;

	private static final int REPETITIONS = 200;

	private static final Limits LIMITS = Limits.defaults().withForm(Integer.MAX_VALUE, Integer.MAX_VALUE);

	private Growth() {
	}

	static void run() {
		System.out.printf("%n%-42s", "microseconds for KiB of input");
		for (int i = 0; i < DOUBLINGS; i++) {
			System.out.printf("%9d", (LEAST << i) / 1024);
		}
		System.out.printf("%9s%n", "growth");
		readers().forEach(Growth::row);
	}

	private static void row(String name, Consumer<Integer> reader) {
		double[] micros = new double[DOUBLINGS];
		for (int i = 0; i < DOUBLINGS; i++) {
			micros[i] = micros(reader, LEAST << i);
		}
		System.out.printf("%-42s", name);
		for (double time : micros) {
			System.out.printf("%9.1f", time);
		}
		System.out.printf("%9.2f%n", Math.pow(micros[DOUBLINGS - 1] / micros[DOUBLINGS - 4], 1.0 / 3));
	}

	private static double micros(Consumer<Integer> reader, int length) {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < REPETITIONS; i++) {
			long begin = System.nanoTime();
			reader.accept(length);
			least = Math.min(least, System.nanoTime() - begin);
		}
		return least / 1000.0;
	}

	private static Map<String, Consumer<Integer>> readers() {
		Map<String, Consumer<Integer>> readers = new LinkedHashMap<>();
		readers.put("query of many parameters",
				(length) -> request("GET", "/?" + repeat("a=%41&", length)).query().all("a"));
		readers.put("query of one parameter",
				(length) -> request("GET", "/?a=" + repeat("%41", length)).query("a"));
		readers.put("form of many fields", (length) -> form(repeat("a=+b&", length), "a"));
		readers.put("fields without a sign", (length) -> form(repeat("a&", length), "a"));
		readers.put("number in a form", (length) -> refused(() -> form("a=" + repeat("1", length)).form("a", BigInteger.class)));
		readers.put("multipart form of many parts", (length) -> multipart(
				repeat("--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n", length) + "--XX--"));
		readers.put("part of many near delimiters", (length) -> multipart("--XX\r\n"
				+ "Content-Disposition: form-data; name=\"a\"\r\n\r\n" + repeat("\r\n--X", length) + "\r\n--XX--"));
		readers.put("cookies", (length) -> header("Cookie", repeat("a=b; ", length)).cookies().all("a"));
		readers.put("cookies without a sign", (length) -> header("Cookie", repeat("a; ", length)).cookies().all("a"));
		readers.put("Range", (length) -> ByteRange.parse("bytes=" + repeat("0-0,", length) + "5-6", 1000));
		readers.put("Range of ranges apart", (length) -> ByteRange.parse("bytes=" + apart(length), Long.MAX_VALUE));
		readers.put("If-None-Match", (length) -> EntityTag.matchesWeakly(repeat("\"a\", ", length), EntityTag.of("b", false)));
		readers.put("If-None-Match of one quote", (length) -> EntityTag.matchesWeakly(repeat("\"a W/", length),
				EntityTag.of("b", false)));
		readers.put("date", (length) -> HttpDates.parse(repeat("Sun, 06 Nov 1994 ", length)));
		readers.put("Forwarded", (length) -> Forwarded.of(Map.of("Forwarded", repeat("for=1.2.3.4;", length))::get));
		readers.put("X-Forwarded-Prefix", (length) -> Forwarded.of(Map.of("X-Forwarded-Prefix", repeat("/a,", length))::get));
		Application gzip = new Gzip().wrap(Growth::hello);
		readers.put("Accept-Encoding", (length) -> call(gzip, "GET", "Accept-Encoding", repeat("br;q=0.1, ", length)));
		Application cors = Cors.allowing("https://a.example").headers("*").wrap(Growth::hello);
		readers.put("Access-Control-Request-Headers",
				(length) -> call(cors, "OPTIONS", "Access-Control-Request-Headers", repeat("X-A, ", length)));
		return readers;
	}

	private static Iterable<byte[]> hello(Map<String, Object> environ, io.github.wsgi4j.StartResponse startResponse) {
		startResponse.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
		return Body.text("hello");
	}

	private static void call(Application application, String method, String name, String value) {
		try {
			application.call(EnvironBuilder.of(method, "/")
				.header("Origin", "https://a.example")
				.header("Access-Control-Request-Method", "GET")
				.header(name, value)
				.build(), (status, headers, excInfo) -> (block) -> {
				});
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Request request(String method, String target) {
		return limited(EnvironBuilder.of(method, target));
	}

	private static Request header(String name, String value) {
		return limited(EnvironBuilder.of("GET", "/").header(name, value));
	}

	private static Request form(String body) {
		return limited(EnvironBuilder.of("POST", "/")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.body(body.getBytes(StandardCharsets.ISO_8859_1)));
	}

	private static void form(String body, String name) {
		refused(() -> form(body).form(name));
	}

	private static void multipart(String body) {
		refused(() -> limited(EnvironBuilder.of("POST", "/")
			.header("Content-Type", "multipart/form-data; boundary=XX")
			.body(body.getBytes(StandardCharsets.ISO_8859_1))).form("a"));
	}

	private static Request limited(EnvironBuilder builder) {
		Request[] request = new Request[1];
		try {
			LIMITS.wrap((environ, startResponse) -> {
				request[0] = Request.of(environ);
				return Body.empty();
			}).call(builder.build(), (status, headers, excInfo) -> (block) -> {
			});
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return request[0];
	}

	private static void refused(Reading reading) {
		try {
			reading.read();
		}
		catch (HttpException ex) {
			// As quickly as it may be.
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String repeat(String part, int length) {
		return part.repeat(Math.max(1, length / part.length()));
	}

	private static String apart(int length) {
		StringBuilder ranges = new StringBuilder();
		for (int i = 0; ranges.length() < length; i++) {
			ranges.append(10L * i).append('-').append(10L * i + 1).append(',');
		}
		return ranges.append("1-1").toString();
	}

	private interface Reading {

		void read() throws Exception;

	}

}
