package io.github.wsgi4j.container.request;

import java.net.InetSocketAddress;

import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.http.HostPort;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;

/**
 * The address that a request was sent to, as far as the client or a trusted proxy says
 * so, else where it arrived: RFC 3875, sections 4.1.14 and 4.1.15.
 *
 * @param name the host
 * @param port the port
 * @param said the text that says so, or {@code null}
 */
record ServerAddress(String name, int port, @Nullable String said) {

	static ServerAddress of(NativeExchange exchange, boolean secure) {
		InetSocketAddress local = exchange.request().getLocalAddress();
		String target = HostPort.ofTarget(exchange.target());
		ServerAddress asked = parse((target != null) ? target : exchange.request().getURI().getRawAuthority(), secure);
		boolean unknown = local != null && exchange.count(HttpHeaderNames.HOST) == 0
				&& exchange.target().startsWith("/");
		if (asked != null && !unknown) {
			return asked;
		}
		return (local != null) ? new ServerAddress(local.getHostString(), local.getPort(), null)
				: new ServerAddress("localhost", secure ? 443 : 80, null);
	}

	private static @Nullable ServerAddress parse(@Nullable String authority, boolean secure) {
		HostPort parsed = HostPort.parse(authority);
		return (parsed != null) ? new ServerAddress(parsed.host(), parsed.portOr(secure ? 443 : 80), authority) : null;
	}

	/**
	 * Whether a header {@code Host} says the same, or there is nothing to be said.
	 */
	boolean isSaidBy(@Nullable String host, boolean secure) {
		if (this.said == null || this.said.equals(host)) {
			return true;
		}
		ServerAddress other = parse(host, secure);
		return other != null && other.port == this.port && other.name.equalsIgnoreCase(this.name);
	}

	/**
	 * The value of the header {@code Host} that asks for it.
	 */
	String authority(boolean secure) {
		return (this.port == (secure ? 443 : 80)) ? this.name : this.name + ":" + this.port;
	}

}
