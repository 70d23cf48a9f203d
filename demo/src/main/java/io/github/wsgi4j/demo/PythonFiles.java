package io.github.wsgi4j.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;

/**
 * The files of the Python applications. They are in the jar, where Python cannot read
 * them, so each start copies them to a temporary folder, which {@code application.yml}
 * knows as {@code demo.python}.
 */
class PythonFiles implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final String ROOT = "/python/";

	@Override
	public void initialize(GenericApplicationContext context) {
		try {
			Path folder = Files.createTempDirectory("wsgi-demo-");
			// Closed last, when the processes have ended.
			context.getDefaultListableBeanFactory()
				.registerDisposableBean("pythonFiles", () -> FileSystemUtils.deleteRecursively(folder));
			copyTo(folder);
			context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("pythonFiles", Map.of("demo.python", folder.toString())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The Python files of the demo cannot be copied", ex);
		}
	}

	private static void copyTo(Path folder) throws IOException {
		for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:python/**/*.*")) {
			String url = file.getURL().toString();
			Path target = folder.resolve(url.substring(url.lastIndexOf(ROOT) + ROOT.length()));
			Files.createDirectories(target.getParent());
			try (InputStream content = file.getInputStream()) {
				Files.copy(content, target);
			}
		}
	}

}
