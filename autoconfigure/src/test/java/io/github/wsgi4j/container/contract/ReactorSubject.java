package io.github.wsgi4j.container.contract;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.Endpoint;
import io.github.wsgi4j.middleware.validation.Violation;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * A server, and a client that speaks HTTP/2 to it.
 *
 * @param endpoint the server with the client
 * @param scheme {@code http} or {@code https}
 * @param gathersBodies whether it gathers the body of a request
 */
record ReactorSubject(Endpoint endpoint, String scheme, boolean gathersBodies) implements Subject {

	@Override
	public void serve(Application application) {
		this.endpoint.serve(application);
	}

	@Override
	public List<Violation> takeViolations() {
		return this.endpoint.server().takeViolations();
	}

	@Override
	public Answer exchange(Ask ask) {
		return send(ask).response((response, content) -> {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			AtomicBoolean complete = new AtomicBoolean(true);
			return content.asByteArray().doOnNext(body::writeBytes).onErrorResume((ex) -> {
				complete.set(false);
				return Mono.empty();
			}).then(Mono.fromSupplier(() -> answer(response, body.toByteArray(), complete.get())));
		}).blockLast(Endpoint.TIMEOUT);
	}

	private static Answer answer(HttpClientResponse response, byte[] body, boolean complete) {
		List<Header> headers = response.responseHeaders()
			.entries()
			.stream()
			.map((header) -> Header.of(header.getKey(), header.getValue()))
			.toList();
		return new Answer(response.status().code(), null, headers, body, complete);
	}

	@Override
	public Conversation open(Ask ask) {
		AtomicReference<HttpClientResponse> head = new AtomicReference<>();
		Flux<byte[]> content = send(ask).response((response, body) -> {
			head.set(response);
			// In front of the blocks, so that the head is seen before the first of them.
			return body.asByteArray().startWith(new byte[0]);
		});
		BlockQueue blocks = BlockQueue.of(content);
		blocks.awaitFirst();
		return new Conversation() {

			@Override
			public int status() {
				return head.get().status().code();
			}

			@Override
			public String read(int count) {
				return blocks.read(count);
			}

			@Override
			public void close() {
				blocks.close();
			}

		};
	}

	private HttpClient.ResponseReceiver<?> send(Ask ask) {
		HttpClient client = this.endpoint.client().disableRetry(true).headers((headers) -> {
			ask.headers().forEach((header) -> headers.add(header.name(), header.value()));
			if (ask.sized()) {
				headers.set("content-length", String.join("", ask.blocks()).length());
			}
		});
		HttpClient.RequestSender request = client.request(HttpMethod.valueOf(ask.method())).uri(ask.target());
		return !ask.hasBody() ? request
				: request.send(Flux.fromIterable(ask.blocks())
					.filter((block) -> !block.isEmpty())
					.map((block) -> Unpooled.wrappedBuffer(ContractSupport.bytes(block))));
	}

	@Override
	public String protocol() {
		return "HTTP/2.0";
	}

	@Override
	public int port() {
		return this.endpoint.server().port();
	}

	@Override
	public boolean carriesReason() {
		return false;
	}

	@Override
	public void close() {
		this.endpoint.close();
	}

}
