package io.github.wsgi4j.container.support;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Says with a failure in which suite it was: reports name the class that declares a test,
 * which many suites inherit.
 */
public final class NameOfSuite implements TestExecutionExceptionHandler {

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		Object suite = context.getRequiredTestInstances().getAllInstances().get(0);
		failure.addSuppressed(new IllegalStateException("This was in " + suite.getClass().getSimpleName()));
		throw failure;
	}

}
