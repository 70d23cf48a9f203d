package io.github.wsgi4j.autoconfigure.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * Stops the start when an unknown property is set below {@code wsgi}. In the environment
 * and in system properties it is only a warning, because Kubernetes sets names of its own
 * there: {@code WSGI_PORT} for a service that is called {@code wsgi}.
 */
final class PropertyVerifier implements BeanFactoryPostProcessor {

	private static final Log logger = LogFactory.getLog(PropertyVerifier.class);

	private final Environment environment;

	PropertyVerifier(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		// Binding takes time, so only what is set is bound.
		KnownProperties known = KnownProperties.of(beans, this.environment,
				(prefix) -> WrittenProperties.isGroupSet(this.environment, prefix, false));
		List<ConfigurationProperty> unknown = new ArrayList<>();
		List<ConfigurationProperty> unknownVariables = new ArrayList<>();
		UnboundElementsSourceFilter isWrittenForUs = new UnboundElementsSourceFilter();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				boolean writtenForUs = isWrittenForUs.apply(source);
				if (writtenForUs) {
					known.groups()
						.forEach((name, type) -> GroupValue.refuse(source.getConfigurationProperty(name), type,
								this.environment));
				}
				iterable.stream()
					.filter(KnownProperties.ROOT::isAncestorOf)
					.filter((name) -> !known.contains(name) && (writtenForUs || !known.containsUniform(name)))
					.map(source::getConfigurationProperty)
					.forEach((writtenForUs ? unknown : unknownVariables)::add);
			}
		}
		if (AotDetector.useGeneratedArtifacts()) {
			Stream.of(unknown, unknownVariables).flatMap(List::stream).forEach(PropertyVerifier::refuseLateApplication);
		}
		if (!unknown.isEmpty() || !unknownVariables.isEmpty()) {
			ClassLoader classLoader = beans.getBeanClassLoader();
			KnownProperties all = KnownProperties.of(beans, this.environment, (prefix) -> true);
			report(unknown, unknownVariables, new PropertyCatalogue(all,
					(classLoader != null) ? classLoader : ClassLoader.getSystemClassLoader()));
		}
	}

	// Ahead of time there was no application of the kind, so nothing of it is here to see
	// the name.
	private static void refuseLateApplication(ConfigurationProperty property) {
		for (ApplicationKind kind : ApplicationKind.values()) {
			ConfigurationPropertyName applications = ConfigurationPropertyName.of(kind.property());
			if (applications.isAncestorOf(property.getName())) {
				throw kind.notThereAheadOfTime(
						property.getName().getElement(applications.getNumberOfElements(), Form.ORIGINAL));
			}
		}
	}

	private static void report(List<ConfigurationProperty> unknown, List<ConfigurationProperty> unknownVariables,
			PropertyCatalogue catalogue) {
		unknown.removeIf((property) -> catalogue.contains(property.getName()));
		unknownVariables.removeIf((property) -> catalogue.contains(property.getName()));
		if (!unknownVariables.isEmpty()) {
			logger.warn("Ignoring unknown properties below 'wsgi': " + unknownVariables.stream()
				.map((property) -> String.valueOf(property.getOrigin()))
				.collect(Collectors.joining(", ", "",
						". An environment variable leaves out the hyphens of a name: MYSHOP for 'my-shop'.")));
		}
		if (!unknown.isEmpty()) {
			throw new MisconfigurationException(
					unknown.stream()
						.map((property) -> "\n    '" + property.getName() + "'" + WrittenProperties.origin(property))
						.collect(Collectors.joining("", "Unknown properties below 'wsgi':\n", "")),
					unknown.stream()
						.map((property) -> catalogue.advice(property.getName()))
						.distinct()
						.collect(Collectors.joining("\n")) + "\n\nFor properties of your own, add a class with "
							+ "@ConfigurationProperties, or use another prefix.");
		}
	}

}
