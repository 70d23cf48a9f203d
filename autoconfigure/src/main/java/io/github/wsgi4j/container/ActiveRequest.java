package io.github.wsgi4j.container;

import java.time.Duration;

import org.springframework.web.server.ServerWebExchange;

/**
 * A request that an application was called for, or will be as soon as a thread is free.
 */
public interface ActiveRequest {

	/**
	 * Returns the name of the application.
	 * @return the name of its bean
	 */
	String getApplication();

	/**
	 * Returns the request and its response.
	 * @return the exchange
	 */
	ServerWebExchange getExchange();

	/**
	 * Returns whether the application has returned a body.
	 * @return whether there is a body that is closed with the request
	 */
	boolean hasBody();

	/**
	 * Returns how long ago the request was accepted.
	 * @return the time since then
	 */
	Duration getAge();

}
