package io.github.wsgi4j.container.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that stops while its client of HTTP/2 is about to send more requests: one
 * before it has read that no more are wanted, and one of another thread that has not been
 * told when its reader answers the ping, as the JDK's client does under load.
 */
@Timeout(60)
class LastAnswerTests {

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int SETTINGS = 4;

	private static final int PING = 6;

	private static final int GOAWAY = 7;

	private static final int ACK = 1;

	private static final int END_STREAM = 1;

	private static final int END_HEADERS = 4;

	private static final int GET = 0x82;

	private static final int POST = 0x83;

	private final CountDownLatch called = new CountDownLatch(1);

	private final CountDownLatch go = new CountDownLatch(1);

	private final List<Integer> answered = new ArrayList<>();

	private boolean told;

	@Test
	void uploadsThatCrossTheEndAreAnsweredAsAllBeforeThem() throws Exception {
		WsgiServer server = new WsgiServer("server.http2.enabled=true", "server.shutdown=graceful");
		server.serve((environ, start) -> {
			if (environ.get(Environ.REQUEST_METHOD).equals("GET")) {
				this.called.countDown();
				ContractSupport.pass(this.go);
			}
			byte[] body = Environ.input(environ).readAllBytes();
			start.call("200 OK", ContractSupport.NO_HEADERS);
			return Body.text("read " + body.length);
		});
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
			DataOutputStream out = new DataOutputStream(client.getOutputStream());
			out.write(ContractSupport.bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
			send(out, SETTINGS, 0, 0);
			sendHead(out, GET, END_STREAM, 1);
			ContractSupport.pass(this.called);
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
			DataInputStream in = new DataInputStream(client.getInputStream());
			while (this.answered.size() < 3) {
				read(in, out);
			}
			ContractSupport.take(stopped);
		}
		finally {
			this.go.countDown();
		}
		assertThat(this.answered).containsExactlyInAnyOrder(1, 3, 5);
	}

	private void read(DataInputStream in, DataOutputStream out) throws IOException {
		int length = (in.readUnsignedByte() << 16) + in.readUnsignedShort();
		int type = in.readUnsignedByte();
		int flags = in.readUnsignedByte();
		int stream = in.readInt();
		byte[] payload = in.readNBytes(length);
		if (type == GOAWAY && !this.told) {
			this.told = true;
			sendUpload(out, 3);
			this.go.countDown();
		}
		else if (type == PING && flags == 0) {
			send(out, PING, ACK, 0, payload);
			sendUpload(out, 5);
		}
		else if (type == DATA && (flags & END_STREAM) != 0) {
			this.answered.add(stream);
		}
	}

	private static void sendUpload(DataOutputStream out, int stream) throws IOException {
		sendHead(out, POST, 0, stream);
		send(out, DATA, 0, stream, new byte[100]);
		send(out, DATA, END_STREAM, stream, new byte[100]);
	}

	private static void sendHead(DataOutputStream out, int method, int flags, int stream) throws IOException {
		// Of the static table: the path "/", and the scheme "http".
		send(out, HEADERS, flags | END_HEADERS, stream, (byte) method, (byte) 0x84, (byte) 0x86, (byte) 0x41, (byte) 1,
				(byte) 'x');
	}

	private static void send(DataOutputStream out, int type, int flags, int stream, byte... payload)
			throws IOException {
		out.writeByte(0);
		out.writeShort(payload.length);
		out.writeByte(type);
		out.writeByte(flags);
		out.writeInt(stream);
		out.write(payload);
		out.flush();
	}

}
