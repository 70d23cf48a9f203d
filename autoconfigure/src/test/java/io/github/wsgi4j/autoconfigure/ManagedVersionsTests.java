package io.github.wsgi4j.autoconfigure;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootVersion;

import static org.assertj.core.api.Assertions.assertThat;

class ManagedVersionsTests {

	private static Set<String> managedByBoot() throws Exception {
		return new ManagedVersions().of("org.springframework.boot", "spring-boot-dependencies",
				SpringBootVersion.getVersion());
	}

	@Test
	void bootManagesItsOwnAndWhatItImports() throws Exception {
		assertThat(managedByBoot()).contains("org.springframework.boot:spring-boot-webflux", "org.yaml:snakeyaml",
				"io.projectreactor.netty:reactor-netty-http", "io.netty:netty-transport-classes-epoll");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../autoconfigure", "../starter", "../demo", ".." })
	void whatBootManagesHasNoVersionOfItsOwn(String module) throws Exception {
		Set<String> managed = managedByBoot();
		List<String> own = ManagedVersions.dependencies(ManagedVersions.parse(Path.of(module, "pom.xml")))
			.stream()
			.filter((dependency) -> !ManagedVersions.text(dependency, "version").isEmpty())
			.map(ManagedVersions::name)
			.filter(managed::contains)
			.toList();
		assertThat(own).isEmpty();
	}

}
