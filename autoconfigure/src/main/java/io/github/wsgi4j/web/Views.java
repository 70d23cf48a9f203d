package io.github.wsgi4j.web;

import java.util.Map;

/**
 * Renders templates. An environ holds one under {@link #KEY}: with Thymeleaf or Mustache
 * on the class path it uses the templates of Spring Boot.
 */
@FunctionalInterface
public interface Views {

	/** The variable of an environ that holds {@code Views}. */
	String KEY = "wsgi4j.views";

	/**
	 * Renders a template.
	 * @param name the template's name, without folder and extension
	 * @param model the model that the template shows
	 * @param environ the request
	 * @return the page
	 * @throws Exception if there is no such template or it cannot be rendered
	 */
	String render(String name, Map<String, ?> model, Map<String, Object> environ) throws Exception;

	/**
	 * Returns the views of a request.
	 * @param environ the environ
	 * @return the views
	 * @throws IllegalStateException if there are none
	 */
	static Views of(Map<String, Object> environ) {
		if (environ.get(KEY) instanceof Views views) {
			return views;
		}
		throw new IllegalStateException("No template engine is available: add "
				+ "org.springframework.boot:spring-boot-starter-thymeleaf or -mustache, or put Views into the "
				+ "environ as '" + KEY + "'");
	}

}
