package io.github.wsgi4j.python.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wsgi4j.http.gateway.GatewayException;
import io.github.wsgi4j.http.gateway.WaitingRequests;
import io.github.wsgi4j.python.process.Slots;
import io.github.wsgi4j.python.process.WorkerEvents;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import org.jspecify.annotations.Nullable;

/**
 * The slots of an application's processes, and the requests that wait for one. A slot of
 * one's own event loop is taken first, else any; none is idle while a request waits.
 */
public final class SlotPool implements Slots {

	/**
	 * The time that requests wait when there is no process, since one may be replaced.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final String NO_PROCESS = "No process of the application is running";

	private final Supplier<EventLoopGroup> loops;

	private final AtomicInteger numbers = new AtomicInteger();

	private final Duration requestTimeout;

	private final Duration responseTimeout;

	private final Deque<SlotConnection> idle = new ArrayDeque<>();

	private final Set<SlotConnection> connections = new LinkedHashSet<>();

	/** Those whose threads were not told to be free before they were closed. */
	private final Set<SlotConnection> left = new HashSet<>();

	private final Set<Integer> admitted = new HashSet<>();

	private final WaitingRequests<WorkerRequest> waiting;

	private final LogScopes logScopes = LogScopes.shared();

	private volatile @Nullable WorkerEvents events;

	private boolean available;

	private int outages;

	/**
	 * Creates a pool without slots.
	 * @param loops what the connections run on
	 * @param requestTimeout how long a request may last, or zero
	 * @param responseTimeout how long a response may take to begin, or zero
	 * @param maxQueue how many requests may wait
	 */
	public SlotPool(Supplier<EventLoopGroup> loops, Duration requestTimeout, Duration responseTimeout, int maxQueue) {
		this.loops = loops;
		this.requestTimeout = requestTimeout;
		this.responseTimeout = responseTimeout;
		this.waiting = new WaitingRequests<>(maxQueue);
	}

	/**
	 * Sets who is told of the requests.
	 */
	public void setEvents(WorkerEvents events) {
		this.events = events;
	}

	WorkerEvents events() {
		WorkerEvents events = this.events;
		if (events == null) {
			throw new IllegalStateException("No listener for requests is set yet");
		}
		return events;
	}

	// Without a sign: Python knows none in a request, but would in an interrupt.
	int nextNumber() {
		return this.numbers.incrementAndGet() & Integer.MAX_VALUE;
	}

	LogScopes logScopes() {
		return this.logScopes;
	}

	Duration requestTimeout() {
		return this.requestTimeout;
	}

	Duration responseTimeout() {
		return this.responseTimeout;
	}

	/**
	 * Runs a request on a slot as soon as there is one, unless too many wait.
	 */
	void acquire(WorkerRequest request) {
		acquire(request, false);
	}

	/**
	 * Runs a request that has lost its slot before Python saw it on another one.
	 */
	void acquireAgain(WorkerRequest request) {
		acquire(request, true);
	}

	private void acquire(WorkerRequest request, boolean again) {
		SlotConnection slot = null;
		String refusal = null;
		synchronized (this) {
			if (!this.available) {
				refusal = NO_PROCESS;
			}
			else {
				slot = take();
				if (slot == null && !again && this.waiting.isFull()) {
					refusal = "Too many requests wait for the application";
				}
				else if (slot == null && request.isWanted()) {
					// Else nobody would take it back.
					this.waiting.add(request);
				}
			}
		}
		if (slot != null) {
			slot.start(request);
		}
		else if (refusal != null) {
			refuse(request, refusal);
		}
	}

	private @Nullable SlotConnection take() {
		SlotConnection found = this.idle.peekFirst();
		for (SlotConnection slot : this.idle) {
			if (slot.loop().inEventLoop()) {
				found = slot;
				break;
			}
		}
		if (found != null) {
			this.idle.remove(found);
		}
		return found;
	}

	private static void refuse(WorkerRequest request, String reason) {
		request.end(new GatewayException(503, reason));
	}

	/**
	 * Takes a request back that waits for a slot.
	 */
	synchronized void cancel(WorkerRequest request) {
		this.waiting.remove(request);
	}

	void opened(SlotConnection slot) {
		List<SlotConnection> before;
		WorkerRequest next;
		synchronized (this) {
			this.connections.add(slot);
			before = this.left.stream().filter((left) -> isSameThread(left, slot)).toList();
			this.left.removeAll(before);
			// In the same step, or a process that is admitted in between frees it twice,
			// and two requests run on it.
			next = offer(slot);
		}
		before.forEach(SlotConnection::ended);
		start(slot, next);
	}

	void freed(SlotConnection slot) {
		WorkerRequest next;
		synchronized (this) {
			next = offer(slot);
		}
		start(slot, next);
	}

	private @Nullable WorkerRequest offer(SlotConnection slot) {
		if (!this.admitted.contains(slot.process()) || !this.connections.contains(slot)) {
			return null;
		}
		WorkerRequest next = this.waiting.next(slot.loop()::inEventLoop, (request) -> true);
		if (next == null) {
			// The last that was used first, and so the one that most is at hand for.
			this.idle.addFirst(slot);
		}
		return next;
	}

	private static void start(SlotConnection slot, @Nullable WorkerRequest request) {
		if (request != null) {
			slot.start(request);
		}
	}

	/**
	 * Takes note that a connection is closed.
	 * @param busy whether its thread may still be in a request
	 */
	void closed(SlotConnection slot, boolean busy) {
		boolean ended;
		synchronized (this) {
			// Else its process is gone, and its threads with it.
			boolean known = this.connections.remove(slot);
			this.idle.remove(slot);
			// Another loop may have seen first that the thread has connected again.
			ended = busy && known && this.connections.stream().anyMatch((other) -> isSameThread(other, slot));
			if (busy && known && !ended) {
				this.left.add(slot);
			}
		}
		if (ended) {
			slot.ended();
		}
	}

	private static boolean isSameThread(SlotConnection one, SlotConnection other) {
		return one.process() == other.process() && one.slot() == other.slot();
	}

	/**
	 * Returns how many threads are in a request.
	 */
	public synchronized int busy() {
		return (int) this.connections.stream().filter(SlotConnection::isBusy).count() + this.left.size();
	}

	/**
	 * Returns how many requests wait for a thread.
	 */
	public synchronized int waiting() {
		return this.waiting.size();
	}

	/**
	 * Logs a line for a request, or for none if it is over for longer.
	 */
	void log(int process, String number, Runnable line) {
		List<SlotConnection> slots;
		synchronized (this) {
			slots = of(process);
		}
		Stream.concat(slots.stream().map(SlotConnection::logScopes), Stream.of(this.logScopes))
			.map((scopes) -> scopes.find(number))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(Runnable::run)
			.accept(line);
	}

	@Override
	public void admit(int process) {
		List<SlotConnection> free;
		synchronized (this) {
			this.admitted.add(process);
			this.available = true;
			this.outages++;
			free = of(process);
		}
		// None of them can have had a request yet.
		free.forEach(this::freed);
	}

	@Override
	public void retire(int process) {
		List<SlotConnection> idle;
		synchronized (this) {
			leave(process);
			idle = new ArrayList<>(this.idle);
			idle.removeIf((slot) -> slot.process() != process);
			this.idle.removeAll(idle);
		}
		idle.forEach(SlotConnection::close);
	}

	@Override
	public void drop(int process) {
		List<SlotConnection> dropped;
		synchronized (this) {
			leave(process);
			dropped = of(process);
			this.idle.removeAll(dropped);
			this.connections.removeAll(dropped);
			this.left.removeIf((slot) -> slot.process() == process);
		}
		dropped.forEach(SlotConnection::close);
	}

	private List<SlotConnection> of(int process) {
		return this.connections.stream().filter((slot) -> slot.process() == process).toList();
	}

	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
	private void leave(int process) {
		if (this.admitted.remove(process) && this.admitted.isEmpty()) {
			int outage = ++this.outages;
			EventLoop loop = this.loops.get().next();
			if (!loop.isShuttingDown()) {
				loop.schedule(() -> giveUp(outage), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			}
		}
	}

	private void giveUp(int outage) {
		List<WorkerRequest> waiting;
		synchronized (this) {
			if (outage != this.outages) {
				return;
			}
			waiting = refuseAll();
		}
		waiting.forEach((request) -> refuse(request, NO_PROCESS));
	}

	private List<WorkerRequest> refuseAll() {
		this.available = false;
		return this.waiting.clear();
	}

	/**
	 * Refuses what waits, and what follows.
	 */
	public void close() {
		List<WorkerRequest> waiting;
		synchronized (this) {
			this.outages++;
			waiting = refuseAll();
		}
		waiting.forEach((request) -> refuse(request, NO_PROCESS));
	}

	/**
	 * Returns whether requests are taken.
	 */
	public synchronized boolean isAvailable() {
		return this.available;
	}

}
