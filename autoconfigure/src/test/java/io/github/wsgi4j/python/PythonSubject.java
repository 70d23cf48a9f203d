package io.github.wsgi4j.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.container.contract.Http1Subject;
import io.github.wsgi4j.container.contract.Script;
import io.github.wsgi4j.container.support.RuleBreaker;
import io.github.wsgi4j.middleware.validation.Violation;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server whose application plays scripts in Python.
 */
final class PythonSubject extends Http1Subject {

	private final PythonServer server;

	private final Path folder;

	/**
	 * Creates a subject.
	 * @param folder where the script is, and the stage of each
	 */
	PythonSubject(PythonServer server, Path folder, boolean carriesReason, boolean gathersBodies) {
		super(server.server().port(), carriesReason, gathersBodies);
		this.server = server;
		this.folder = folder;
	}

	PythonServer server() {
		return this.server;
	}

	@Override
	public void serve(Application application) {
		boolean breaking = application instanceof RuleBreaker;
		Script script = (Script) ((application instanceof RuleBreaker breaker) ? breaker.application() : application);
		try {
			Path stage = Files.createTempDirectory(this.folder, "stage");
			script.playAt(new FolderStage(stage));
			Map<String, Object> content = Map.of("stage", stage.toString(), "breaking", breaking, "call", script.call(),
					"body", script.body());
			Path next = Files.writeString(stage.resolve("script"), JsonMapper.shared().writeValueAsString(content));
			Files.move(next, this.folder.resolve("script"), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public List<Violation> takeViolations() {
		// Both validators throw them.
		return List.of();
	}

	@Override
	public void close() {
		this.server.close();
		try {
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
