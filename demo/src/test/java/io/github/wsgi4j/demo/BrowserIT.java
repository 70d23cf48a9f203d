package io.github.wsgi4j.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The site as a browser shows it, out of the executable jar.
 */
@DisabledIfSystemProperty(named = "newest.java.tells", matches = "true", disabledReason = "the newest Java tells it")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BrowserIT {

	@TempDir
	private static Path files;

	private static DemoProcess demo;

	private static Browser browser;

	@BeforeAll
	static void start() throws Exception {
		demo = ExecutableJar.demo();
		browser = Browser.start(demo.address(), files, true);
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
		}
	}

	@AfterEach
	void theBrowserHasNothingToComplainOf() {
		assertThat(browser.complaints()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "notes", "clock", "api", "download", "environ", "server", "python" })
	void fitsAPhoneAndADesktop(String page) throws Exception {
		String name = page.isEmpty() ? "home" : page;
		if (page.equals("python") || page.equals("server")) {
			awaitPython();
		}
		browser.resize(360, 740, true);
		browser.prefer("light");
		browser.open("/" + page);
		assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo(360L);
		assertThat(browser.evaluate("innerWidth")).isEqualTo(360L);
		browser.keepPicture(name + "-phone");
		browser.prefer("dark");
		browser.keepPicture(name + "-phone-dark");
		browser.resize(1280, 800, false);
		browser.prefer("light");
		assertThat((long) browser.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(1280);
		browser.keepPicture(name + "-desktop");
	}

	@Test
	void anUploadIsSentAndShown() throws Exception {
		Path file = Files.writeString(files.resolve("list.txt"), "milk\n".repeat(20_000));
		fillIn(browser, "With <b>a file</b>", file);
		browser.find("main button").click();
		browser.await(() -> browser.path().matches("/notes/\\d+"));
		assertThat(browser.text("article .text")).isEqualTo("With <b>a file</b>");
		assertThat(browser.text("article .about")).contains("Ann", "list.txt (100000 bytes)");
		assertThat(demo.get(browser.path() + "/file")).isEqualTo(Files.readString(file));
		browser.resize(360, 740, true);
		browser.open("/notes");
		browser.keepPicture("notes-filled-phone");
	}

	@Test
	void aFileThatIsTooLargeIsNotEvenSent() throws Exception {
		fillIn(browser, "Much", Files.write(files.resolve("large.bin"), new byte[1024 * 1024 + 1]));
		assertThat(browser.find("#file").getDomProperty("validationMessage")).contains("1 MB");
		browser.find("main button").click();
		assertThat(browser.path()).isEqualTo("/notes");
		assertThat(demo.get("/api/notes")).doesNotContain("Much");
	}

	@Test
	void theClockTicks() {
		browser.open("/clock");
		browser.await(() -> browser.text("[data-state]").startsWith("Live"));
		String first = browser.text(".clock time");
		browser.await(() -> !browser.text(".clock time").equals(first));
		assertThat(browser.text(".clock time")).matches("[0-9]{2}:[0-9]{2}:[0-9]{2}");
	}

	@Test
	void theServerIsLiveAndNothingJumps() throws Exception {
		awaitPython();
		browser.resize(360, 740, true);
		browser.open("/server");
		browser.evaluate("(shift = 0, new PerformanceObserver((list) => list.getEntries().forEach("
				+ "(entry) => shift += entry.value)).observe({ type: 'layout-shift', buffered: true }))");
		Object outline = outline();
		browser.await(() -> browser.text("[data-state]").startsWith("Live"));
		browser.await(() -> browser.text(".requests").contains("GET /server/events"));
		for (int i = 0; i < 20; i++) {
			demo.get("/python");
		}
		browser.await(() -> !outline().equals(outline));
		assertThat(((Number) browser.evaluate("shift")).doubleValue()).as("layout shift").isZero();
		browser.resize(1280, 800, false);
		browser.keepPicture("server-live-desktop");
	}

	private static Object outline() {
		// In one step: an element that was found is replaced each second.
		return browser.evaluate("document.querySelector('.chart polygon').getAttribute('points')");
	}

	@Test
	void thePageShowsWhatTheApiAnswers() throws Exception {
		browser.open("/api");
		browser.find("[data-json]").click();
		browser.await(() -> browser.text("[data-response]").startsWith("["));
		assertThat(browser.path()).isEqualTo("/api");
	}

	@Test
	void aStreamIsShownWhileItArrives() throws Exception {
		awaitPython();
		browser.open("/python");
		browser.evaluate("(lines = document.querySelector('[data-lines]'), seen = new Set(), "
				+ "new MutationObserver(() => seen.add(lines.textContent)).observe(lines, { childList: true }))");
		browser.find("[data-stream]").click();
		browser.await(() -> browser.text("[data-lines]").contains("line 10 of 10"));
		assertThat((long) browser.evaluate("seen.size")).as("states of the text").isGreaterThan(2);
		assertThat(browser.path()).isEqualTo("/python");
		browser.keepPicture("python-streamed");
	}

	@Test
	void aDownloadIsShownUntilItIsWhole() throws Exception {
		browser.open("/download");
		browser.find("[data-download]").click();
		browser.await(() -> browser.text("output").equals("100 %"));
		assertThat(browser.find("main progress").getDomProperty("value")).isEqualTo("100");
		browser.keepPicture("download-whole");
		Path saved = files.resolve("squares.csv");
		browser.await(() -> Files.exists(saved));
		assertThat(saved).hasSize(Squares.LENGTH);
	}

	@Test
	void allOfItWorksWithoutScripts() throws Exception {
		Path downloads = Files.createDirectory(files.resolve("without-scripts"));
		try (Browser plain = Browser.start(demo.address(), downloads, false)) {
			plain.resize(360, 740, true);
			plain.open("/clock");
			assertThat(plain.text(".clock time")).matches("[0-9]{2}:[0-9]{2}:[0-9]{2}");
			assertThat(plain.text("[data-state]")).contains("Reload");

			plain.open("/server");
			assertThat(plain.text(".requests")).contains("GET /server");
			assertThat(plain.text("[data-state]")).contains("Reload");
			plain.keepPicture("server-without-scripts");

			fillIn(plain, "By hand", Files.writeString(files.resolve("small.txt"), "tea"));
			plain.find("main button").click();
			plain.await(() -> plain.path().matches("/notes/\\d+"));
			assertThat(plain.text("article")).contains("By hand", "small.txt (3 bytes)");

			plain.open("/download");
			plain.find("[data-download]").click();
			Path saved = downloads.resolve("squares.csv");
			plain.await(() -> Files.exists(saved));
			assertThat(saved).hasSize(Squares.LENGTH);
			assertThat(plain.complaints()).isEmpty();

			for (int megabytes : new int[] { 2, 20 }) {
				fillIn(plain, "Much", Files.write(files.resolve("much.bin"), new byte[megabytes * 1024 * 1024]));
				plain.find("main button").click();
				plain.await(() -> plain.text("[role=alert]").contains("at most 1 MB"));
				plain.keepPicture("too-large-phone-" + megabytes);
			}
		}
	}

	private static void awaitPython() {
		Python.assume();
		Awaitility.await()
			.atMost(DemoProcess.TIMEOUT)
			.untilAsserted(() -> assertThat(demo.get("/python")).contains("Answered by"));
	}

	private static void fillIn(Browser browser, String text, Path file) {
		browser.open("/notes");
		browser.find("#author").sendKeys("Ann");
		browser.find("#text").sendKeys(text);
		browser.find("#file").sendKeys(file.toString());
	}

}
