package io.github.wsgi4j.fastcgi.protocol;

import io.netty.handler.codec.CorruptedFrameException;

/**
 * The outcome of a request: the FastCGI specification, section 5.5.
 */
public enum ProtocolStatus {

	/** It was answered. */
	REQUEST_COMPLETE,

	/** It was refused, since the server answers one at a time on a connection. */
	CANT_MPX_CONN,

	/** It was refused, since the server has too much to do. */
	OVERLOADED,

	/** It was refused, since the server is not one that responds to requests. */
	UNKNOWN_ROLE;

	private static final ProtocolStatus[] ALL = values();

	static ProtocolStatus of(byte code) {
		if (code < 0 || code >= ALL.length) {
			throw new CorruptedFrameException("Unknown protocol status " + code);
		}
		return ALL[code];
	}

}
