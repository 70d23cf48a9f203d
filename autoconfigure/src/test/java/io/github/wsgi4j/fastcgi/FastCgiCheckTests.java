package io.github.wsgi4j.fastcgi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The check of servers for a probe.
 */
@OnOldestJava
@EnabledOnOs(OS.LINUX)
class FastCgiCheckTests {

	@RegisterExtension
	static final FastCgiTestApplications applications = FastCgiTestApplications.create();

	@Test
	void serverThatDoesNotEvenRefuseHoldsUpNoCheckWhileAnotherIsUp() throws IOException {
		ScriptedServer up = applications.server(ScriptedServer.answering("up"));
		SocketChannel refusing = applications.closing(refusing());
		String address = "tcp://127.0.0.1:" + ((InetSocketAddress) refusing.getLocalAddress()).getPort();
		FastCgiApplication application = applications.application(FastCgiTestApplications
			.connecting(FastCgiTestApplications.at(address, up.address()), Duration.ofMinutes(2)));
		Map<FastCgiAddress, Boolean> known = Map.of(FastCgiAddress.parse(address), false,
				FastCgiAddress.parse(up.address()), true);
		assertThat(application.check()).isEqualTo(known);
		becomeSilent(refusing.getLocalAddress());
		assertThat(CompletableFuture.supplyAsync(application::check)).succeedsWithin(Duration.ofSeconds(20))
			.isEqualTo(known);
	}

	// Linux drops what comes when more than one connection waits to be accepted.
	private static void becomeSilent(SocketAddress address) throws IOException {
		ServerSocketChannel server = ServerSocketChannel.open();
		server.setOption(StandardSocketOptions.SO_REUSEPORT, true);
		applications.closing(server.bind(address, 1));
		for (int i = 0; i < 4; i++) {
			SocketChannel client = applications.closing(SocketChannel.open());
			client.configureBlocking(false);
			client.connect(address);
		}
	}

	// A port that is not listened on refuses, and is nobody else's meanwhile.
	private static SocketChannel refusing() throws IOException {
		return SocketChannel.open()
			.setOption(StandardSocketOptions.SO_REUSEPORT, true)
			.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
	}

}
