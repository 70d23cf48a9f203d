package io.github.wsgi4j.python.worker;

import java.util.Iterator;
import java.util.Map;

import io.github.wsgi4j.BodyFilter;
import io.github.wsgi4j.StartResponse;

/**
 * Calls start_response when the first block has come, or the end, on the thread that
 * iterates the body: PEP 3333, "The start_response() Callable".
 *
 * @param request the request
 * @param environ what the route is put into, for metrics
 * @param startResponse the server's
 */
public record LateStart(WorkerRequest request, Map<String, Object> environ,
		StartResponse startResponse) implements BodyFilter {

	@Override
	public byte[] block(byte[] block) {
		return block;
	}

	@Override
	public Iterator<byte[]> iterate(Iterable<byte[]> body) {
		Iterator<byte[]> blocks = body.iterator();
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				boolean more = blocks.hasNext();
				LateStart.this.request.begin(LateStart.this.environ, LateStart.this.startResponse);
				return more;
			}

			@Override
			public byte[] next() {
				return blocks.next();
			}

		};
	}

}
