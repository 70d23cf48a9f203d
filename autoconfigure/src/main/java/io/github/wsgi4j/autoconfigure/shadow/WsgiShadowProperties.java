package io.github.wsgi4j.autoconfigure.shadow;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.recording.ComparedAs;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code wsgi.shadows}.
 *
 * @param shadows Shadows: applications that get copies of another application's requests,
 * for comparison. The key is the bean name of the primary, which answers the client.
 */
@ConfigurationProperties("wsgi")
public record WsgiShadowProperties(@DefaultValue Map<String, ShadowProperties> shadows) {

	static final String NAME = "wsgi.shadows";

	/**
	 * Creates properties that are valid.
	 */
	public WsgiShadowProperties {
		shadows.forEach((name, shadow) -> shadow.check(NAME + "." + name));
	}

	/**
	 * The properties under {@code wsgi.shadows.<name>}.
	 *
	 * @param application Bean name of the shadow. It needs no mount of its own.
	 * @param mount Path below the primary's mount at which the shadow will be mounted
	 * later. The shadow gets only the requests below this path, and sees them as if it
	 * were mounted there.
	 * @param paths Path patterns, below the primary's mount, of the requests that the
	 * shadow gets.
	 * @param methods Methods of the requests that the shadow gets.
	 * @param sample Fraction of these requests that the shadow gets, from 0.0 to 1.0.
	 * @param compare Form in which bodies are compared. By default it follows from their
	 * Content-Type.
	 * @param ignore Differences to ignore.
	 * @param maxBody Maximum size of a request or response body that is compared.
	 * @param maxConcurrent Maximum number of requests that the shadow handles at the same
	 * time. As many again may wait; the shadow does not get any others.
	 * @param maxLoad Load of the machine's processors, from 0.0 to 1.0, above which the
	 * shadow gets only as many requests as it can answer in a hundredth of their time.
	 * @param timeout Maximum time for a response of the shadow.
	 * @param examples Number of most recent differing responses to keep.
	 * @param redact Headers whose values are removed from examples, in addition to those
	 * with credentials and cookies.
	 */
	public record ShadowProperties(@Nullable String application, @DefaultValue("") String mount,
			@DefaultValue("/**") List<String> paths, @DefaultValue( {
					"GET", "HEAD" }) List<String> methods,
			@DefaultValue("1.0") double sample, @Nullable ComparedAs compare, @DefaultValue Ignore ignore,
			@DefaultValue("64KB") DataSize maxBody, @DefaultValue("4") int maxConcurrent,
			@DefaultValue("0.6") double maxLoad, @DefaultValue("10s") Duration timeout, @DefaultValue("0") int examples,
			@DefaultValue List<String> redact){

		private static final DataSize LARGEST = DataSize.ofMegabytes(64);

		private void check(String prefix) {
			RefusedValueException.unless(this.application != null && !this.application.isBlank(),
					prefix + ".application", this.application, "the bean name of the shadow");
			this.methods.forEach((name) -> RefusedValueException.unlessMethod(prefix + ".methods", name));
			RefusedValueException.unless(this.sample >= 0 && this.sample <= 1, prefix + ".sample", this.sample,
					"a number from 0.0 to 1.0");
			RefusedValueException.unless(!this.maxBody.isNegative() && this.maxBody.compareTo(LARGEST) <= 0,
					prefix + ".max-body", this.maxBody, "at least 0 and at most 64MB");
			RefusedValueException.unless(this.maxConcurrent > 0, prefix + ".max-concurrent", this.maxConcurrent,
					"at least 1");
			RefusedValueException.unless(this.maxLoad >= 0 && this.maxLoad <= 1, prefix + ".max-load", this.maxLoad,
					"a number from 0.0 to 1.0");
			RefusedValueException.unlessPositive(prefix + ".timeout", this.timeout);
			RefusedValueException.unless(this.examples >= 0, prefix + ".examples", this.examples, "at least 0");
		}

	}

	/**
	 * The properties under {@code wsgi.shadows.<name>.ignore}.
	 *
	 * @param headers Headers to ignore, in addition to 'Date', 'Server',
	 * 'Content-Length', 'X-Request-Id' and 'traceparent'.
	 * @param patterns Regular expressions for the parts of text and JSON to ignore.
	 */
	public record Ignore(@DefaultValue List<String> headers, @DefaultValue List<String> patterns) {

	}

}
