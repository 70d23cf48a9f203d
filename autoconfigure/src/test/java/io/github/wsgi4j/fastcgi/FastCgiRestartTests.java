package io.github.wsgi4j.fastcgi;

import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.test.WsgiClient;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandler;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.ThreadAwareExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A FastCGI server behind a context that is stopped and started again, and then has other
 * event loops.
 */
@OnOldestJava
class FastCgiRestartTests {

	@RegisterExtension
	static final FastCgiTestApplications applications = FastCgiTestApplications.onNio();

	@Test
	void aContextThatIsStartedAgainReachesTheServerAgain() {
		try (ScriptedServer shop = ScriptedServer.start(ScriptedServer.answering("shop"));
				TestServer server = TestServer.start(Configuration.class,
						"wsgi.fastcgi.applications.shop.servers=" + shop.address())) {
			assertThat(server.get("/").body()).isEqualTo("shop");
			server.context().stop();
			server.context().start();
			assertThat(server.get("/").body()).isEqualTo("shop");
		}
	}

	// As a loop of Netty does now and then that ends without a quiet period.
	@Test
	void aConnectionThatItsEndedLoopForgotIsNotUsed() {
		EventLoopGroup ended = new MultiThreadIoEventLoopGroup(1, FastCgiRestartTests::forgetful);
		EventLoopGroup next = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		try (ScriptedServer shop = ScriptedServer.start(ScriptedServer.answering("shop"))) {
			WsgiClient client = WsgiClient.of(applications.application(FastCgiTestApplications.settings(shop),
					Runnable::run, () -> ended.isShuttingDown() ? next : ended));
			assertThat(client.get("/").send().text()).isEqualTo("shop");
			ended.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
			assertThat(client.get("/").send().text()).isEqualTo("shop");
			assertThat(shop.accepted()).isEqualTo(2);
		}
		finally {
			next.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
		}
	}

	private static IoHandler forgetful(ThreadAwareExecutor executor) {
		IoHandler handler = NioIoHandler.newFactory().newHandler(executor);
		return (IoHandler) Proxy.newProxyInstance(IoHandler.class.getClassLoader(), new Class<?>[] { IoHandler.class },
				(proxy, method, arguments) -> method.getName().equals("prepareToDestroy") ? null
						: method.invoke(handler, arguments));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configuration {

	}

}
