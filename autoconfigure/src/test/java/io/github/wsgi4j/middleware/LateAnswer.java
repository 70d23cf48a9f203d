package io.github.wsgi4j.middleware;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.BodyFilter;
import io.github.wsgi4j.StartResponse;

/**
 * An answer that is the same whenever the application starts it.
 */
public final class LateAnswer {

	private final Start start;

	private final List<byte[]> blocks;

	private final AtomicInteger closed = new AtomicInteger();

	/**
	 * Creates an answer.
	 * @param start is run once, as late as the application likes
	 */
	public LateAnswer(Start start, byte[]... blocks) {
		this.start = start;
		this.blocks = List.of(blocks);
	}

	/**
	 * How often the body was closed.
	 */
	public int closed() {
		return this.closed.get();
	}

	/**
	 * Starts the response in its call, and has its body in memory.
	 */
	public Application early() {
		return (environ, startResponse) -> {
			this.start.run(environ, startResponse);
			return Body.onClose(this.blocks, this.closed::incrementAndGet);
		};
	}

	/**
	 * Starts the response when the first block of an ordinary body is asked for.
	 */
	public Application whenAsked() {
		// A list would be taken for a body in memory.
		return (environ, startResponse) -> Body.filter(() -> this.blocks.iterator(), new Late(environ, startResponse));
	}

	/**
	 * Starts the response when the first block of a publisher has come, or its end.
	 */
	public Application whenPublished() {
		return publishing(elsewhere(this.blocks));
	}

	/**
	 * The same with another publisher.
	 */
	public Application publishing(Flow.Publisher<byte[]> publisher) {
		return (environ, startResponse) -> Body.filter(Body.from(publisher), new Late(environ, startResponse));
	}

	// Gives each block on another thread.
	private static Flow.Publisher<byte[]> elsewhere(List<byte[]> blocks) {
		return (subscriber) -> {
			Iterator<byte[]> rest = blocks.iterator();
			subscriber.onSubscribe(new Flow.Subscription() {

				@Override
				public void request(long count) {
					ForkJoinPool.commonPool().execute(this::give);
				}

				// The end comes without being asked for.
				private void give() {
					boolean more = rest.hasNext();
					if (more) {
						byte[] block = rest.next();
						more = rest.hasNext();
						subscriber.onNext(block);
					}
					if (!more) {
						subscriber.onComplete();
					}
				}

				@Override
				public void cancel() {
					// There is nobody to tell.
				}

			});
		};
	}

	/**
	 * Starts a response, or fails, or does nothing.
	 */
	@FunctionalInterface
	public interface Start {

		void run(Map<String, Object> environ, StartResponse startResponse);

	}

	/**
	 * When an application starts its response.
	 */
	public enum Shape {

		EARLY, ASKED, PUBLISHED;

		public Application of(LateAnswer answer) {
			return switch (this) {
				case EARLY -> answer.early();
				case ASKED -> answer.whenAsked();
				case PUBLISHED -> answer.whenPublished();
			};
		}

	}

	private final class Late implements BodyFilter {

		private final Map<String, Object> environ;

		private final StartResponse startResponse;

		Late(Map<String, Object> environ, StartResponse startResponse) {
			this.environ = environ;
			this.startResponse = startResponse;
		}

		@Override
		public byte[] block(byte[] block) {
			return block;
		}

		@Override
		public Iterator<byte[]> iterate(Iterable<byte[]> body) {
			Iterator<byte[]> blocks = body.iterator();
			return new Iterator<>() {

				private boolean started;

				@Override
				public boolean hasNext() {
					boolean more = blocks.hasNext();
					if (!this.started) {
						this.started = true;
						LateAnswer.this.start.run(Late.this.environ, Late.this.startResponse);
					}
					return more;
				}

				@Override
				public byte[] next() {
					return blocks.next();
				}

			};
		}

		@Override
		public void close(AutoCloseable body) throws Exception {
			LateAnswer.this.closed.incrementAndGet();
			body.close();
		}

	}

}
