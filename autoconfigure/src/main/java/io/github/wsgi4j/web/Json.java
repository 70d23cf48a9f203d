package io.github.wsgi4j.web;

import java.lang.reflect.Type;
import java.util.Map;

/**
 * Reads and writes JSON. An environ holds one under {@link #KEY}. With Spring Boot's
 * Jackson on the class path, it uses the mapper of the Spring application.
 */
public interface Json {

	/** The variable of an environ that holds a {@code Json}. */
	String KEY = "wsgi4j.json";

	/**
	 * Reads a value.
	 * @param json the text in UTF-8
	 * @param type the type of the value
	 * @return the value
	 * @throws HttpException with 400 if the text is malformed or does not fit the type
	 */
	Object read(byte[] json, Type type);

	/**
	 * Writes a value.
	 * @param value the value
	 * @return the text in UTF-8
	 */
	byte[] write(Object value);

	/**
	 * Returns the {@code Json} of a request: the one in its environ, or else Jackson with
	 * its defaults.
	 * @param environ the environ
	 * @return the JSON
	 * @throws IllegalStateException if there is neither
	 */
	static Json of(Map<String, Object> environ) {
		if (environ.get(KEY) instanceof Json json) {
			return json;
		}
		try {
			return JacksonJson.DEFAULT;
		}
		catch (NoClassDefFoundError ex) {
			throw new IllegalStateException("No JSON library is available: add "
					+ "org.springframework.boot:spring-boot-starter-jackson, or put a Json into the environ as '" + KEY
					+ "'", ex);
		}
	}

}
