package io.github.wsgi4j.python.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.wsgi4j.python.PythonSettings;
import io.github.wsgi4j.python.PythonStartException;
import io.github.wsgi4j.python.PythonStartException.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class InterpreterTests {

	@TempDir
	Path directory;

	@Test
	void takesTheConfiguredVirtualEnvironment() throws IOException {
		Path python = executable("env/bin/python");
		assertThat(find(this.directory.resolve("env").toString(), Map.of())).isEqualTo(python);
	}

	@Test
	void takesTheConfiguredExecutable() throws IOException {
		Path python = executable("my-python");
		assertThat(find(python.toString(), Map.of())).isEqualTo(python);
	}

	@Test
	void takesTheConfiguredNameOnThePath() throws IOException {
		Path python = executable("bin/python3.99");
		assertThat(find("python3.99", path())).isEqualTo(python);
	}

	@Test
	void prefersAVirtualEnvironmentInTheDirectory() throws IOException {
		executable("bin/python3");
		Path second = executable("venv/bin/python");
		assertThat(find(null, path())).isEqualTo(second);
		Path first = executable(".venv/bin/python");
		assertThat(find(null, path())).isEqualTo(first);
	}

	// As where the locale has no character for a byte of it.
	@Test
	void passesOverWhatIsNoPathHere() throws IOException {
		Path python = executable("bin/python3");
		assertThat(find(null, Map.of("PATH", "/\0/bin:" + path().get("PATH"), "VIRTUAL_ENV", "/\0"))).isEqualTo(python);
	}

	@Test
	void takesTheActiveVirtualEnvironmentBeforeThePath() throws IOException {
		Path onPath = executable("bin/python3");
		Path active = executable("active/bin/python");
		assertThat(find(null, path())).isEqualTo(onPath);
		String environment = this.directory.resolve("active").toString();
		assertThat(find(null, Map.of("PATH", path().get("PATH"), "VIRTUAL_ENV", environment))).isEqualTo(active);
	}

	@Test
	void keepsTheLinkOfAVirtualEnvironment() throws IOException {
		Path python = executable("usr/python3");
		Path link = this.directory.resolve(".venv/bin/python");
		Files.createDirectories(link.getParent());
		Files.createSymbolicLink(link, python);
		assertThat(find(null, Map.of())).isEqualTo(link);
	}

	@Test
	void namesWhatItLookedAt() {
		PythonStartException ex = failure(null, this.directory, "Linux");
		assertThat(ex.reason()).isEqualTo(Reason.INTERPRETER);
		assertThat(ex).hasMessageContaining(this.directory.resolve(".venv/bin/python").toString())
			.hasMessageContaining("python3 on the PATH")
			.hasMessageContaining("'shop'");
	}

	@Test
	void rejectsAConfiguredInterpreterThatIsMissing() {
		PythonStartException ex = failure("/nowhere/python", this.directory, "Linux");
		assertThat(ex.reason()).isEqualTo(Reason.INTERPRETER);
		assertThat(ex).hasMessageContaining("/nowhere/python").hasMessageNotContaining("PATH");
	}

	@Test
	void rejectsADirectoryThatIsMissing() {
		PythonStartException ex = failure(null, this.directory.resolve("none"), "Linux");
		assertThat(ex.reason()).isEqualTo(Reason.DIRECTORY);
		assertThat(ex).hasMessageContaining(this.directory.resolve("none").toString());
	}

	@Test
	void namesFastCgiOnWindows() {
		PythonStartException ex = failure(null, this.directory, "Windows 11");
		assertThat(ex.reason()).isEqualTo(Reason.PLATFORM);
		assertThat(ex).hasMessageContaining("FastCGI over TCP");
	}

	@Test
	void forksNothingOnMacOs() {
		PythonSettings preload = Settings.of(this.directory, null, 1, true, true);
		assertThatExceptionOfType(PythonStartException.class)
			.isThrownBy(() -> Interpreter.find(preload, Map.of(), "Mac OS X"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.PRELOAD));
		assertThat(failure(null, this.directory, "Mac OS X").reason()).isEqualTo(Reason.INTERPRETER);
		assertThatExceptionOfType(PythonStartException.class)
			.isThrownBy(() -> Interpreter.find(preload, Map.of(), "Linux"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.INTERPRETER));
	}

	private PythonStartException failure(@Nullable String interpreter, Path directory, String system) {
		return catchThrowableOfType(PythonStartException.class,
				() -> Interpreter.find(Settings.of(directory, interpreter), Map.of(), system));
	}

	private Path find(@Nullable String interpreter, Map<String, String> environment) {
		return Interpreter.find(Settings.of(this.directory, interpreter), environment, "Linux");
	}

	private Map<String, String> path() {
		return Map.of("PATH", "/nowhere:" + this.directory.resolve("bin"));
	}

	private Path executable(String name) throws IOException {
		Path file = this.directory.resolve(name);
		Files.createDirectories(file.getParent());
		Files.createFile(file);
		assertThat(file.toFile().setExecutable(true)).isTrue();
		return file;
	}

}
