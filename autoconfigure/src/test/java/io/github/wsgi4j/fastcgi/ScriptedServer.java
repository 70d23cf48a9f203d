package io.github.wsgi4j.fastcgi;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A FastCGI server that does on each connection what a test says, right or wrong. It
 * knows the protocol by itself.
 */
final class ScriptedServer implements AutoCloseable {

	static final int BEGIN = 1;

	static final int ABORT = 2;

	static final int END = 3;

	static final int PARAMS = 4;

	static final int STDIN = 5;

	static final int STDOUT = 6;

	static final int STDERR = 7;

	private final ServerSocketChannel listener;

	private final String address;

	private final Script script;

	private final AtomicInteger accepted = new AtomicInteger();

	private final Queue<SocketChannel> open = new ConcurrentLinkedQueue<>();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private ScriptedServer(ServerSocketChannel listener, String address, Script script) {
		this.listener = listener;
		this.address = address;
		this.script = script;
		start(this::accept);
	}

	static ScriptedServer start(Path socket, Script script) {
		try {
			ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
			listener.bind(UnixDomainSocketAddress.of(socket));
			return new ScriptedServer(listener, "unix:" + socket, script);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ScriptedServer start(Script script) {
		try {
			ServerSocketChannel listener = ServerSocketChannel.open();
			listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			SocketAddress address = listener.getLocalAddress();
			return new ScriptedServer(listener, "tcp://127.0.0.1:" + ((InetSocketAddress) address).getPort(), script);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A script that answers each request on its connection for as long as the client asks
	 * to keep it.
	 */
	static Script answering(String text) {
		return (connection) -> {
			boolean keep = true;
			while (keep && connection.read()) {
				keep = connection.keep();
				connection.out("Content-Type: text/plain\r\n\r\n" + text).end();
			}
		};
	}

	String address() {
		return this.address;
	}

	int accepted() {
		return this.accepted.get();
	}

	private void accept() {
		try {
			while (true) {
				SocketChannel channel = this.listener.accept();
				this.accepted.incrementAndGet();
				this.open.add(channel);
				start(() -> serve(channel));
			}
		}
		catch (IOException ex) {
			// It was closed.
		}
	}

	private void serve(SocketChannel channel) {
		try (channel) {
			this.script.serve(new Connection(channel));
		}
		catch (EOFException ex) {
			// The client has gone.
		}
		catch (Exception | Error ex) {
			this.failures.add(ex);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "scripted-server");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			for (SocketChannel channel : this.open) {
				channel.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What a server does with a connection. */
	@FunctionalInterface
	interface Script {

		void serve(Connection connection) throws Exception;

	}

	/** A connection as the server sees it. */
	static final class Connection {

		private final DataInputStream in;

		private final OutputStream out;

		private final Map<String, String> parameters = new LinkedHashMap<>();

		private final ByteArrayOutputStream input = new ByteArrayOutputStream();

		private byte[] content = new byte[0];

		private boolean keep;

		Connection(SocketChannel channel) {
			this.in = new DataInputStream(Channels.newInputStream(channel));
			this.out = Channels.newOutputStream(channel);
		}

		/**
		 * Reads a whole request.
		 * @return whether there was one
		 */
		boolean read() throws IOException {
			if (!readHead()) {
				return false;
			}
			this.input.reset();
			while (readRecord() == STDIN && this.content.length > 0) {
				this.input.writeBytes(this.content);
			}
			return true;
		}

		/**
		 * Reads a request up to its body.
		 */
		boolean readHead() throws IOException {
			try {
				if (readRecord() != BEGIN) {
					throw new IllegalStateException("No request begins");
				}
			}
			catch (IOException ex) {
				return false;
			}
			this.keep = (this.content[2] & 1) != 0;
			ByteArrayOutputStream pairs = new ByteArrayOutputStream();
			while (readRecord() == PARAMS && this.content.length > 0) {
				pairs.writeBytes(this.content);
			}
			this.parameters.clear();
			ByteBuffer buffer = ByteBuffer.wrap(pairs.toByteArray());
			while (buffer.hasRemaining()) {
				int name = length(buffer);
				int value = length(buffer);
				this.parameters.put(text(buffer, name), text(buffer, value));
			}
			return true;
		}

		private static int length(ByteBuffer buffer) {
			int first = buffer.get(buffer.position()) & 0xFF;
			return (first < 0x80) ? buffer.get() : buffer.getInt() & 0x7FFFFFFF;
		}

		private static String text(ByteBuffer buffer, int length) {
			byte[] bytes = new byte[length];
			buffer.get(bytes);
			return new String(bytes, StandardCharsets.ISO_8859_1);
		}

		/**
		 * Reads a record, whose content is there then.
		 * @return its type
		 */
		int readRecord() throws IOException {
			this.in.readUnsignedByte();
			int type = this.in.readUnsignedByte();
			this.in.readUnsignedShort();
			this.content = new byte[this.in.readUnsignedShort()];
			int padding = this.in.readUnsignedByte();
			this.in.readUnsignedByte();
			this.in.readFully(this.content);
			this.in.skipNBytes(padding);
			return type;
		}

		byte[] content() {
			return this.content;
		}

		boolean keep() {
			return this.keep;
		}

		Map<String, String> parameters() {
			return this.parameters;
		}

		String path() {
			return this.parameters.get("PATH_INFO");
		}

		String input() {
			return this.input.toString(StandardCharsets.ISO_8859_1);
		}

		Connection out(String text) throws IOException {
			return record(STDOUT, text.getBytes(StandardCharsets.ISO_8859_1));
		}

		Connection err(String text) throws IOException {
			return record(STDERR, text.getBytes(StandardCharsets.UTF_8));
		}

		Connection end() throws IOException {
			return record(STDOUT, new byte[0]).end(0);
		}

		Connection end(int protocolStatus) throws IOException {
			return record(END, new byte[] { 0, 0, 0, 0, (byte) protocolStatus, 0, 0, 0 });
		}

		Connection record(int type, byte[] content) throws IOException {
			int padding = -content.length & 7;
			ByteBuffer record = ByteBuffer.allocate(8 + content.length + padding);
			record.put((byte) 1).put((byte) type).putShort((short) 1).putShort((short) content.length);
			record.put((byte) padding).put((byte) 0).put(content);
			return raw(record.array());
		}

		Connection raw(byte[] bytes) throws IOException {
			this.out.write(bytes);
			return this;
		}

		/**
		 * Waits until the client has closed the connection.
		 */
		void awaitEnd() {
			try {
				while (this.in.read() >= 0) {
					// Whatever it still sends.
				}
			}
			catch (IOException ex) {
				// It was reset.
			}
		}

	}

}
