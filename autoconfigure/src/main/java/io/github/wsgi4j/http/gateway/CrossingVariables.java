package io.github.wsgi4j.http.gateway;

import java.util.Map;
import java.util.Set;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.Latin1;

/**
 * The variables of an environ that another process gets. Strings, booleans and numbers
 * cross, other objects stay here.
 */
public final class CrossingVariables {

	/** The variables that the other side has values of its own for. */
	private static final Set<String> OWN = Set.of(Environ.WSGI_MULTITHREAD, Environ.WSGI_MULTIPROCESS,
			Environ.WSGI_RUN_ONCE);

	private CrossingVariables() {
	}

	/**
	 * Shows each variable that crosses. Names and values have characters up to U+00FF.
	 */
	public static void visit(Map<String, Object> environ, Visitor visitor) {
		for (Map.Entry<String, Object> variable : environ.entrySet()) {
			Object value = variable.getValue();
			boolean text = value instanceof String;
			if (text || isSimple(variable.getKey(), value)) {
				visitor.variable(octets(variable.getKey()), octets(value.toString()), text);
			}
		}
	}

	private static boolean isSimple(String name, Object value) {
		return (value instanceof Boolean || value instanceof Number) && !OWN.contains(name);
	}

	private static String octets(String text) {
		return (Latin1.beyond(text) < 0) ? text : Latin1.encode(text);
	}

	/** A visitor of the variables. */
	@FunctionalInterface
	public interface Visitor {

		/**
		 * Sees a variable.
		 * @param text whether the value is a String, and not a boolean or a number
		 */
		void variable(String name, String value, boolean text);

	}

}
