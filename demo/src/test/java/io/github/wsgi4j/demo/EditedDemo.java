package io.github.wsgi4j.demo;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import javax.tools.ToolProvider;

import io.github.wsgi4j.Application;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo as it is on the class path of somebody who works on it: a directory of classes
 * beside the jars, compiled anew after each change.
 */
final class EditedDemo {

	private static final Path SOURCES = Path.of("src", "main", "java");

	private final Path directory;

	private final Path classes;

	private final List<String> classPath = new ArrayList<>();

	EditedDemo(Path directory) throws IOException {
		this.directory = directory;
		this.classes = Files.createDirectory(directory.resolve("classes"));
		FileSystemUtils.copyRecursively(Path.of("target", "classes"), this.classes);
		this.classPath.add(this.classes.toString());
		Path own = Path.of("target").toAbsolutePath();
		Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !Path.of(entry).toAbsolutePath().startsWith(own))
			.forEach(this.classPath::add);
	}

	/**
	 * Puts the auto-configuration on the class path as a directory: it is one too for
	 * those who work on it.
	 */
	void unpackAutoConfiguration() throws IOException, URISyntaxException {
		Path jar = Path.of(Application.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		assertThat(this.classPath).contains(jar.toString());
		Path unpacked = Files.createDirectory(this.directory.resolve("autoconfigure"));
		try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				Path path = unpacked.resolve(entry.getName());
				Files.createDirectories(entry.isDirectory() ? path : path.getParent());
				if (!entry.isDirectory()) {
					Files.copy(zip, path);
				}
			}
		}
		this.classPath.replaceAll((entry) -> entry.equals(jar.toString()) ? unpacked.toString() : entry);
	}

	String classPath() {
		return String.join(File.pathSeparator, this.classPath);
	}

	/**
	 * Replaces a text in the source of a class, and compiles that class.
	 */
	void edit(Class<?> type, String text, String replacement) throws IOException {
		Path name = Path.of(type.getName().replace('.', '/') + ".java");
		String source = Files.readString(SOURCES.resolve(name));
		assertThat(source).contains(text);
		Path edited = this.directory.resolve(name.getFileName());
		Files.writeString(edited, source.replace(text, replacement));
		ByteArrayOutputStream messages = new ByteArrayOutputStream();
		int result = ToolProvider.getSystemJavaCompiler()
			.run(InputStream.nullInputStream(), messages, messages, "-proc:none", "-cp", classPath(), "-d",
					this.classes.toString(), edited.toString());
		assertThat(result).as(() -> messages.toString(StandardCharsets.UTF_8)).isZero();
	}

}
