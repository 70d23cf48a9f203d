package io.github.wsgi4j.benchmark.server;

import java.nio.file.Path;
import java.util.function.Supplier;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * The content as the reactive handlers of Spring want it.
 */
final class Work {

	private static final Path FILE = Path.of(System.getProperty("benchmark.files", "."), Content.FILE);

	private Work() {
	}

	static DataBuffer buffer(byte[] block) {
		return DefaultDataBufferFactory.sharedInstance.wrap(block);
	}

	static Flux<DataBuffer> list() {
		return Flux.fromIterable(Content.LIST).map(Work::buffer);
	}

	static Flux<DataBuffer> generate() {
		return Flux.fromIterable(Content.generate()).map(Work::buffer);
	}

	static Resource file() {
		return new FileSystemResource(FILE);
	}

	static Mono<byte[]> count(Publisher<DataBuffer> upload) {
		return Flux.from(upload).map(Work::count).reduce(0L, Long::sum).map(Content::count);
	}

	private static int count(DataBuffer block) {
		int count = block.readableByteCount();
		DataBufferUtils.release(block);
		return count;
	}

	/**
	 * Work that must not run on an event loop.
	 */
	static Mono<byte[]> offload(Supplier<byte[]> work) {
		return Mono.fromSupplier(work).subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * One event, and never another.
	 */
	static Flux<DataBuffer> idle() {
		return Flux.just(buffer(Content.HELLO)).concatWith(Flux.never());
	}

}
