package io.github.wsgi4j.container.response;

/**
 * Stands for an application's exception that looks like a lost client but is not, or
 * whose causes have no end. That exception is suppressed in this one, since a cause would
 * be looked at.
 */
final class ApplicationFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ApplicationFailedException(Throwable failure) {
		super("The application failed with " + failure.getClass().getName());
		addSuppressed(failure);
	}

}
