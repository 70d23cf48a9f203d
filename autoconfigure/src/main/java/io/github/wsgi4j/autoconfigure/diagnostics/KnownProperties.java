package io.github.wsgi4j.autoconfigure.diagnostics;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.BindMethod;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * The names that the classes with properties ask for, as Spring Boot binds them.
 */
final class KnownProperties implements BindHandler {

	static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("wsgi");

	private static final String OWN_PACKAGES = "io.github.wsgi4j.autoconfigure.";

	private final Set<ConfigurationPropertyName> names = new LinkedHashSet<>();

	/** Names with anything below them. */
	private final Set<ConfigurationPropertyName> open = new HashSet<>();

	/** Those of them that an environment variable must write without separators. */
	private final Set<ConfigurationPropertyName> maps = new HashSet<>();

	private final Map<ConfigurationPropertyName, ResolvableType> groups = new LinkedHashMap<>();

	private final Binder binder;

	private boolean ours;

	private KnownProperties(Environment environment) {
		this.binder = Binder.get(environment, this);
	}

	/**
	 * Returns what the beans with properties ask for, those of the user included.
	 * @param prefixes chooses among the beans by the prefix of their properties
	 */
	static KnownProperties of(ConfigurableListableBeanFactory beans, Environment environment,
			Predicate<ConfigurationPropertyName> prefixes) {
		KnownProperties known = new KnownProperties(environment);
		for (String bean : beans.getBeanDefinitionNames()) {
			ConfigurationProperties annotation = beans.findAnnotationOnBean(bean, ConfigurationProperties.class, false);
			Class<?> type = (annotation != null) ? beans.getType(bean, false) : null;
			if (annotation != null && type != null) {
				ConfigurationPropertyName prefix = ConfigurationPropertyName.of(annotation.prefix());
				if ((prefix.equals(ROOT) || ROOT.isAncestorOf(prefix)) && prefixes.test(prefix)) {
					known.ours = type.getName().startsWith(OWN_PACKAGES);
					boolean hasFactory = beans.getBeanDefinition(bean).getFactoryMethodName() != null;
					Bindable<?> properties = Bindable.of(type);
					known.add(prefix, hasFactory ? properties.withBindMethod(BindMethod.JAVA_BEAN) : properties);
				}
			}
		}
		return known;
	}

	private void add(ConfigurationPropertyName prefix, Bindable<?> properties) {
		this.binder.bind(prefix, properties);
		if (this.names.stream().noneMatch(prefix::isAncestorOf)) {
			// The binder needs an instance of this class, which only its owner can make.
			this.open.add(prefix);
		}
	}

	Set<ConfigurationPropertyName> names() {
		return this.names;
	}

	boolean contains(ConfigurationPropertyName name) {
		if (this.names.contains(name)) {
			return true;
		}
		for (ConfigurationPropertyName next = name; !next.isEmpty(); next = next.getParent()) {
			if (this.open.contains(next.getParent())
					|| (next.isNumericIndex(next.getNumberOfElements() - 1) && this.names.contains(next.getParent()))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Names of this project that have others below them, and so no value.
	 */
	Map<ConfigurationPropertyName, ResolvableType> groups() {
		return this.groups;
	}

	/**
	 * Whether a name is known but for its separators, which an environment variable has
	 * lost.
	 */
	boolean containsUniform(ConfigurationPropertyName name) {
		String uniform = uniform(name);
		return this.names.stream().anyMatch((known) -> uniform(known).equals(uniform)) || this.open.stream()
			.anyMatch((known) -> !this.maps.contains(known) && uniform.startsWith(uniform(known)));
	}

	static String uniform(ConfigurationPropertyName name) {
		StringBuilder uniform = new StringBuilder();
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			uniform.append(name.getElement(i, ConfigurationPropertyName.Form.UNIFORM));
		}
		return uniform.toString();
	}

	@Override
	public <T> Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
		this.names.add(name);
		// Those of the user may have a converter.
		if (this.ours && GroupValue.isGroup(target.getType())) {
			this.groups.putIfAbsent(name, target.getType());
		}
		if (isMapOfValues(target)) {
			this.open.add(name);
			this.maps.add(name);
		}
		return target;
	}

	private static boolean isMapOfValues(Bindable<?> target) {
		Class<?> value = target.getType().as(Map.class).resolveGeneric(1);
		return value != null && (value == Object.class || BeanUtils.isSimpleValueType(value));
	}

	// The binding that counts reports it.
	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) {
		this.open.add(name);
		return null;
	}

}
