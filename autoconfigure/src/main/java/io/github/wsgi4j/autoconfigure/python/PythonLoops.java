package io.github.wsgi4j.autoconfigure.python;

import io.netty.channel.EventLoopGroup;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The event loops of the connections to Python: those of Reactor Netty's server, so that
 * a request can stay on its loop. Another server has none, so there are two for it.
 */
final class PythonLoops implements DisposableBean {

	private static final int OWN = 2;

	private final ObjectProvider<ReactorResourceFactory> server;

	private @Nullable LoopResources own;

	PythonLoops(ObjectProvider<ReactorResourceFactory> server) {
		this.server = server;
	}

	synchronized EventLoopGroup get() {
		ReactorResourceFactory server = this.server.getIfUnique();
		LoopResources loops = (server != null) ? server.getLoopResources() : this.own;
		if (loops == null) {
			loops = LoopResources.create("wsgi-python", OWN, true);
			this.own = loops;
		}
		return loops.onServer(LoopResources.DEFAULT_NATIVE);
	}

	@Override
	public synchronized void destroy() {
		if (this.own != null) {
			this.own.dispose();
		}
	}

}
