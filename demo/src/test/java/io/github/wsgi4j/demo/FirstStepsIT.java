package io.github.wsgi4j.demo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page docs/first-steps.md, word for word in an empty folder, but for its first
 * command: what that would install stands in a repository of the test, before that of the
 * user, which stays as it is.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisabledIfSystemProperty(named = "oldest.java.tells", matches = "true", disabledReason = "the oldest Java tells it")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstStepsIT {

	private static final String VERSION = System.getProperty("project.version");

	/**
	 * Stands in for what would be downloaded: the environment has the packages of the
	 * interpreter, and its pip finds that the package is there.
	 */
	private static final String WITHOUT_NETWORK = """
			set -e
			python3() {
				%s "$@" --without-pip --system-site-packages
				printf '#!/bin/sh\\nexec "${0%%%%pip}python" -c "import $2"\\n' > shop/.venv/bin/pip
				chmod +x shop/.venv/bin/pip
			}
			""".formatted(Python.DEBIAN);

	@TempDir
	private static Path repository;

	@TempDir
	private static Path folder;

	private static FirstSteps java;

	@BeforeAll
	static void begin() throws IOException {
		java = FirstSteps.section("An application in Java");
		java.write(folder);
		install("wsgi-spring-boot-parent", Path.of(".."), "pom");
		install("wsgi-spring-boot-autoconfigure", Path.of("..", "autoconfigure"), "jar");
		install("wsgi-spring-boot-starter", Path.of("..", "starter"), "jar");
	}

	private static void install(String artifact, Path module, String packaging) throws IOException {
		String name = artifact + "-" + VERSION;
		Path target = Files
			.createDirectories(repository.resolve("io/github/wsgi4j").resolve(artifact).resolve(VERSION));
		Files.copy(module.resolve("pom.xml"), target.resolve(name + ".pom"));
		if (packaging.equals("jar")) {
			Files.copy(module.resolve("target").resolve(name + ".jar"), target.resolve(name + ".jar"));
		}
	}

	@Test
	@Order(1)
	void anApplicationInJava() throws Exception {
		try (DemoProcess application = start()) {
			java.curl(application);
		}
	}

	@Test
	@Order(2)
	void anApplicationInPython() throws Exception {
		Python.assume("flask");
		FirstSteps python = FirstSteps.section("An application in Python");
		python.write(folder);
		Process commands = shell(WITHOUT_NETWORK + python.commands()).start();
		String output = new String(commands.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(commands.waitFor()).as(output).isZero();
		try (DemoProcess application = start()) {
			python.curl(application);
			java.curl(application);
		}
	}

	private static DemoProcess start() throws IOException {
		return new DemoProcess(shell("exec " + java.commands()));
	}

	private static ProcessBuilder shell(String commands) {
		ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", commands).directory(folder.toFile())
			.redirectErrorStream(true);
		Map<String, String> environment = shell.environment();
		environment.put("PATH",
				Path.of(System.getProperty("maven.home"), "bin") + File.pathSeparator + environment.get("PATH"));
		environment.put("JAVA_HOME", System.getProperty("java.home"));
		environment.put("MAVEN_ARGS", "-B -ntp -Dmaven.repo.local=" + repository + " -Dmaven.repo.local.tail="
				+ System.getProperty("maven.repository"));
		environment.put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
		environment.put("SERVER_PORT", "0");
		environment.put("SERVER_SHUTDOWN", "immediate");
		environment.put("SPRING_REACTOR_NETTY_SHUTDOWNQUIETPERIOD", "0s");
		return shell;
	}

}
