package io.github.wsgi4j.autoconfigure.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.container.ActiveRequest;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.recording.ShadowReport;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The actuator endpoint {@code wsgi}: mounts, executions, and the requests that are
 * running. Of a request, it shows only the method and the path.
 */
@Endpoint(id = "wsgi", defaultAccess = Access.READ_ONLY)
final class WsgiEndpoint {

	private final WsgiHandlerMapping mapping;

	private final ActiveRequests active;

	private final @Nullable PythonProcesses python;

	private final Map<String, ShadowReport> shadows;

	WsgiEndpoint(WsgiHandlerMapping mapping, ActiveRequests active, @Nullable PythonProcesses python,
			Map<String, ShadowReport> shadows) {
		this.mapping = mapping;
		this.active = active;
		this.python = python;
		this.shadows = shadows;
	}

	@ReadOperation
	WsgiDescriptor wsgi() {
		List<MountedApplication> mounted = this.mapping.getApplications();
		return new WsgiDescriptor(mounted.stream().map(MountDescriptor::of).toList(),
				mounted.stream().map((application) -> application.execution().describe()).distinct().toList(),
				this.active.get()
					.stream()
					.sorted(Comparator.comparing(ActiveRequest::getAge).reversed())
					.map(RequestDescriptor::of)
					.toList(),
				(this.python != null) ? this.python.describe() : null, this.shadows.isEmpty() ? null : this.shadows);
	}

	/**
	 * Replaces the processes of a Python application.
	 * @return 204, or 404 if there is no such application
	 */
	@WriteOperation
	WebEndpointResponse<Void> reload(@Selector String application) {
		boolean isKnown = this.python != null && this.python.reload(application);
		return new WebEndpointResponse<>(
				isKnown ? WebEndpointResponse.STATUS_NO_CONTENT : WebEndpointResponse.STATUS_NOT_FOUND);
	}

	record WsgiDescriptor(List<MountDescriptor> mounts, List<Map<String, Object>> executions,
			List<RequestDescriptor> requests, @Nullable Map<String, ?> python,
			@Nullable Map<String, ShadowReport> shadows) {

	}

	record MountDescriptor(String path, String application, @Nullable Object mode, List<String> middleware) {

		static MountDescriptor of(MountedApplication mounted) {
			return new MountDescriptor(mounted.path().isEmpty() ? "/" : mounted.path(), mounted.name(),
					mounted.execution().describe().get("mode"), mounted.middleware());
		}

	}

	record RequestDescriptor(String application, String method, String path, long ageMillis) {

		static RequestDescriptor of(ActiveRequest request) {
			ServerHttpRequest http = request.getExchange().getRequest();
			// Without path parameters: a session may be among them.
			String path = http.getPath().value().replaceAll(";[^/]*", "");
			return new RequestDescriptor(request.getApplication(), http.getMethod().name(), path,
					request.getAge().toMillis());
		}

	}

}
