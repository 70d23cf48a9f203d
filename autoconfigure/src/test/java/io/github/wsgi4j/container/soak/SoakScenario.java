package io.github.wsgi4j.container.soak;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;

import io.github.wsgi4j.container.support.GeneratedBody;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One way in which a client of {@link SoakTests} behaves, on a connection of its own.
 */
enum SoakScenario {

	KEEP_ALIVE {

		@Override
		void run(RawClient client, String mount, Random random) {
			for (int i = 0; i < 10; i++) {
				assertThat(client.send(get(mount + "/hello")).readResponse().text()).isEqualTo("hello");
			}
		}

	},

	PIPELINED {

		@Override
		void run(RawClient client, String mount, Random random) {
			client.send(get(mount + "/hello") + get(mount + "/page") + get(mount + "/hello"));
			assertThat(client.readResponse().text()).isEqualTo("hello");
			assertThat(client.readResponse().text()).isEqualTo(SoakApplication.PAGE);
			assertThat(client.readResponse().text()).isEqualTo("hello");
		}

	},

	MEMORY {

		@Override
		void run(RawClient client, String mount, Random random) {
			assertThat(client.send(get(mount + "/page")).readResponse().text()).isEqualTo(SoakApplication.PAGE);
			assertThat(client.send(get(mount + "/list")).readResponse().body()).isEqualTo(GeneratedBody.bytes(3));
		}

	},

	HTTP_10 {

		@Override
		void run(RawClient client, String mount, Random random) {
			client.send("GET " + mount + "/blocks HTTP/1.0\r\n\r\n");
			assertThat(checksum(client.readResponse())).isEqualTo(FILE_CHECKSUM);
		}

	},

	HEAD {

		@Override
		void run(RawClient client, String mount, Random random) {
			client.send("HEAD " + mount + "/blocks HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(client.readHead().status()).isEqualTo(200);
		}

	},

	FILE {

		@Override
		void run(RawClient client, String mount, Random random) {
			assertThat(checksum(client.send(get(mount + "/file")).readResponse())).isEqualTo(FILE_CHECKSUM);
		}

	},

	FILE_CUT {

		@Override
		void run(RawClient client, String mount, Random random) throws IOException {
			client.send(get(mount + "/file")).readHead();
			client.readExactly(1 + random.nextInt(GeneratedBody.BLOCK_SIZE));
		}

	},

	ENDLESS_CUT {

		@Override
		void run(RawClient client, String mount, Random random) throws IOException {
			client.send(get(mount + "/endless")).readHead();
			client.readExactly(1 + random.nextInt(8 * GeneratedBody.BLOCK_SIZE));
		}

	},

	GONE_AT_ONCE {

		@Override
		void run(RawClient client, String mount, Random random) {
			client.send(get(mount + "/endless"));
		}

	},

	SLOW_READER {

		@Override
		void run(RawClient client, String mount, Random random) throws IOException {
			client.send(get(mount + "/endless")).readHead();
			for (int i = 0; i < 20; i++) {
				client.readExactly(4096);
				pause(random);
			}
		}

	},

	UPLOAD {

		@Override
		void run(RawClient client, String mount, Random random) {
			byte[] bytes = new byte[random.nextInt(300_000)];
			random.nextBytes(bytes);
			client.send(post(mount) + "Content-Length: " + bytes.length + "\r\n\r\n").send(bytes);
			assertThat(client.readResponse().text()).isEqualTo(Long.toString(checksum(bytes)));
		}

	},

	UPLOAD_CHUNKED {

		@Override
		void run(RawClient client, String mount, Random random) {
			byte[] bytes = new byte[1 + random.nextInt(100_000)];
			random.nextBytes(bytes);
			client.send(post(mount) + "Transfer-Encoding: chunked\r\n\r\n");
			client.send(Integer.toHexString(bytes.length) + "\r\n").send(bytes);
			pause(random);
			client.send("\r\n0\r\n\r\n");
			assertThat(client.readResponse().text()).isEqualTo(Long.toString(checksum(bytes)));
		}

	},

	UPLOAD_CUT {

		@Override
		void run(RawClient client, String mount, Random random) {
			client.send(post(mount) + "Content-Length: 900000\r\n\r\n").send(new byte[random.nextInt(200_000)]);
		}

	},

	UPLOAD_STALLED {

		@Override
		void run(RawClient client, String mount, Random random) {
			byte[] bytes = new byte[100_000];
			client.send(post(mount) + "Content-Length: " + 2 * bytes.length + "\r\n\r\n").send(bytes);
			for (int i = 0; i < 20; i++) {
				pause(random);
			}
			client.send(bytes);
			assertThat(client.readResponse().text()).isEqualTo(Long.toString(checksum(new byte[200_000])));
		}

	},

	FAULTS {

		@Override
		void run(RawClient client, String mount, Random random) {
			assertThat(client.send(get(mount + "/fail")).readResponse().status()).isEqualTo(500);
			assertThat(client.send(get(mount + "/gone")).readResponse().status()).isEqualTo(404);
			assertThat(client.send(get(mount + "/late")).readResponse().complete()).isFalse();
		}

	};

	private static final long FILE_CHECKSUM = GeneratedBody.checksum(SoakApplication.FILE_BLOCKS);

	abstract void run(RawClient client, String mount, Random random) throws IOException;

	private static String get(String target) {
		return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
	}

	private static String post(String mount) {
		return "POST " + mount + "/upload HTTP/1.1\r\nHost: localhost\r\n";
	}

	// A slow client is what is meant here; nothing waits for it.
	private static void pause(Random random) {
		LockSupport.parkNanos(random.nextInt(10_000_000));
	}

	private static long checksum(RawResponse response) {
		assertThat(response.complete()).isTrue();
		return checksum(response.body());
	}

	private static long checksum(byte[] bytes) {
		CRC32 checksum = new CRC32();
		checksum.update(bytes);
		return checksum.getValue();
	}

}
