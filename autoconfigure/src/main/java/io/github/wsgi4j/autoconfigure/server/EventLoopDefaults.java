package io.github.wsgi4j.autoconfigure.server;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Gives Reactor Netty as many event loops as there are processors, and at least two. Its
 * own default has at least four, which on fewer processors only take turns. Connections
 * are accepted by a loop apart, so that code which holds one of the two cannot keep
 * others from being accepted. Loops belong to the JVM, and their numbers are read once,
 * so a number that is set already stays.
 */
final class EventLoopDefaults implements BeanFactoryPostProcessor {

	private static final int LEAST = 2;

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		set("reactor.netty.ioWorkerCount", Math.max(LEAST, Runtime.getRuntime().availableProcessors()));
		set("reactor.netty.ioSelectCount", 1);
	}

	private static void set(String property, int number) {
		if (System.getProperty(property) == null) {
			System.setProperty(property, Integer.toString(number));
		}
	}

}
