package io.github.wsgi4j.autoconfigure.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.container.ActiveRequest;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The actuator endpoint {@code wsgi}: what is mounted where, what it runs on, and what is
 * under way. It tells nothing that a request holds but its method and its path.
 */
@Endpoint(id = "wsgi")
final class WsgiEndpoint {

	private final WsgiHandlerMapping mapping;

	private final ActiveRequests active;

	WsgiEndpoint(WsgiHandlerMapping mapping, ActiveRequests active) {
		this.mapping = mapping;
		this.active = active;
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
					.toList());
	}

	record WsgiDescriptor(List<MountDescriptor> mounts, List<Map<String, Object>> executions,
			List<RequestDescriptor> requests) {

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
