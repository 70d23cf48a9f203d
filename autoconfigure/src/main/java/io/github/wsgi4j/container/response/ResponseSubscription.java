package io.github.wsgi4j.container.response;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.wsgi4j.container.server.BrokenResponse;
import io.github.wsgi4j.container.server.NativeExchange;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.SignalType;
import reactor.util.context.Context;

/**
 * The subscription of the server while an application answers a request: to a response,
 * and then that it has been sent. It stands in place of a chain of four operators, since
 * every request would pay for each.
 */
public final class ResponseSubscription implements Subscription, CoreSubscriber<Void> {

	private static final Log logger = LogFactory.getLog(ResponseSubscription.class);

	private static final Subscription OVER = Operators.cancelledSubscription();

	private final NativeExchange exchange;

	private final CoreSubscriber<? super Void> server;

	private final ErrorHeaders errorHeaders;

	private final AtomicBoolean given = new AtomicBoolean();

	private final AtomicReference<@Nullable Subscription> sending = new AtomicReference<>();

	private @Nullable Map<String, Object> environ;

	private volatile @Nullable Context context;

	private volatile @Nullable Runnable abandoned;

	private volatile @Nullable Consumer<SignalType> ended;

	public ResponseSubscription(NativeExchange exchange, CoreSubscriber<? super Void> server,
			ErrorHeaders errorHeaders) {
		this.exchange = exchange;
		this.server = server;
		this.errorHeaders = errorHeaders;
	}

	/**
	 * Calls back if the server waits no longer before there is a response.
	 * @param environ the environ that the application will see
	 */
	public void onAbandoned(Map<String, Object> environ, Runnable abandoned) {
		this.environ = environ;
		this.abandoned = abandoned;
		if (OVER.equals(this.sending.get())) {
			abandoned.run();
		}
	}

	/**
	 * Sends the response, unless the server has another already or waits no longer.
	 * @param ended is told how the sending has ended
	 */
	void send(Supplier<Mono<Void>> response, Consumer<SignalType> ended) {
		if (this.given.compareAndSet(false, true) && this.sending.get() == null) {
			this.ended = ended;
			begin(response).subscribe(this);
		}
	}

	private Mono<Void> begin(Supplier<Mono<Void>> response) {
		try {
			return response.get();
		}
		catch (RuntimeException ex) {
			return Mono.error(ex);
		}
	}

	/**
	 * Ends with an error in place of a response.
	 */
	public void fail(Throwable error) {
		if (this.given.compareAndSet(false, true) && !OVER.equals(this.sending.getAndSet(OVER))) {
			tell(error);
		}
	}

	private void tell(Throwable error) {
		if (this.exchange.isGivenUp()) {
			drop(this.exchange, error);
			this.server.onComplete();
		}
		else if (!(error instanceof ResponseAbortedException) || !BrokenResponse.close(this.exchange, error)) {
			if (this.environ != null) {
				this.errorHeaders.addTo(this.exchange, this.environ, error);
			}
			// A lost connection to a store of sessions looks like a lost client.
			this.server.onError(FailureStatus.answerable(error));
		}
	}

	/**
	 * Notes an error that nobody waits for.
	 */
	public static void drop(NativeExchange exchange, Throwable error) {
		logger.debug(exchange.logLine("an error was dropped because nobody is waiting for the response"), error);
	}

	@Override
	public Context currentContext() {
		Context context = this.context;
		if (context == null) {
			// A walk through all operators of the request.
			context = this.server.currentContext();
			this.context = context;
		}
		return context;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (this.sending.compareAndSet(null, subscription)) {
			subscription.request(Long.MAX_VALUE);
		}
		else {
			subscription.cancel();
		}
	}

	@Override
	public void onNext(Void nothing) {
		// There is none.
	}

	@Override
	public void onComplete() {
		if (!OVER.equals(this.sending.getAndSet(OVER))) {
			this.server.onComplete();
			end(SignalType.ON_COMPLETE);
		}
	}

	@Override
	public void onError(Throwable error) {
		if (!OVER.equals(this.sending.getAndSet(OVER))) {
			if (this.exchange.isLost(error)) {
				drop(this.exchange, error);
				this.server.onComplete();
			}
			else {
				tell(error);
			}
			end(SignalType.ON_ERROR);
		}
	}

	@Override
	public void request(long n) {
		// The response is sent in any case.
	}

	@Override
	public void cancel() {
		Subscription before = this.sending.getAndSet(OVER);
		if (OVER.equals(before)) {
			return;
		}
		if (before != null) {
			before.cancel();
			// If it is not the client who has left, it is a filter, which may go on as if
			// all had been sent.
			BrokenResponse.cut(this.exchange);
		}
		end(SignalType.CANCEL);
	}

	private void end(SignalType signal) {
		Consumer<SignalType> ended = this.ended;
		Runnable abandoned = this.abandoned;
		if (ended != null) {
			ended.accept(signal);
		}
		else if (abandoned != null) {
			abandoned.run();
		}
	}

}
