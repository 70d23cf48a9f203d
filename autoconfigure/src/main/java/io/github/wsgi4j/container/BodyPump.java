package io.github.wsgi4j.container;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.PublishedBlocks;
import io.github.wsgi4j.PublisherBody;
import org.jspecify.annotations.Nullable;

/**
 * Calls an application and moves its body into the reply, as far as there is room.
 */
final class BodyPump {

	private final Application application;

	private final Map<String, Object> environ;

	private final Reply reply;

	private final Runnable whenOpened;

	private final Runnable whenReady;

	private @Nullable Iterable<byte[]> body;

	private @Nullable Iterator<byte[]> blocks;

	private byte @Nullable [] block;

	private int taken;

	private long knownLength = -1;

	BodyPump(Application application, Map<String, Object> environ, Reply reply, Runnable whenOpened,
			Runnable whenReady) {
		this.application = application;
		this.environ = environ;
		this.reply = reply;
		this.whenOpened = whenOpened;
		this.whenReady = whenReady;
	}

	/**
	 * Goes on until the body has ended, there is no more room, or the next block has yet
	 * to come.
	 * @return whether the body has ended
	 */
	boolean advance() throws Exception {
		Iterator<byte[]> blocks = this.blocks;
		if (blocks == null) {
			blocks = call();
			this.blocks = blocks;
		}
		return blocks == null || move(blocks);
	}

	private @Nullable Iterator<byte[]> call() throws Exception {
		Iterable<byte[]> body = this.application.call(this.environ, this.reply.startResponse());
		if (body == null) {
			throw new IllegalStateException("The application returned null instead of a body");
		}
		this.body = body;
		this.whenOpened.run();
		if (!this.reply.isCommitted()) {
			if (body instanceof FileBody file) {
				this.knownLength = file.count();
				if (this.reply.sendFile(file)) {
					return null;
				}
			}
			if (body instanceof Collection<byte[]> collection) {
				this.knownLength = Blocks.size(collection);
				if (this.reply.sendWhole(collection, this.knownLength)) {
					return null;
				}
			}
		}
		Iterator<byte[]> blocks = (body instanceof PublisherBody published) ? published.subscribe(this.whenReady)
				: body.iterator();
		if (blocks == null) {
			throw new IllegalStateException("The application's body returned null instead of an iterator");
		}
		return blocks;
	}

	private boolean move(Iterator<byte[]> blocks) {
		while (this.reply.wantsMore()) {
			byte[] block = this.block;
			if (block == null) {
				if (blocks instanceof PublishedBlocks published && published.isPending()) {
					return false;
				}
				if (!blocks.hasNext()) {
					break;
				}
				block = Blocks.required(blocks.next());
				this.taken = 0;
			}
			if (block.length > 0) {
				this.taken = this.reply.send(block, this.taken, this.knownLength);
			}
			this.block = (this.taken < block.length) ? block : null;
			if (this.block != null) {
				return false;
			}
		}
		this.reply.end();
		return true;
	}

	void close() throws Exception {
		if (this.body instanceof AutoCloseable closeable) {
			closeable.close();
		}
	}

}
