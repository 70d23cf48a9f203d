package io.github.wsgi4j.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.wsgi4j.python.PythonStatus;
import io.github.wsgi4j.python.application.PythonApplication;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The part of the endpoint that is about Python applications, in a class of its own since
 * it only exists where there are any.
 */
record PythonProcesses(Map<String, PythonApplication> applications) {

	private static final Log logger = LogFactory.getLog(PythonProcesses.class);

	Map<String, PythonStatus> describe() {
		Map<String, PythonStatus> status = new LinkedHashMap<>();
		this.applications.forEach((name, application) -> status.put(name, application.status()));
		return status;
	}

	/**
	 * Begins to replace the processes of an application, and does not wait for it.
	 * @return whether there is such an application
	 */
	boolean reload(String name) {
		PythonApplication application = this.applications.get(name);
		if (application == null) {
			return false;
		}
		CompletableFuture<Void> unused = application.reload().whenComplete((done, failure) -> {
			if (failure != null) {
				logger.error("The Python application '" + name + "' was not reloaded", failure);
			}
		});
		return true;
	}

}
