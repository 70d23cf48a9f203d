package io.github.wsgi4j.container.contract;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.Endpoint;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Reads the blocks of a body as they come, by waiting for them.
 */
final class BlockQueue {

	private final BlockingQueue<Optional<byte[]>> blocks = new LinkedBlockingQueue<>();

	private final Disposable subscription;

	private String read = "";

	private boolean ended;

	private BlockQueue(Flux<byte[]> content) {
		this.subscription = content.map(Optional::of)
			.onErrorResume((ex) -> Flux.empty())
			.concatWithValues(Optional.empty())
			.subscribe(this.blocks::add);
	}

	static BlockQueue of(Flux<byte[]> content) {
		return new BlockQueue(content);
	}

	/**
	 * Waits for the first block, which may be empty.
	 */
	void awaitFirst() {
		this.read += take();
	}

	/**
	 * Waits for a number of bytes.
	 * @return the bytes as latin-1 characters, fewer at the end
	 */
	String read(int count) {
		while (this.read.length() < count && !this.ended) {
			this.read += take();
		}
		String taken = this.read.substring(0, Math.min(count, this.read.length()));
		this.read = this.read.substring(taken.length());
		return taken;
	}

	private String take() {
		try {
			Optional<byte[]> block = this.blocks.poll(Endpoint.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			if (block == null) {
				throw new IllegalStateException("Waited in vain after '" + this.read + "'");
			}
			this.ended = block.isEmpty();
			return block.map(ContractSupport::text).orElse("");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	void close() {
		this.subscription.dispose();
	}

}
