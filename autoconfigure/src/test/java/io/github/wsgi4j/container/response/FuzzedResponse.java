package io.github.wsgi4j.container.response;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.ScriptedBody;

/**
 * An application that answers as it is told, and knows what should arrive of it.
 */
final class FuzzedResponse implements Application {

	private static final List<String> STATUS = List.of("200 OK", "201 Made", "204 No Content", "205 Reset Content",
			"304 Not Modified", "404 Not Found", "599 Odd");

	private static final List<String> NAMES = List.of("X-A", "x-a", "Content-Type", "Set-Cookie", "Vary", "Date",
			"Server", "Location", "Content-Encoding", "Connection");

	private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

	private final String status;

	private final List<Header> headers = new ArrayList<>();

	private final List<byte[]> written = new ArrayList<>();

	private final List<byte[]> blocks = new ArrayList<>();

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	private final boolean inMemory;

	private final boolean fails;

	private volatile boolean refused;

	private FuzzedResponse(String status, boolean inMemory, boolean fails) {
		this.status = status;
		this.inMemory = inMemory;
		this.fails = fails;
	}

	static FuzzedResponse of(FuzzedDataProvider data) {
		boolean inMemory = data.consumeBoolean();
		FuzzedResponse response = new FuzzedResponse(
				data.consumeBoolean() ? data.pickValue(STATUS) : "200 " + data.consumeString(20), inMemory,
				!inMemory && data.consumeInt(0, 3) == 0);
		for (int i = data.consumeInt(0, 4); i > 0; i--) {
			String name = data.consumeBoolean() ? data.pickValue(NAMES) : data.consumeString(12);
			String value = data.consumeBoolean() ? Contract.text(data.consumeBytes(24)) : data.consumeString(24);
			response.headers.add(Header.of(name, value));
		}
		for (int i = data.consumeInt(0, 2); i > 0; i--) {
			response.written.add(response.block(data));
		}
		for (int i = data.consumeInt(0, 4); i > 0; i--) {
			response.blocks.add(response.block(data));
		}
		if (data.consumeBoolean()) {
			int length = Math.max(0, response.body.size() + data.consumeInt(-20, 3));
			response.headers.add(Header.of("Content-Length", Integer.toString(length)));
		}
		return response;
	}

	private byte[] block(FuzzedDataProvider data) {
		byte[] block = new byte[data.consumeInt(0, 9) == 0 ? data.consumeInt(0, 200_000) : data.consumeInt(0, 20)];
		for (int i = 0; i < block.length; i++) {
			block[i] = (byte) ((this.body.size() + i) % 251);
		}
		this.body.writeBytes(block);
		return block;
	}

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		Write write;
		try {
			write = startResponse.call(this.status, this.headers);
		}
		catch (IllegalArgumentException ex) {
			this.refused = true;
			startResponse.call("200 OK", List.of(Header.of("X-Refused", "1")));
			return Body.empty();
		}
		for (byte[] block : this.written) {
			write.call(block);
		}
		return this.inMemory ? this.blocks : ScriptedBody.of(steps());
	}

	private Iterator<ScriptedBody.Step> steps() {
		Stream<ScriptedBody.Step> blocks = this.blocks.stream().map((block) -> () -> block);
		Stream<ScriptedBody.Step> end = this.fails
				? Stream.of(ScriptedBody.failing(new IllegalStateException("Told to fail"))) : Stream.empty();
		return Stream.concat(blocks, end).iterator();
	}

	boolean refused() {
		return this.refused;
	}

	String status() {
		return this.status;
	}

	List<Header> headers() {
		return this.headers;
	}

	byte[] body() {
		return this.body.toByteArray();
	}

	byte[] expectedBody(boolean head) {
		boolean none = head || WITHOUT_BODY.contains(code());
		return none ? new byte[0] : (length() < 0) ? body() : Arrays.copyOf(body(), length());
	}

	/**
	 * Whether the response is one that ends where its framing says.
	 */
	boolean isWhole(boolean head) {
		if (failsBeforeTheHead() || head || WITHOUT_BODY.contains(code())) {
			return true;
		}
		return (length() >= 0) ? this.body.size() >= length() : !this.fails;
	}

	boolean failsBeforeTheHead() {
		return this.fails && this.written.isEmpty() && this.body.size() == 0;
	}

	/**
	 * Whether the failure comes behind a response that is whole, so that the connection
	 * may be kept or not.
	 */
	boolean mayEndTheConnection() {
		return this.fails;
	}

	private int code() {
		return Integer.parseInt(this.status.substring(0, 3));
	}

	// The length that the application declares, or -1.
	private int length() {
		return this.headers.stream()
			.filter((header) -> header.name().equalsIgnoreCase("Content-Length"))
			.mapToInt((header) -> Integer.parseInt(header.value()))
			.findFirst()
			.orElse(-1);
	}

	@Override
	public String toString() {
		return "[" + this.status + "]" + this.headers + " write " + this.written.stream().map((b) -> b.length).toList()
				+ (this.inMemory ? " list " : " blocks ") + this.blocks.stream().map((b) -> b.length).toList()
				+ (this.fails ? " fails" : "");
	}

}
