package io.github.wsgi4j.http.gateway;

/**
 * Thrown when an application that is answered elsewhere cannot be asked, or has not
 * answered: RFC 9110, sections 15.6.3 to 15.6.5.
 */
public final class GatewayException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	/**
	 * Creates an exception.
	 * @param status the status that says so to the client: 502, 503 or 504
	 */
	public GatewayException(int status, String message) {
		super(message);
		this.status = status;
	}

	public int status() {
		return this.status;
	}

}
