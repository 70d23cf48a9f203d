package io.github.wsgi4j.autoconfigure.web;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Type;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.EnvironCustomizer;
import io.github.wsgi4j.container.Mount;
import io.github.wsgi4j.middleware.LateAnswer;
import io.github.wsgi4j.web.HttpException;
import io.github.wsgi4j.web.Json;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;
import io.github.wsgi4j.web.Views;
import io.github.wsgi4j.web.binding.Constraints;
import io.github.wsgi4j.web.binding.JakartaConstraints;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.ValidatorFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thymeleaf.ITemplateEngine;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The framework in a Spring Boot application: its JSON, its templates, and the tag of its
 * metrics.
 */
@OnOldestJava
class WebTests {

	@Nested
	class OnAServer {

		@ParameterizedTest
		@CsvSource({ "platform, full", "platform, stream", "event-loop, full" })
		void jsonViewsAndConstraintsAreThoseOfSpringBoot(String mode, String buffering) {
			try (TestServer server = TestServer.start(Site.class, "wsgi.execution.mode=" + mode,
					"wsgi.request.buffering=" + buffering, "spring.jackson.property-naming-strategy=SNAKE_CASE",
					"spring.thymeleaf.prefix=classpath:/web/")) {
				assertThat(server.get("/shop/json").body()).isEqualTo("{\"first_name\":\"Jo\"}");
				HttpResponse<String> page = server.get("/shop/page?name=%3CJ%C3%B6%3E", "Accept-Language", "de");
				assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
				assertThat(page.body().strip())
					.isEqualTo("<p>Hello &lt;J\u00f6&gt; of <a href=\"/shop/page\">de</a></p>");
				assertThat(server.get("/shop/none").statusCode()).isEqualTo(500);
				assertThat(server.get("/shop/order?item=tea").body()).isEqualTo("Order[item=tea]");
				HttpResponse<String> refused = server.get("/shop/order?item=coffee", "Accept-Language", "de");
				assertThat(refused.statusCode()).isEqualTo(400);
				assertThat(refused.body()).isEqualTo("The query parameter 'item' ist nicht auf Lager\n");
			}
		}

		@ParameterizedTest
		@CsvSource({ "/shop/users/7, /shop/users/{id}", "/shop/admin/logs/x, /shop/admin/logs/{name}",
				"/shop/admin, /shop/admin/", "/shop/admin/none, /shop/admin/**", "/shop/nothing, /shop/**",
				"/shop/fails/1, /shop/fails/{id}", "/shop/refuses/1, /shop/refuses/{id}", "/plain, /**",
				"/made-up, /**", "/late/1, /late/{id}" })
		void theUriOfARequestIsThePatternOfItsRoute(String target, String uri) {
			try (TestServer server = TestServer.start(Site.class, "spring.webflux.base-path=/base")) {
				MeterRegistry registry = server.bean(MeterRegistry.class);
				assertThat(server.get("/base" + target).statusCode()).isPositive();
				Awaitility.await()
					.untilAsserted(() -> assertThat(registry.find("http.server.requests").timers())
						.extracting((Timer timer) -> timer.getId().getTag("uri"))
						.containsExactly(uri));
			}
		}

	}

	@Nested
	class Beans {

		private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
			.withBean(Echo.class, () -> new Echo("hello"))
			.withConfiguration(AutoConfigurations.of(WsgiAutoConfiguration.class, WsgiWebAutoConfiguration.class,
					TaskExecutionAutoConfiguration.class, JacksonAutoConfiguration.class,
					ThymeleafAutoConfiguration.class));

		@Test
		void withAll() {
			this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Json.class)
				.hasSingleBean(Views.class)
				.hasBean("wsgiWeb"));
		}

		@Test
		void withJakartaValidation() {
			ReactiveWebApplicationContextRunner validating = this.contextRunner
				.withBean(LocalValidatorFactoryBean.class);
			validating.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Constraints.class));
			validating.withBean("own", Constraints.class, () -> new JakartaConstraints(new LocalValidatorFactoryBean()))
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("wsgiConstraints"));
			this.contextRunner.withClassLoader(new FilteredClassLoader(ValidatorFactory.class))
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean(Constraints.class)
					.hasBean("wsgiWeb"));
		}

		@Test
		void withoutJackson() {
			this.contextRunner.withClassLoader(new FilteredClassLoader(JsonMapper.class))
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean(Json.class)
					.hasBean("wsgiHandlerMapping"));
		}

		@Test
		void withoutATemplateEngine() {
			this.contextRunner.withClassLoader(new FilteredClassLoader(ITemplateEngine.class.getPackageName()))
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean(Views.class)
					.hasBean("wsgiHandlerMapping"));
		}

		@Test
		void onesOwnComeFirst() {
			this.contextRunner.withUserConfiguration(Own.class)
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean("wsgiJson")
					.doesNotHaveBean("wsgiViews"));
		}

		@Test
		void withoutAnApplicationThereIsNothing() {
			new ReactiveWebApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(WsgiAutoConfiguration.class, WsgiWebAutoConfiguration.class,
						TaskExecutionAutoConfiguration.class))
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EnvironCustomizer.class));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Site {

		@Bean
		@Mount("/shop")
		Router shop() {
			Router admin = Router.builder()
				.get("/", (request) -> Response.text("admin"))
				.get("/logs/{name}", (request) -> Response.text(request.path("name")))
				.build();
			return Router.builder()
				.get("/json", (request) -> Response.json(new Person("Jo")))
				.get("/page", (request) -> Response.view("hello", Map.of("name", request.query("name"))))
				.get("/none", (request) -> Response.view("none", Map.of()))
				.get("/order", (request) -> Response.text(request.query(Order.class).toString()))
				.get("/users/{id}", (request) -> Response.text(request.path("id")))
				.get("/fails/{id}", (request) -> {
					throw new IllegalStateException("failed on purpose");
				})
				.get("/refuses/{id}", (request) -> {
					throw new HttpException(409, "no");
				})
				.mount("/admin", admin)
				.build();
		}

		@Bean
		Stock stock() {
			return new Stock(Set.of("tea"));
		}

		@Bean
		LocalValidatorFactoryBean validator() {
			StaticMessageSource messages = new StaticMessageSource();
			messages.addMessage("stock", Locale.GERMAN, "ist nicht auf Lager");
			LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
			validator.setValidationMessageSource(messages);
			return validator;
		}

		@Bean
		@Mount("/")
		Application plain() {
			return (environ, startResponse) -> {
				if ("/late/1".equals(environ.get(Environ.PATH_INFO))) {
					return new LateAnswer((late, start) -> {
						late.put(Environ.PATTERN, "/late/{id}");
						start.call("200 OK", List.of());
					}).whenPublished().call(environ, startResponse);
				}
				if ("/made-up".equals(environ.get(Environ.PATH_INFO))) {
					environ.put(Environ.PATTERN, "/{{");
				}
				startResponse.call("200 OK", List.of());
				return List.of();
			};
		}

	}

	record Person(String firstName) {

	}

	record Order(@InStock String item) {

	}

	record Stock(Set<String> items) {

	}

	@Constraint(validatedBy = InStockValidator.class)
	@Retention(RetentionPolicy.RUNTIME)
	@interface InStock {

		String message() default "{stock}";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	static final class InStockValidator implements ConstraintValidator<InStock, String> {

		private final Stock stock;

		InStockValidator(Stock stock) {
			this.stock = stock;
		}

		@Override
		public boolean isValid(String item, ConstraintValidatorContext context) {
			return this.stock.items().contains(item);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		Json ownJson() {
			return new Json() {

				@Override
				public Object read(byte[] json, Type type) {
					throw new UnsupportedOperationException();
				}

				@Override
				public byte[] write(Object value) {
					throw new UnsupportedOperationException();
				}

			};
		}

		@Bean
		Views ownViews() {
			return (name, model, environ) -> name;
		}

	}

}
