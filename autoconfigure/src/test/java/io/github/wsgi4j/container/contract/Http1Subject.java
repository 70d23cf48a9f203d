package io.github.wsgi4j.container.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;

/**
 * A server, and a client that speaks HTTP/1.1 to it byte by byte.
 */
public abstract class Http1Subject implements Subject {

	private final int port;

	private final boolean carriesReason;

	private final boolean gathersBodies;

	/**
	 * Creates a subject.
	 * @param port the port of the server
	 * @param carriesReason whether it sends the application's reason phrase
	 * @param gathersBodies whether it gathers the body of a request
	 */
	protected Http1Subject(int port, boolean carriesReason, boolean gathersBodies) {
		this.port = port;
		this.carriesReason = carriesReason;
		this.gathersBodies = gathersBodies;
	}

	@Override
	public boolean carriesReason() {
		return this.carriesReason;
	}

	@Override
	public boolean gathersBodies() {
		return this.gathersBodies;
	}

	@Override
	public Answer exchange(Ask ask) {
		try (RawClient client = new RawClient(this.port, -1)) {
			client.send(bytes(ask));
			return answer(ask.method().equals("HEAD") ? client.readHead() : client.readResponse());
		}
	}

	private Answer answer(RawResponse response) {
		String reason = response.statusLine().substring(Math.min(13, response.statusLine().length()));
		List<Header> headers = response.headers().stream().map(Http1Subject::header).toList();
		return new Answer(response.status(), this.carriesReason ? reason : null, headers, response.body(),
				response.complete());
	}

	private static Header header(String line) {
		int colon = line.indexOf(':');
		return Header.of(line.substring(0, colon), line.substring(colon + 1).trim());
	}

	private static String bytes(Ask ask) {
		StringBuilder request = new StringBuilder(ask.method()).append(' ')
			.append(ask.target())
			.append(" HTTP/1.1\r\n");
		request.append("Host: localhost\r\n");
		ask.headers().forEach((header) -> request.append(header.name() + ": " + header.value() + "\r\n"));
		if (ask.sized()) {
			String body = String.join("", ask.blocks());
			return request.append("Content-Length: " + body.length() + "\r\n\r\n").append(body).toString();
		}
		if (!ask.hasBody()) {
			return request.append("\r\n").toString();
		}
		request.append("Transfer-Encoding: chunked\r\n\r\n");
		ask.blocks().forEach((block) -> request.append(Contract.chunk(block)));
		return request.append("0\r\n\r\n").toString();
	}

	@Override
	public Conversation open(Ask ask) {
		RawClient client = new RawClient(this.port, -1).send(bytes(ask));
		RawResponse head = client.readHead();
		return new Chunks(client, head.status(), new ByteArrayOutputStream());
	}

	/**
	 * A response that is chunked.
	 */
	private record Chunks(RawClient client, int status, ByteArrayOutputStream read) implements Conversation {

		@Override
		public String read(int count) {
			try {
				int size = -1;
				while (this.read.size() < count && size != 0) {
					byte[] chunk = ContractSupport.bytes(this.client.readChunk());
					size = chunk.length;
					this.read.writeBytes(chunk);
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			String text = ContractSupport.text(this.read.toByteArray());
			String taken = text.substring(0, Math.min(count, text.length()));
			this.read.reset();
			this.read.writeBytes(ContractSupport.bytes(text.substring(taken.length())));
			return taken;
		}

		@Override
		public void close() {
			this.client.close();
		}

	}

}
