package io.github.wsgi4j.autoconfigure.shadow;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import com.sun.management.OperatingSystemMXBean;
import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.ApplicationNames;
import io.github.wsgi4j.autoconfigure.InnermostMiddleware;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.autoconfigure.shadow.WsgiShadowProperties.ShadowProperties;
import io.github.wsgi4j.container.execution.SpareTime;
import io.github.wsgi4j.container.request.ErrorLog;
import io.github.wsgi4j.middleware.MountDispatcher;
import io.github.wsgi4j.recording.Comparison;
import io.github.wsgi4j.recording.Shadow;
import io.github.wsgi4j.recording.ShadowReport;
import io.github.wsgi4j.recording.ShadowSettings;
import io.github.wsgi4j.web.Json;
import io.github.wsgi4j.web.binding.Constraints;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.ClassUtils;

/**
 * Puts shadows behind the applications that have one.
 */
public final class Shadows implements InnermostMiddleware, DisposableBean {

	private static final String JACKSON = "tools.jackson.databind.json.JsonMapper";

	private static final OperatingSystemMXBean SYSTEM = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private final ListableBeanFactory beans;

	private final Map<String, Configured> shadows = new LinkedHashMap<>();

	Shadows(ListableBeanFactory beans, WsgiShadowProperties properties) {
		this.beans = beans;
		ApplicationNames names = new ApplicationNames(beans);
		names.resolve(WsgiShadowProperties.NAME, properties.shadows())
			.forEach((primary, shadow) -> add(primary, shadow, names));
	}

	private void add(String primary, ShadowProperties properties, ApplicationNames names) {
		String prefix = WsgiShadowProperties.NAME + "." + primary;
		String shadow = names.find(prefix + ".application", String.valueOf(properties.application()));
		if (shadow.equals(primary)) {
			throw new MisconfigurationException("The application '" + primary + "' is configured as its own shadow.",
					"Set '" + prefix + ".application' to the name of another bean.");
		}
		Comparison comparison = Comparison
			.ofApplications(properties.compare(), patterns(prefix, properties.ignore().patterns()), json())
			.ignoring(properties.ignore().headers());
		SelectedRequests selected = new SelectedRequests(prefix, properties);
		SpareTime spareTime = new SpareTime(properties.maxLoad(), SYSTEM::getCpuLoad, System::nanoTime,
				Runtime.getRuntime().availableProcessors());
		ShadowSettings settings = new ShadowSettings(selected, properties.sample(), spareTime::isLeft,
				Math.toIntExact(properties.maxBody().toBytes()), properties.maxConcurrent(), properties.timeout(),
				comparison, Set.of(Json.KEY, Constraints.KEY),
				() -> new PrintWriter(new ErrorLog(() -> "The shadow '" + shadow + "': ")));
		ShadowReport report = new ShadowReport(shadow, properties.examples(), properties.redact(), comparison);
		this.shadows.put(primary,
				new Configured(shadow, selected.mount(), settings, report, spareTime, executor(primary, settings)));
	}

	private static List<Pattern> patterns(String prefix, List<String> patterns) {
		try {
			return patterns.stream().map(Pattern::compile).toList();
		}
		catch (PatternSyntaxException ex) {
			throw new MisconfigurationException(
					"The pattern '" + ex.getPattern() + "' of '" + prefix + ".ignore.patterns' is malformed: "
							+ ex.getDescription() + ".",
					"Use the syntax of java.util.regex.Pattern, in single quotes in YAML.");
		}
	}

	private static UnaryOperator<byte[]> json() {
		return ClassUtils.isPresent(JACKSON, Shadows.class.getClassLoader()) ? new CanonicalJson()
				: UnaryOperator.identity();
	}

	private static ThreadPoolTaskExecutor executor(String primary, ShadowSettings settings) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(settings.maxConcurrent());
		executor.setMaxPoolSize(settings.maxConcurrent());
		executor.setAllowCoreThreadTimeOut(true);
		executor.setDaemon(true);
		executor.setThreadNamePrefix("wsgi-shadow-" + primary + "-");
		executor.initialize();
		return executor;
	}

	/**
	 * Returns the reports by the names of the primary applications.
	 */
	public Map<String, ShadowReport> reports() {
		Map<String, ShadowReport> reports = new TreeMap<>();
		this.shadows.forEach((primary, configured) -> reports.put(primary, configured.report()));
		return reports;
	}

	@Override
	public Application wrap(String name, Application application) {
		Configured configured = this.shadows.get(name);
		return (configured != null) ? new Shadow(configured.application(this.beans), configured.settings(), configured,
				new ShadowLog(name, configured.report()))
			.wrap(application) : application;
	}

	@Override
	public boolean calls(String name) {
		return this.shadows.values().stream().anyMatch((configured) -> configured.shadow().equals(name));
	}

	@Override
	public void destroy() {
		this.shadows.values().forEach((configured) -> configured.executor().shutdown());
	}

	/**
	 * A shadow that is configured.
	 *
	 * @param shadow the name of its bean
	 * @param mount what leads to it below the primary's mount
	 * @param settings its settings
	 * @param report what has become of its requests
	 * @param spareTime the time that it may take
	 * @param executor what it runs on
	 */
	private record Configured(String shadow, String mount, ShadowSettings settings, ShadowReport report,
			SpareTime spareTime, ThreadPoolTaskExecutor executor) implements Executor {

		@Override
		public void execute(Runnable call) {
			this.executor.execute(() -> this.spareTime.run(call));
		}

		Application application(ListableBeanFactory beans) {
			Application application = beans.getBean(this.shadow, Application.class);
			return this.mount.isEmpty() ? application : new MountDispatcher(Map.of(this.mount, application));
		}

	}

}
