package io.github.wsgi4j.container.support;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A client that sends just the bytes it is given and sees just those that come back. A
 * read that gets nothing for ten seconds fails.
 */
public final class RawClient implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 10_000;

	private final Socket socket;

	private final EagerStream in;

	private boolean inChunk;

	/**
	 * Opens a connection.
	 * @param receiveBuffer the bytes that the client's side takes without being read, or
	 * a negative number for what is usual
	 */
	public RawClient(int port, int receiveBuffer) {
		this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), receiveBuffer);
	}

	/**
	 * Opens a connection to another host.
	 */
	public RawClient(InetSocketAddress server, int receiveBuffer) {
		try {
			this.socket = new Socket();
			if (receiveBuffer >= 0) {
				this.socket.setReceiveBufferSize(receiveBuffer);
			}
			this.socket.setSoTimeout(TIMEOUT_MILLIS);
			this.socket.setTcpNoDelay(true);
			this.socket.connect(server, TIMEOUT_MILLIS);
			this.in = new EagerStream(this.socket.getInputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends characters as latin-1 bytes.
	 */
	public RawClient send(String text) {
		return send(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	public RawClient send(byte[] bytes) {
		try {
			this.socket.getOutputStream().write(bytes);
			this.socket.getOutputStream().flush();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads the head of a response: status line and headers, as they are on the wire.
	 */
	public RawResponse readHead() {
		try {
			List<String> lines = new ArrayList<>();
			String line = readLine();
			while (!line.isEmpty()) {
				lines.add(line);
				line = readLine();
			}
			return new RawResponse(lines.get(0), lines.subList(1, lines.size()), new byte[0], false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads one response to a GET; its framing says where it ends. One whose body is cut
	 * off is not complete.
	 */
	public RawResponse readResponse() {
		this.in.eager(true);
		try {
			return readWhole();
		}
		finally {
			this.in.eager(false);
		}
	}

	private RawResponse readWhole() {
		RawResponse head = readHead();
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		boolean complete = true;
		try {
			if (head.status() == 204 || head.status() == 304 || head.status() < 200) {
				return head.with(new byte[0], true);
			}
			if ("chunked".equalsIgnoreCase(head.header("Transfer-Encoding"))) {
				int size = readChunkSize();
				while (size > 0) {
					body.writeBytes(readExactly(size));
					readLine();
					size = readChunkSize();
				}
				readLine();
			}
			else if (head.header("Content-Length") != null) {
				long length = Long.parseLong(head.header("Content-Length"));
				while (body.size() < length) {
					byte[] bytes = readSome((int) Math.min(65536, length - body.size()));
					body.writeBytes(bytes);
				}
			}
			else {
				body.writeBytes(this.in.readAllBytes());
			}
		}
		catch (IOException ex) {
			complete = false;
		}
		return head.with(body.toByteArray(), complete);
	}

	/**
	 * Reads at least one byte.
	 * @throws EOFException if the server has closed the connection
	 */
	public byte[] readSome(int most) throws IOException {
		byte[] bytes = new byte[most];
		int count = this.in.read(bytes);
		if (count < 0) {
			throw new EOFException("The server has closed the connection");
		}
		return Arrays.copyOf(bytes, count);
	}

	public byte[] readExactly(int size) throws IOException {
		byte[] bytes = this.in.readNBytes(size);
		if (bytes.length < size) {
			throw new EOFException("The server has closed the connection");
		}
		return bytes;
	}

	/**
	 * Whether the server closes the connection without a further byte.
	 */
	public boolean isClosedByServer() {
		try {
			return this.in.read() < 0;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * Whether the server closes the connection, at once or behind one more response that
	 * ends with a text.
	 */
	public boolean isClosedByServerAfter(String text) {
		try {
			byte[] rest = this.in.readAllBytes();
			return rest.length == 0 || new String(rest, StandardCharsets.ISO_8859_1).endsWith(text);
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * Whether the connection ends with a reset and not in an orderly way.
	 */
	public boolean isReset() {
		try {
			byte[] bytes = new byte[8192];
			while (this.in.read(bytes) >= 0) {
				// What was sent before.
			}
			return false;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * Reads until the connection ends, in whatever way.
	 */
	public void awaitEnd() throws IOException {
		try {
			this.in.transferTo(OutputStream.nullOutputStream());
		}
		catch (SocketTimeoutException ex) {
			throw ex;
		}
		catch (IOException ex) {
			// It was reset.
		}
	}

	/**
	 * Reads a line without its end.
	 */
	public String readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int next = this.in.read();
		while (next != '\n') {
			if (next < 0) {
				throw new EOFException("The server has closed the connection after '" + line + "'");
			}
			if (next != '\r') {
				line.write(next);
			}
			next = this.in.read();
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Reads the next chunk of a chunked body, which is empty at its end. A server may
	 * send the end of its line with the chunk after it.
	 */
	public String readChunk() throws IOException {
		if (this.inChunk) {
			readLine();
		}
		int size = readChunkSize();
		this.inChunk = size > 0;
		if (size == 0) {
			readLine();
		}
		return new String(readExactly(size), StandardCharsets.ISO_8859_1);
	}

	/**
	 * Whether the server sends nothing for a while.
	 */
	public boolean isSilentFor(int millis) throws IOException {
		this.socket.setSoTimeout(millis);
		try {
			int next = this.in.read();
			throw new IllegalStateException("The server sent byte " + next);
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		finally {
			this.socket.setSoTimeout(TIMEOUT_MILLIS);
		}
	}

	private int readChunkSize() throws IOException {
		return Integer.parseInt(readLine(), 16);
	}

	public Socket socket() {
		return this.socket;
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
