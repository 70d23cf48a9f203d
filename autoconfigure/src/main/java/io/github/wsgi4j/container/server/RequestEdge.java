package io.github.wsgi4j.container.server;

import java.net.InetSocketAddress;
import java.util.function.BiFunction;

import io.github.wsgi4j.http.Forwarded;
import io.github.wsgi4j.http.HostPort;
import io.netty.handler.codec.http.HttpRequest;
import reactor.netty.http.server.ConnectionInfo;
import reactor.netty.transport.AddressUtils;

/**
 * Looks at each request of Reactor Netty before anybody else does: makes its target one
 * that Spring can read, and takes what proxies say of it, if they are trusted. A request
 * whose proxies say what cannot be is answered with 400. It stands in place of Reactor
 * Netty's own reading of forwarded headers, which puts some junk into the address of the
 * server.
 *
 * @param trusted whether proxies are trusted
 */
public record RequestEdge(boolean trusted) implements BiFunction<ConnectionInfo, HttpRequest, ConnectionInfo> {

	@Override
	public ConnectionInfo apply(ConnectionInfo connection, HttpRequest request) {
		SentTarget.encode(request);
		return this.trusted ? forwarded(connection, Forwarded.of(request.headers()::get)) : connection;
	}

	private static ConnectionInfo forwarded(ConnectionInfo connection, Forwarded forwarded) {
		ConnectionInfo info = connection;
		if (forwarded.scheme() != null) {
			info = info.withScheme(forwarded.scheme());
		}
		InetSocketAddress remote = info.getRemoteAddress();
		HostPort client = forwarded.client();
		if (client != null && remote != null) {
			info = info
				.withRemoteAddress(AddressUtils.createUnresolved(client.address(), client.portOr(remote.getPort())));
		}
		if (forwarded.host() != null || forwarded.port() >= 0) {
			String name = (forwarded.host() != null) ? forwarded.host().host() : info.getHostName();
			int port = (forwarded.port() >= 0) ? forwarded.port() : ConnectionInfo.getDefaultHostPort(info.getScheme());
			info = info.withHostAddress(AddressUtils.createUnresolved(name, port), name, port);
		}
		// The last, since the others forget it.
		return (forwarded.prefix() != null) ? info.withForwardedPrefix(forwarded.prefix()) : info;
	}

}
