package io.github.wsgi4j.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The Chromium or Chrome of the machine, without a window. Nothing is downloaded: where
 * there is none, or no driver, the test is skipped and says so.
 */
final class Browser implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final ChromeDriver driver;

	private final String address;

	private Browser(ChromeDriver driver, String address) {
		this.driver = driver;
		this.address = address;
	}

	/**
	 * Starts a browser, or skips the test.
	 * @param address what all paths begin with
	 * @param downloads where it puts files
	 * @param scripts whether it runs JavaScript
	 */
	static Browser start(String address, Path downloads, boolean scripts) {
		File binary = executable("chromium", "google-chrome");
		File driver = executable("chromedriver");
		ChromeOptions options = new ChromeOptions().setBinary(binary);
		options.addArguments("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server",
				"--disable-background-networking", "--disable-component-update", "--no-first-run");
		if (System.getProperty("user.name").equals("root")) {
			options.addArguments("--no-sandbox");
		}
		Map<String, Object> preferences = new HashMap<>(
				Map.of("download.default_directory", downloads.toString(), "download.prompt_for_download", false));
		if (!scripts) {
			preferences.put("profile.managed_default_content_settings.javascript", 2);
		}
		options.setExperimentalOption("prefs", preferences);
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		return new Browser(
				new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(driver).build(), options),
				address);
	}

	private static File executable(String... names) {
		Optional<File> found = Stream.of(names)
			.flatMap((name) -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.map((folder) -> new File(folder, name)))
			.filter(File::canExecute)
			.findFirst();
		if (found.isEmpty()) {
			String message = """

					!!! NOTHING WAS TESTED IN A BROWSER: there is no %s on the PATH.
					!!! Debian has it: apt-get install --no-install-recommends chromium chromium-driver
					""".formatted(String.join(" or ", names));
			System.err.println(message);
			Assumptions.abort(message.strip());
		}
		return found.orElseThrow();
	}

	/**
	 * Makes it as wide as a device, in CSS pixels.
	 */
	void resize(int width, int height, boolean mobile) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
	}

	void prefer(String colorScheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
	}

	void open(String path) {
		this.driver.get(this.address + path);
	}

	String path() {
		return this.driver.getCurrentUrl().substring(this.address.length());
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	String text(String selector) {
		return find(selector).getText();
	}

	Object evaluate(String expression) {
		return this.driver.executeScript("return " + expression);
	}

	void await(BooleanSupplier condition) {
		Awaitility.await()
			.atMost(TIMEOUT)
			.pollInSameThread()
			.ignoreExceptionsInstanceOf(WebDriverException.class)
			.until(condition::getAsBoolean);
	}

	/**
	 * What the browser complained of since the last call: errors of scripts, violations
	 * of the Content-Security-Policy, what could not be loaded.
	 */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	/**
	 * Keeps a picture of the whole page in {@code target/screenshots}.
	 */
	void keepPicture(String name) throws IOException {
		String png = (String) this.driver
			.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
			.get("data");
		Path folder = Files.createDirectories(Path.of("target", "screenshots"));
		Files.write(folder.resolve(name + ".png"), Base64.getDecoder().decode(png));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
