package io.github.wsgi4j.python.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.wsgi4j.python.PythonSettings;
import io.github.wsgi4j.python.PythonStartException.Reason;
import io.github.wsgi4j.python.PythonStatus;
import io.github.wsgi4j.python.WorkerDescription;
import io.github.wsgi4j.python.process.Member.Request;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Starts the processes of an application, watches and replaces them, and lets them end.
 */
public final class Supervisor implements WorkerEvents {

	private static final Duration KILL = Duration.ofSeconds(5);

	private static final Duration CHANGED_AGAIN = Duration.ofSeconds(1);

	private final PythonSettings settings;

	private final ScheduledExecutorService scheduler;

	private final Crew crew;

	private final Timeouts timeouts;

	private final Recycling recycling;

	/**
	 * Creates a supervisor that has no processes yet.
	 * @param settings what to run, and how
	 * @param socket where the processes connect to
	 * @param token what a process has to know
	 * @param program sees to it that the socket and the files of the worker are there,
	 * before each start of a process, and returns what Python runs
	 * @param slots the connections for requests
	 */
	public Supervisor(PythonSettings settings, Path socket, String token, Supplier<Path> program, Slots slots) {
		this.settings = settings;
		this.scheduler = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "wsgi-python-" + settings.name());
			thread.setDaemon(true);
			return thread;
		});
		Log log = LogFactory.getLog("wsgi.python." + settings.name());
		Spawner spawner = new Spawner(settings, socket, token, program, log);
		this.crew = new Crew(settings, spawner, slots, this.scheduler, log);
		this.timeouts = new Timeouts(this.crew);
		this.recycling = new Recycling(this.crew);
	}

	/** Starts the processes and returns at once. */
	public void start() {
		run(() -> {
			this.crew.start();
			this.recycling.start();
		});
	}

	/** Waits for the first process, or for all processes of a required application. */
	public void awaitReady(Duration timeout) {
		this.crew.startup.await(timeout, this::lastLines);
	}

	private String lastLines() {
		StringBuilder lines = new StringBuilder();
		this.crew.members.values().forEach((member) -> lines.append(member.process.lastLines()).append('\n'));
		return lines.toString();
	}

	/**
	 * Replaces all processes, one after the other. The result fails when a successor
	 * could not be started; the process that it was to replace stays, and so do those
	 * after it.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // its end is told by the other
	public CompletableFuture<Void> reload() {
		CompletableFuture<Void> result = new CompletableFuture<>();
		run(() -> {
			this.crew.template.renew();
			this.crew.rollout.replaceAll(this.crew.seats).whenComplete((done, failure) -> {
				if (failure == null) {
					result.complete(null);
				}
				else {
					result.completeExceptionally((failure.getCause() != null) ? failure.getCause() : failure);
				}
			});
		});
		return result;
	}

	/** Interrupts a request; its process is replaced if it does not obey. */
	@Override
	public void timeout(int process, int slot, int requestId) {
		Member member = this.crew.members.get(process);
		Request request = new Request(slot, requestId);
		// At once, or its end could come before.
		if (member != null && member.interrupted.add(request)) {
			run(() -> this.timeouts.timeout(member, request));
		}
	}

	/** Returns the state of the processes. */
	public PythonStatus status() {
		return new PythonStatus(this.settings.name(), this.crew.workers().map(Member::status).toList());
	}

	/** Lets the processes end, for the duration; then kills them. */
	public void stop(Duration timeout) {
		run(this.crew::stop);
		if (!ends(timeout)) {
			// Not by the scheduler, whose tasks an interrupt of this thread would cut
			// off.
			this.crew.killAll();
			if (!ends(KILL)) {
				this.crew.killTemplates();
				ends(KILL);
			}
		}
		this.scheduler.shutdownNow();
	}

	private boolean ends(Duration timeout) {
		try {
			this.crew.ended.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	@Override
	public void connected(int process, long pid, WorkerControl control) {
		run(() -> {
			Member member = this.crew.members.get(process);
			if (member != null) {
				member.control = control;
			}
			else {
				// A fork that was taken for gone: the system has not told of it.
				control.quit();
			}
		});
	}

	@Override
	public void ready(int process, WorkerDescription description) {
		run(process, (member) -> {
			member.description = description;
			this.crew.ready(member);
		});
	}

	@Override
	public void ended(int process, int status) {
		run(process, (member) -> member.process.exited(status));
	}

	@Override
	public void failed(int process, Reason reason, String text) {
		run(process, (member) -> this.crew.fail(member, reason, text));
	}

	// Each process tells of the change and is replaced; one that began later does not.
	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // a failure is in the log
	public void changed(int process, String path) {
		run(process, (member) -> {
			if (member != member.seat.serving) {
				return;
			}
			if (this.crew.rollout.includes(member.seat)) {
				// Its successor may fail for what this change corrects.
				this.crew.after(CHANGED_AGAIN, () -> changed(process, path));
				return;
			}
			this.crew.log.info(member + " is replaced because " + path + " has changed");
			if (member.template != null && member.template.seat.serving == member.template) {
				this.crew.template.renew();
			}
			this.crew.rollout.replace(member.seat);
		});
	}

	@Override
	public void requestEnded(int process, int slot, int requestId) {
		// Each request comes by: no task for it.
		Member member = this.crew.members.get(process);
		if (member != null) {
			long count = member.requests.incrementAndGet();
			if (!member.interrupted.isEmpty()) {
				member.interrupted.remove(new Request(slot, requestId));
			}
			if (count == member.limit) {
				run(() -> this.recycling.recycleBusy(member, count));
			}
		}
	}

	private void run(int process, Consumer<Member> task) {
		run(() -> {
			Member member = this.crew.members.get(process);
			if (member != null) {
				task.accept(member);
			}
		});
	}

	private void run(Runnable task) {
		if (!this.scheduler.isShutdown()) {
			this.scheduler.execute(task);
		}
	}

}
