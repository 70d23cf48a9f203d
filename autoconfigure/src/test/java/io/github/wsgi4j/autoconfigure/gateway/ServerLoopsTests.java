package io.github.wsgi4j.autoconfigure.gateway;

import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.Test;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ServerLoopsTests {

	@Test
	void areThoseOfTheServer() {
		withServerLoops(NioIoHandler.newFactory(), (server, loops) -> assertThat(loops.get()).isSameAs(server));
	}

	@Test
	void loopsOfAnUnknownKindAreReplaced() {
		withServerLoops(LocalIoHandler.newFactory(), (server, loops) -> {
			assertThat(loops.get()).isNotSameAs(server);
			assertIsOfKnownKind(loops.get());
		});
	}

	@Test
	void serverWithoutLoopsNeedsSomeOfTheirOwn() {
		ServerLoops loops = new ServerLoops(
				new StaticListableBeanFactory().getBeanProvider(ReactorResourceFactory.class));
		assertIsOfKnownKind(loops.get());
		assertThat(loops.get()).isSameAs(loops.get());
		EventLoopGroup own = loops.get();
		loops.destroy();
		assertThat(own.isShuttingDown()).isTrue();
	}

	@Test
	void nothingIsDestroyedThatWasNotCreated() {
		withServerLoops(NioIoHandler.newFactory(), (server, loops) -> {
			loops.get();
			loops.destroy();
			assertThat(server.isShuttingDown()).isFalse();
		});
	}

	private static void assertIsOfKnownKind(EventLoopGroup loops) {
		assertThat(loops).isInstanceOfSatisfying(IoEventLoopGroup.class,
				(group) -> assertThat(group.isIoType(EpollIoHandler.class) || group.isIoType(NioIoHandler.class))
					.isTrue());
	}

	private static void withServerLoops(IoHandlerFactory kind, Check check) {
		EventLoopGroup server = new MultiThreadIoEventLoopGroup(1, kind);
		ReactorResourceFactory factory = new ReactorResourceFactory();
		LoopResources resources = (useNative) -> server;
		factory.setLoopResources(resources);
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("server", factory);
		ServerLoops loops = new ServerLoops(beans.getBeanProvider(ReactorResourceFactory.class));
		try {
			check.check(server, loops);
		}
		finally {
			loops.destroy();
			server.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
		}
	}

	@FunctionalInterface
	private interface Check {

		void check(EventLoopGroup server, ServerLoops loops);

	}

}
