package io.github.wsgi4j.middleware.validation;

import java.lang.System.Logger;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.StartResponse;

/**
 * Checks that a server and an application follow each {@link Rule} of the interface. It
 * changes nothing else: the kind of a body is preserved, so that a server sends it in the
 * same way.
 *
 * <pre class="code">
 * Application checked = Validator.fail().wrap(application);
 * Application watched = Validator.warn(violation -&gt; log.warn(violation.message())).wrap(application);
 * </pre>
 *
 * A middleware is checked on both sides by a validator outside and one inside of it;
 * {@link #between} names the two components that a validator stands between.
 *
 * @see <a href="https://peps.python.org/pep-3333/">PEP 3333</a>
 */
public final class Validator implements Middleware {

	private static final Place UNNAMED = new Place("server", "application");

	private final Checks checks;

	private final double fraction;

	private Validator(Checks checks, double fraction) {
		this.checks = checks;
		this.fraction = fraction;
	}

	/**
	 * A validator that throws a {@link ValidationException} at the first violation. A
	 * body that is never closed is noticed too late for that, and is logged by the
	 * {@link Logger} of this class's name.
	 * @return the validator
	 */
	public static Validator fail() {
		return fail(
				(violation) -> System.getLogger(Validator.class.getName()).log(Logger.Level.ERROR, violation::message));
	}

	/**
	 * A validator that throws a {@link ValidationException} at the first violation.
	 * @param late is told of a body that is never closed, on a thread of the garbage
	 * collection; whatever it throws is lost
	 * @return the validator
	 */
	public static Validator fail(Consumer<Violation> late) {
		return new Validator(new Checks(UNNAMED, (violation) -> {
			throw new ValidationException(violation);
		}, late), 1);
	}

	/**
	 * A validator that reports violations and lets the request go on.
	 * @param listener is told of each violation, on the thread on which it is seen
	 * @return the validator
	 */
	public static Validator warn(Consumer<Violation> listener) {
		return new Validator(new Checks(UNNAMED, listener, listener), 1);
	}

	/**
	 * The same validator for a place that has a name.
	 * @param server the name of the one that calls
	 * @param application the name of the one that is called
	 * @return the validator
	 */
	public Validator between(String server, String application) {
		return new Validator(this.checks.at(new Place(server, application)), this.fraction);
	}

	/**
	 * The same validator for a part of the requests, picked at random. Several validators
	 * pick independently of each other.
	 * @param fraction the part, from 0 for none to 1 for all
	 * @return the validator
	 * @throws IllegalArgumentException if it is not between 0 and 1
	 */
	public Validator sampling(double fraction) {
		if (!(fraction >= 0 && fraction <= 1)) {
			throw new IllegalArgumentException("The part " + fraction + " is not between 0 and 1");
		}
		return new Validator(this.checks, fraction);
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> isPicked() ? call(application, environ, startResponse)
				: application.call(environ, startResponse);
	}

	private boolean isPicked() {
		return this.fraction == 1 || ThreadLocalRandom.current().nextDouble() < this.fraction;
	}

	private Iterable<byte[]> call(Application application, Map<String, Object> environ, StartResponse startResponse)
			throws Exception {
		EnvironRules.check(environ, this.checks);
		boolean given = this.checks.check(Rule.START_RESPONSE_GIVEN, startResponse != null,
				() -> "start_response is null");
		Conversation conversation = new Conversation(environ, this.checks);
		if (environ != null && environ.getClass() == HashMap.class) {
			CheckedEnviron.wrap(environ, conversation);
		}
		StartResponse checked = given ? new CheckedStartResponse(startResponse, conversation) : startResponse;
		return CheckedBody.of(application.call(environ, checked), conversation);
	}

}
