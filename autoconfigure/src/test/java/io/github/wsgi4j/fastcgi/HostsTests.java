package io.github.wsgi4j.fastcgi;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.wsgi4j.autoconfigure.support.Documentation;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.fastcgi.OrderLoad.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Two hosts with a JVM and a uWSGI each: sessions that both JVMs share in Redis, and no
 * request that is lost when one of them or one uWSGI stops.
 */
@OnNewestJava
@EnabledOnOs(value = OS.LINUX, disabledReason = "Other systems have one address of the loopback interface")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostsTests {

	/** Those that run, by their host. */
	private static final Map<Integer, NativeServer> UWSGI = new HashMap<>();

	private static NativeServer redis;

	private static Site site;

	@BeforeAll
	static void start(@TempDir Path folder) {
		site = new Site(folder);
	}

	@AfterAll
	static void stop() {
		UWSGI.values().forEach(NativeServer::close);
		UWSGI.clear();
		if (redis != null) {
			redis.close();
		}
		if (site != null) {
			site.close();
		}
	}

	@Test
	@Order(1)
	void sessionsAreShared() {
		startRedis();
		String before = cookie(send(0, "POST", "/cart/tea", ""));
		HttpResponse<String> login = send(1, "POST", "/login/Zo%C3%AB", before);
		assertThat(login.body()).isEqualTo("in");
		String cookie = cookie(login);
		assertThat(send(0, "GET", "/me", before).body()).isEqualTo("null {} []");
		assertThat(send(1, "POST", "/cart/tea", cookie).body()).isEqualTo("put");
		assertThat(send(0, "GET", "/me", cookie).body()).isEqualTo("Zo\u00eb {tea=2} [Welcome]");
		assertThat(send(1, "GET", "/me", cookie).body()).isEqualTo("Zo\u00eb {tea=2} []");
		assertThat(send(0, "POST", "/logout", cookie).body()).isEqualTo("out");
		assertThat(send(1, "GET", "/me", cookie).body()).isEqualTo("null {} []");
	}

	@Test
	@Order(1)
	void aRequestGoesOnWhoseSessionEndsElsewhere() throws Exception {
		startRedis();
		startUwsgi(0);
		String cookie = cookie(send(0, "POST", "/login/Jo", ""));
		CompletableFuture<HttpResponse<String>> held = site.send(1, "POST", "/first/", "held:logout:1", cookie);
		awaitOrders(1, "held:logout:1");
		assertThat(send(0, "POST", "/logout", cookie).body()).isEqualTo("out");
		site.release("logout");
		assertThat(TestServer.get(held).body()).isEqualTo("0");
		assertThat(send(1, "GET", "/me", cookie).body()).isEqualTo("null {} []");
	}

	private static void startRedis() {
		boolean found = Files.exists(Site.REDIS_CLASS_PATH);
		if (!found) {
			System.err.println("!!! NOT TESTED: there are no jars for Redis; ./mvnw generate-test-resources gets them");
		}
		assumeTrue(found);
		if (redis == null) {
			redis = site.redis();
		}
	}

	@Test
	@Order(2)
	void noRequestIsLostWhenOneUwsgiStops() throws Exception {
		startUwsgi(0, 1);
		try (OrderLoad load = new OrderLoad(site.addresses())) {
			load.awaitRounds();
			CompletableFuture<HttpResponse<String>> held = site.send(0, "POST", "/first/", "held:stop:1", "");
			awaitOrders(1, "0 POST held:stop:1");
			Files.delete(site.socket(0));
			load.awaitRounds();
			Process stopped = UWSGI.remove(0).stop();
			load.awaitRounds();
			site.release("stop");
			assertThat(TestServer.get(held).body()).isEqualTo("0");
			assertThat(stopped.waitFor()).isZero();
			load.awaitRounds();
			assertNothingIsLost(load.end());
			assertThat(load.end()).extracting(Answer::method, Answer::host)
				.contains(tuple("GET", "0"), tuple("GET", "1"), tuple("POST", "0"), tuple("POST", "1"));
		}
	}

	@Test
	@Order(3)
	void aRequestThatAKilledProcessHadBegunIsRepeatedIfItIsSafe() throws Exception {
		startUwsgi(0, 1);
		// The one that was away gets its half once it is known to be back.
		for (String host : List.of("0", "1")) {
			Awaitility.await()
				.atMost(TestServer.TIMEOUT)
				.until(() -> TestServer.get(site.send(1, "POST", "/orders/", "warm", "")).body().equals(host));
		}
		List<CompletableFuture<HttpResponse<String>>> safe = IntStream.range(0, 4)
			.mapToObj((number) -> site.send(1, "GET", "/shop/?held:kill:" + number, "", ""))
			.toList();
		List<CompletableFuture<HttpResponse<String>>> unsafe = IntStream.range(0, 4)
			.mapToObj((number) -> site.send(1, "POST", "/orders/", "held:kill:" + number, ""))
			.toList();
		awaitOrders(8, "held:kill");
		UWSGI.remove(1).kill();
		site.release("kill");
		assertThat(safe.stream().map(TestServer::get)).extracting(HttpResponse::body).containsOnly("0");
		assertThat(unsafe.stream().map(TestServer::get)).extracting(HttpResponse::statusCode)
			.containsExactlyInAnyOrder(200, 200, 502, 502);
		assertThat(site.orders()).filteredOn((line) -> line.contains("POST held:kill")).hasSize(4);
	}

	@Test
	@Order(4)
	void noRequestIsLostWhenOneInstanceStops() throws Exception {
		startUwsgi(0);
		try (OrderLoad load = new OrderLoad(site.addresses())) {
			load.awaitRounds();
			CompletableFuture<HttpResponse<String>> held = site.send(0, "POST", "/orders/", "held:leave:1", "");
			awaitOrders(1, "POST held:leave:1");
			load.leave(site.address(0));
			Process stopped = site.instance(0).stop();
			Awaitility.await().atMost(TestServer.TIMEOUT).until(HostsTests::isRefused);
			load.awaitRounds();
			site.release("leave");
			assertThat(TestServer.get(held).statusCode()).isEqualTo(200);
			stopped.waitFor();
			load.awaitRounds();
			assertNothingIsLost(load.end());
			assertThat(load.end()).extracting(Answer::method, Answer::instance)
				.contains(tuple("GET", site.address(0)), tuple("GET", site.address(1)), tuple("POST", site.address(0)),
						tuple("POST", site.address(1)));
		}
	}

	@Test
	void theDocumentationLetsUwsgiEndInTheSameWay() {
		assertThat(Documentation.blocks(Documentation.DOCS.resolve("fastcgi.md"), "sh"))
			.anySatisfy((command) -> assertThat(command).contains(NativeServer.GRACEFUL));
	}

	private static void startUwsgi(int... hosts) {
		for (int host : hosts) {
			UWSGI.computeIfAbsent(host, site::uwsgi);
		}
	}

	private static boolean isRefused() {
		try {
			new RawClient(site.address(0), -1).close();
			return false;
		}
		catch (UncheckedIOException ex) {
			return true;
		}
	}

	private static void awaitOrders(int count, String text) {
		Awaitility.await()
			.atMost(TestServer.TIMEOUT)
			.until(() -> site.orders().stream().filter((line) -> line.contains(text)).count() == count);
	}

	private static void assertNothingIsLost(List<Answer> answers) {
		assertThat(answers).extracting(Answer::status).containsOnly(200);
		// A request that is not safe is carried out by whoever says so, and by nobody
		// else.
		List<String> posts = answers.stream()
			.filter((answer) -> answer.method().equals("POST"))
			.map((answer) -> answer.host() + " POST " + answer.order())
			.toList();
		Set<String> orders = answers.stream().map(Answer::order).collect(Collectors.toSet());
		assertThat(site.orders()).filteredOn((line) -> line.contains(" POST "))
			.filteredOn((line) -> orders.contains(line.substring(line.lastIndexOf(' ') + 1)))
			.containsExactlyInAnyOrderElementsOf(posts);
	}

	private static HttpResponse<String> send(int host, String method, String target, String cookie) {
		return TestServer.get(site.send(host, method, target, "", cookie));
	}

	private static String cookie(HttpResponse<String> response) {
		return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
	}

}
