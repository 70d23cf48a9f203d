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
 * @param shadows Applications that are asked the same as others, and compared with them,
 * by the names of the beans that answer the client.
 */
@ConfigurationProperties("wsgi")
public record WsgiShadowProperties(@DefaultValue Map<String, ShadowProperties> shadows) {

	static final String NAME = "wsgi.shadows";

	/**
	 * Creates properties that make sense.
	 */
	public WsgiShadowProperties {
		shadows.forEach((name, shadow) -> shadow.check(NAME + "." + name));
	}

	/**
	 * The properties under {@code wsgi.shadows.<name>}.
	 *
	 * @param application Name of the bean that is compared. It needs no mount.
	 * @param mount Path below the primary's mount at which the shadow is to be mounted
	 * later. It is asked about the paths below alone, and sees them as it will then.
	 * @param paths Patterns of the paths below the primary's mount that the shadow is
	 * asked about.
	 * @param methods Methods that the shadow is asked about.
	 * @param sample Fraction of the requests that the shadow is asked about, from 0.0 to
	 * 1.0.
	 * @param compare Form in which bodies are compared. By default that of their
	 * Content-Type.
	 * @param ignore Differences that do not count.
	 * @param maxBody Largest body of a request or a response that is compared.
	 * @param maxConcurrent Number of requests that the shadow handles at the same time.
	 * As many wait, and it is not asked about others.
	 * @param timeout Time for a response of the shadow.
	 * @param examples Number of the last responses that differed to keep.
	 * @param redact Headers whose values are left out of examples, beside those with
	 * credentials and cookies.
	 */
	public record ShadowProperties(@Nullable String application, @DefaultValue("") String mount,
			@DefaultValue("/**") List<String> paths, @DefaultValue( {
					"GET", "HEAD" }) List<String> methods,
			@DefaultValue("1.0") double sample, @Nullable ComparedAs compare, @DefaultValue Ignore ignore,
			@DefaultValue("64KB") DataSize maxBody, @DefaultValue("4") int maxConcurrent,
			@DefaultValue("10s") Duration timeout, @DefaultValue("0") int examples, @DefaultValue List<String> redact){

		private static final DataSize LARGEST = DataSize.ofMegabytes(64);

		private void check(String prefix) {
			RefusedValueException.unless(this.application != null && !this.application.isBlank(),
					prefix + ".application", this.application, "the name of the bean that is compared with it");
			RefusedValueException.unless(this.sample >= 0 && this.sample <= 1, prefix + ".sample", this.sample,
					"a number from 0.0 to 1.0");
			RefusedValueException.unless(!this.maxBody.isNegative() && this.maxBody.compareTo(LARGEST) <= 0,
					prefix + ".max-body", this.maxBody, "at least 0 and at most 64MB");
			RefusedValueException.unless(this.maxConcurrent > 0, prefix + ".max-concurrent", this.maxConcurrent,
					"at least 1");
			RefusedValueException.unless(!this.timeout.isNegative() && !this.timeout.isZero(), prefix + ".timeout",
					this.timeout, "more than 0s");
			RefusedValueException.unless(this.examples >= 0, prefix + ".examples", this.examples, "at least 0");
		}

	}

	/**
	 * The properties under {@code wsgi.shadows.<name>.ignore}.
	 *
	 * @param headers Headers that do not count, beside 'Date', 'Server',
	 * 'Content-Length', 'X-Request-Id' and 'traceparent'.
	 * @param patterns Regular expressions of what does not count in texts and JSON.
	 */
	public record Ignore(@DefaultValue List<String> headers, @DefaultValue List<String> patterns) {

	}

}
