package io.github.wsgi4j.python.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import io.github.wsgi4j.python.PythonSettings;
import io.github.wsgi4j.python.PythonStartException;
import io.github.wsgi4j.python.PythonStartException.Reason;
import io.github.wsgi4j.python.process.ProcessState.Event;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The processes of an application: keeps each seat taken. Runs in the supervisor's thread
 * alone.
 */
final class Crew {

	private static final Duration DEFAULT_DRAIN = Duration.ofSeconds(30);

	/** Much more than a JVM that has just begun takes to read why an import failed. */
	private static final Duration REASON = Duration.ofSeconds(5);

	/** More than a process that is killed takes to be gone. */
	private static final Duration KILL_AGAIN = Duration.ofSeconds(5);

	/** The exit status of a process that could not import its application. */
	private static final int NOT_IMPORTED = 3;

	final Map<Integer, Member> members = new ConcurrentSkipListMap<>();

	final List<Seat> seats = new ArrayList<>();

	final Rollout rollout = new Rollout(this::replace);

	final PythonSettings settings;

	final Startup startup;

	final Template template = new Template(this);

	final Log log;

	final Spawner spawner;

	private final StartFailures failures;

	private final Slots slots;

	private final ScheduledExecutorService scheduler;

	/** Completes when all processes are gone after a stop. */
	final CompletableFuture<Void> ended = new CompletableFuture<>();

	private int lastNumber;

	private boolean stopping;

	Crew(PythonSettings settings, Spawner spawner, Slots slots, ScheduledExecutorService scheduler, Log log) {
		this.settings = settings;
		this.spawner = spawner;
		this.slots = slots;
		this.scheduler = scheduler;
		this.log = log;
		this.failures = new StartFailures(log);
		this.startup = new Startup(settings.name(), settings.processes(), settings.required());
	}

	void start() {
		for (int i = 0; i < this.settings.processes(); i++) {
			Seat seat = new Seat();
			this.seats.add(seat);
			start(seat);
		}
	}

	void start(Seat seat) {
		if (seat == this.template.seat) {
			begin(seat, null, this.spawner::spawnTemplate);
		}
		else if (this.settings.preload()) {
			this.template.fork(seat);
		}
		else {
			begin(seat, null, this.spawner::spawn);
		}
	}

	/** Starts a process for the seat now. */
	@SuppressWarnings("FutureReturnValueIgnored")
	void begin(Seat seat, @Nullable Member template, IntFunction<WorkerProcess> source) {
		try {
			int number = ++this.lastNumber;
			Member member = new Member(number, seat, source.apply(number), template,
					this.settings.recycleAfterRequests());
			this.members.put(number, member);
			seat.starting = member;
			this.log.info(member + " starts");
			member.process.ended().thenAcceptAsync((status) -> exited(member, status), this.scheduler);
			after(this.settings.startupTimeout(), () -> late(member));
		}
		catch (RuntimeException ex) {
			notStarted(seat, Duration.ZERO, (ex instanceof PythonStartException known) ? known
					: new PythonStartException(this.settings.name(), Reason.INTERPRETER, "its start failed: " + ex));
		}
	}

	private void replace(Seat seat) {
		this.failures.forget();
		if (seat.starting != null) {
			// May have read the application before its change.
			retire(seat.starting);
		}
		start(seat);
	}

	private void late(Member member) {
		if (member.state == ProcessState.STARTING) {
			fail(member, Reason.TIMEOUT, "it was not ready after " + this.settings.startupTimeout().toMillis()
					+ " ms. Its last output:\n" + member.process.lastLines());
		}
	}

	void ready(Member member) {
		Seat seat = member.seat;
		if (!member.on(Event.IMPORTED)) {
			return;
		}
		if (this.template.has(member)) {
			this.template.ready(member);
			return;
		}
		Member predecessor = seat.serving;
		seat.serving = member;
		seat.starting = null;
		this.log.info(member + " is ready" + ((predecessor != null) ? " and replaces " + predecessor : ""));
		this.slots.admit(member.number);
		if (predecessor != null) {
			retire(predecessor);
		}
		this.startup.ready();
		this.failures.forget();
		this.rollout.finished(seat, null);
	}

	void fail(Member member, Reason reason, String text) {
		if (member.on(Event.NOT_IMPORTED)) {
			member.failure.complete(new PythonStartException(this.settings.name(), reason, text));
			// It exits by itself, unless a thread or an exit handler of the application
			// hangs.
			after((reason == Reason.TIMEOUT) ? Duration.ZERO : Duration.ofSeconds(1), () -> kill(member));
		}
	}

	/**
	 * Lets the process end after its requests, a template after its forks; its seat is no
	 * longer its own.
	 */
	void retire(Member member) {
		boolean imports = member.state == ProcessState.STARTING;
		boolean template = this.template.has(member);
		member.seat.leave(member);
		if (!member.on(Event.RETIRED)) {
			return;
		}
		member.failure.complete(null);
		if (!template) {
			this.slots.retire(member.number);
		}
		WorkerControl control = member.control;
		if (imports || control == null) {
			// It would read what it is told behind the import.
			kill(member);
			return;
		}
		member.told = true;
		control.quit();
		// At a stop all have the same time, and are killed at its end.
		if (!template && !this.stopping) {
			Duration limit = this.settings.requestTimeout();
			after(limit.isZero() ? DEFAULT_DRAIN : limit, () -> kill(member));
		}
	}

	/** Replaces a process that cannot be used any longer. */
	void giveUp(Member member) {
		retire(member);
		fill(member.seat);
	}

	void kill(Member member) {
		if (this.members.containsKey(member.number)) {
			this.log.info(member + " is killed"
					+ (member.told ? ": a request, a thread or an exit handler of it has not ended" : ""));
			if (this.template.has(member)) {
				member.process.killWithoutForks();
			}
			else {
				member.process.kill();
			}
			// Without a free descriptor, the system has not told which process it is.
			if (!member.killed) {
				member.killed = true;
				after(KILL_AGAIN, () -> {
					member.killed = false;
					kill(member);
				});
			}
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	private void exited(Member member, int status) {
		if (status == NOT_IMPORTED && member.state == ProcessState.STARTING) {
			// The reason is on its way.
			member.failure.completeOnTimeout(null, REASON.toNanos(), TimeUnit.NANOSECONDS)
				.thenRunAsync(() -> gone(member, status), this.scheduler);
		}
		else {
			gone(member, status);
		}
	}

	private void gone(Member member, int status) {
		member.on(Event.EXITED);
		this.members.remove(member.number);
		this.slots.drop(member.number);
		WorkerControl control = member.control;
		if (control != null && status < 0) {
			// A fork seems to be gone, too, while the system has no descriptor to look.
			control.quit();
		}
		String how = (status < 0) ? " is gone"
				: (status > 128) ? " was ended by signal " + (status - 128) : " exited with status " + status;
		Seat seat = member.seat;
		boolean unasked = !this.stopping && member.state == ProcessState.FAILED;
		if (unasked) {
			this.log.warn(member + how);
		}
		else {
			this.log.info(member + how);
		}
		boolean importing = seat.starting == member;
		seat.leave(member);
		if (unasked && importing) {
			String text = "its process" + how + ". Its last output:\n" + member.process.lastLines();
			PythonStartException failure = member.failure.getNow(null);
			notStarted(seat, member.age(),
					(failure != null) ? failure : new PythonStartException(this.settings.name(), Reason.IMPORT, text));
		}
		else if (unasked && seat.isEmpty()) {
			after(seat.backoff.died(member.age()), () -> fill(seat));
		}
		if (this.template.has(member) && !this.stopping) {
			this.template.orphaned(member);
		}
		completeIfEmpty();
	}

	private void notStarted(Seat seat, Duration age, PythonStartException failure) {
		if (seat == this.template.seat) {
			this.template.refuse().forEach((waiting) -> notStarted(waiting, age, failure));
			return;
		}
		this.failures.log(failure);
		this.startup.failed(failure);
		Duration delay = seat.backoff.died(age);
		if (seat.isEmpty()) {
			this.log.debug("The next attempt to start is in " + delay.toMillis() + " ms");
			after(delay, () -> fill(seat));
		}
		this.rollout.finished(seat, failure);
	}

	private void fill(Seat seat) {
		if (!this.stopping && seat.isEmpty()) {
			start(seat);
		}
	}

	/** Lets all processes end; none is started any more. */
	void stop() {
		// Before the first is ended, or its end would look like a death.
		this.stopping = true;
		this.startup.cancel();
		this.rollout.cancel(new IllegalStateException("The application is stopping"));
		this.members.values().forEach(this::retire);
		completeIfEmpty();
	}

	/** Returns the processes that answer requests, or will. */
	Stream<Member> workers() {
		return this.members.values().stream().filter((member) -> !this.template.has(member));
	}

	/** Kills all processes. A template waits for its forks, and then ends by itself. */
	void killAll() {
		workers().forEach(this::kill);
	}

	/** Kills what is left. */
	void killTemplates() {
		this.members.values().forEach(this::kill);
	}

	private void completeIfEmpty() {
		if (this.stopping && this.members.isEmpty()) {
			this.ended.complete(null);
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	void after(Duration delay, Runnable task) {
		if (!this.scheduler.isShutdown()) {
			this.scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

}
