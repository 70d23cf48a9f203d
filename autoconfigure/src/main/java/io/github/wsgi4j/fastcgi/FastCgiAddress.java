package io.github.wsgi4j.fastcgi;

import java.nio.charset.StandardCharsets;

import io.github.wsgi4j.http.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * The address of a FastCGI server.
 *
 * @param path the path of its Unix socket, or {@code null}
 * @param host its host, or an empty text if it has a Unix socket
 * @param port its port, or 0 if it has a Unix socket
 */
public record FastCgiAddress(@Nullable String path, String host, int port) {

	private static final String UNIX = "unix:";

	private static final String TCP = "tcp://";

	// The structure of the kernel has 108, and the path ends with a zero byte.
	private static final int LONGEST_PATH = 107;

	/**
	 * Reads an address, as in {@code unix:/run/shop.sock} or {@code tcp://10.0.0.7:9000}.
	 * @throws IllegalArgumentException if the text is not an address
	 */
	public static FastCgiAddress parse(String text) {
		if (text.startsWith(UNIX)) {
			String path = text.substring(UNIX.length());
			if (!path.startsWith("/") || path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
				throw new IllegalArgumentException("The path of a Unix socket must be absolute and have at most "
						+ LONGEST_PATH + " bytes, unlike '" + path + "'");
			}
			return new FastCgiAddress(path, "", 0);
		}
		HostPort server = text.startsWith(TCP) ? HostPort.parse(text.substring(TCP.length())) : null;
		if (server == null || server.port() < 1) {
			throw new IllegalArgumentException(
					"'" + text + "' is neither 'unix:' with a path nor 'tcp://' with a host and a port");
		}
		return new FastCgiAddress(null, server.address(), server.port());
	}

	@Override
	public String toString() {
		if (this.path != null) {
			return UNIX + this.path;
		}
		return TCP + HostPort.bracketed(this.host) + ":" + this.port;
	}

}
