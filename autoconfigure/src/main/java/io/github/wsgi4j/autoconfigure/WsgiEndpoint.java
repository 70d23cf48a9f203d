package io.github.wsgi4j.autoconfigure;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.RunningRequest;
import io.github.wsgi4j.container.WsgiHandlerMapping;

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

	private final Execution execution;

	private final ActiveRequests active;

	WsgiEndpoint(WsgiHandlerMapping mapping, Execution execution, ActiveRequests active) {
		this.mapping = mapping;
		this.execution = execution;
		this.active = active;
	}

	@ReadOperation
	WsgiDescriptor wsgi() {
		return new WsgiDescriptor(this.mapping.getApplications().stream().map(MountDescriptor::of).toList(),
				this.execution.describe(),
				this.active.get()
					.stream()
					.sorted(Comparator.comparing(RunningRequest::getAge).reversed())
					.map(RequestDescriptor::of)
					.toList());
	}

	record WsgiDescriptor(List<MountDescriptor> mounts, Map<String, Object> execution,
			List<RequestDescriptor> requests) {

	}

	record MountDescriptor(String path, String application, List<String> middleware) {

		static MountDescriptor of(MountedApplication mounted) {
			return new MountDescriptor(mounted.path().isEmpty() ? "/" : mounted.path(), mounted.name(),
					mounted.middleware());
		}

	}

	record RequestDescriptor(String application, String method, String path, long ageMillis) {

		static RequestDescriptor of(RunningRequest request) {
			ServerHttpRequest http = request.getExchange().getRequest();
			// Without path parameters: a session may be among them.
			String path = http.getPath().value().replaceAll(";[^/]*", "");
			return new RequestDescriptor(request.getApplication(), http.getMethod().name(), path,
					request.getAge().toMillis());
		}

	}

}
