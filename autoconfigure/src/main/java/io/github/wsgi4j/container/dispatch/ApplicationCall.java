package io.github.wsgi4j.container.dispatch;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.PublishedBlocks;
import io.github.wsgi4j.PublisherBody;
import io.github.wsgi4j.container.response.ApplicationResponse;
import io.github.wsgi4j.container.response.Blocks;
import org.jspecify.annotations.Nullable;

/**
 * Calls an application and moves its body into the response, as far as there is room.
 */
final class ApplicationCall {

	private final Application application;

	private final Map<String, Object> environ;

	private final ApplicationResponse response;

	private final CallMonitor monitor;

	private final Runnable whenReady;

	private volatile @Nullable Iterable<byte[]> body;

	private @Nullable Iterator<byte[]> blocks;

	private byte @Nullable [] block;

	private int taken;

	private long knownLength = -1;

	ApplicationCall(Application application, Map<String, Object> environ, ApplicationResponse response,
			CallMonitor monitor, Runnable whenReady) {
		this.application = application;
		this.environ = environ;
		this.response = response;
		this.monitor = monitor;
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
		Iterable<byte[]> body = this.application.call(this.environ, this.response);
		if (body == null) {
			throw new IllegalStateException("The application returned null instead of a body");
		}
		this.body = body;
		this.monitor.opened();
		if (this.response.isOpen()) {
			if (body instanceof FileBody file) {
				this.knownLength = file.count();
				if (this.response.sendFile(file)) {
					return null;
				}
			}
			if (body instanceof Collection<byte[]> collection) {
				this.knownLength = Blocks.size(collection);
				if (this.response.sendWhole(collection, this.knownLength)) {
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
		while (this.response.wantsMore()) {
			byte[] block = this.block;
			if (block == null) {
				boolean pending = isPending(blocks);
				if (!pending && !blocks.hasNext()) {
					break;
				}
				// Of a body that comes late it may have been the head that was there.
				if (pending || isPending(blocks)) {
					return false;
				}
				block = Blocks.required(blocks.next());
				this.taken = 0;
				if (isWhole(blocks) && this.response.sendWhole(List.of(block), block.length)) {
					return true;
				}
			}
			if (block.length > 0) {
				this.taken = this.response.send(block, this.taken, this.knownLength);
			}
			this.block = (this.taken < block.length) ? block : null;
			if (this.block != null) {
				return false;
			}
		}
		this.response.end();
		return true;
	}

	private static boolean isPending(Iterator<byte[]> blocks) {
		return blocks instanceof PublishedBlocks published && published.isPending();
	}

	// One block and its end at once go the way of a body in memory.
	private boolean isWhole(Iterator<byte[]> blocks) {
		return this.response.isOpen() && blocks instanceof PublishedBlocks published && published.isComplete()
				&& !published.hasNext();
	}

	/**
	 * Whether the application has returned a body.
	 */
	boolean hasBody() {
		return this.body != null;
	}

	void close() throws Exception {
		if (this.body instanceof AutoCloseable closeable) {
			closeable.close();
		}
	}

}
