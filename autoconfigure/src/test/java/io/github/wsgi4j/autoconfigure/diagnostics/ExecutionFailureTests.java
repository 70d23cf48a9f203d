package io.github.wsgi4j.autoconfigure.diagnostics;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.OneApplication;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.RunsOn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.reactive.ReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.github.wsgi4j.autoconfigure.support.FailedStart.analysis;
import static io.github.wsgi4j.autoconfigure.support.FailedStart.fail;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Modes that cannot work stop the start, which says why and what to do.
 */
@OnOldestJava
@ExtendWith(OutputCaptureExtension.class)
class ExecutionFailureTests {

	@ParameterizedTest
	@ValueSource(strings = { "wsgi.execution.mode", "wsgi.execution.applications.blogApp" })
	@EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "An event loop carries virtual threads from Java 24 on")
	void carriedThreadsNeedJava24(String property, CapturedOutput output) {
		fail(OneApplication.class, property + "=virtual-on-event-loop");
		assertThat(analysis(output)).contains(property, "needs Java 24 or later", "this is Java ",
				"'virtual' or 'platform'");
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "Virtual threads come with Java 21")
	void virtualThreadsNeedJava21(CapturedOutput output) {
		fail(OneApplication.class, "wsgi.execution.applications.blogApp=virtual");
		assertThat(analysis(output)).contains("wsgi.execution.applications.blogApp", "need Java 21", "'platform'");
	}

	@Test
	void eventLoopCannotStream(CapturedOutput output) {
		fail(OneApplication.class, "wsgi.execution.mode=event-loop", "wsgi.request.buffering=stream");
		assertThat(analysis(output)).contains("wsgi.request.buffering", "'full'", "'virtual-on-event-loop'");
	}

	@Test
	void oneApplicationOnTheEventLoopCannotStream(CapturedOutput output) {
		fail(Annotated.class, "wsgi.request.buffering=stream");
		assertThat(analysis(output)).contains("wsgi.request.buffering", "'full'");
	}

	@Test
	void theBufferingOfAnApplicationIsNamed(CapturedOutput output) {
		fail(OneApplication.class, "wsgi.execution.mode=event-loop",
				"wsgi.request.applications.blogApp.buffering=stream");
		assertThat(analysis(output)).contains("wsgi.request.applications.blogApp.buffering", "'full'");
	}

	@Test
	void unknownNameOfABuffering(CapturedOutput output) {
		fail(OneApplication.class, "wsgi.request.applications.blok.buffering=full");
		assertThat(analysis(output)).contains("wsgi.request.applications.blok", "name of a bean: 'blogApp'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "event-loop", "virtual-on-event-loop" })
	void anotherServerHasNoEventLoops(String mode, CapturedOutput output) {
		fail(AnotherServer.class, "wsgi.execution.mode=" + mode);
		assertThat(analysis(output)).contains("wsgi.execution.mode", "event loops of Reactor Netty",
				"'virtual' or 'platform'");
	}

	@Test
	void annotationIsNamed(CapturedOutput output) {
		fail(AnnotatedOnAnotherServer.class);
		assertThat(analysis(output)).contains("@RunsOn of the bean 'annotated'", "event loops of Reactor Netty");
	}

	@Test
	void unknownName(CapturedOutput output) {
		fail(OneApplication.class, "wsgi.execution.applications.blok=platform");
		assertThat(analysis(output)).contains("wsgi.execution.applications.blok", "name of a bean: 'blogApp'");
	}

	@Test
	void unknownMode(CapturedOutput output) {
		fail(OneApplication.class, "wsgi.execution.applications.blogApp=nowhere");
		assertThat(analysis(output)).contains("wsgi.execution.applications.blog", "EVENT_LOOP",
				"VIRTUAL_ON_EVENT_LOOP");
	}

	@ParameterizedTest
	@ValueSource(strings = { "max-hold=0s", "demote-after=-1" })
	void limitsThatMakeNoSense(String limit, CapturedOutput output) {
		fail(OneApplication.class, "wsgi.execution.event-loop." + limit);
		assertThat(analysis(output)).contains("wsgi.execution.event-loop." + limit.substring(0, limit.indexOf('=')),
				"at least");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Annotated {

		@Bean
		@RunsOn(ExecutionMode.EVENT_LOOP)
		Application annotated() {
			return new Echo("annotated");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherServer extends OneApplication {

		@Bean
		ReactiveWebServerFactory anotherServer() {
			return (handler) -> new Silent();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnnotatedOnAnotherServer extends Annotated {

		@Bean
		ReactiveWebServerFactory anotherServer() {
			return (handler) -> new Silent();
		}

	}

	/**
	 * A server that is not Reactor Netty.
	 */
	private static final class Silent implements WebServer {

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public int getPort() {
			return -1;
		}

	}

}
