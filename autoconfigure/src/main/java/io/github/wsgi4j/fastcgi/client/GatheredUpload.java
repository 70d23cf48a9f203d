package io.github.wsgi4j.fastcgi.client;

import java.io.IOException;
import java.io.InputStream;

import io.netty.channel.Channel;

/**
 * A body that is here, in memory or in a file. It is read on the event loop, as fast as
 * the server takes it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
final class GatheredUpload extends RequestUpload {

	private final InputStream input;

	GatheredUpload(InputStream input) {
		this.input = input;
	}

	@Override
	void begin(Channel channel) {
		resume(channel);
	}

	@Override
	void resume(Channel channel) {
		try {
			boolean written = false;
			while (isBegun() && !isOver() && channel.isWritable()) {
				writePiece(this.input, channel);
				written = true;
			}
			if (written) {
				channel.flush();
			}
		}
		catch (IOException | RuntimeException ex) {
			fail(ex);
		}
	}

}
