package io.github.wsgi4j.python.worker;

import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.wsgi4j.http.gateway.PlainText;
import io.github.wsgi4j.python.PythonStartException.Reason;
import io.github.wsgi4j.python.WorkerDescription;
import io.github.wsgi4j.python.process.WorkerControl;
import io.github.wsgi4j.python.process.WorkerEvents;
import io.github.wsgi4j.python.protocol.Fields;
import io.github.wsgi4j.python.protocol.Frame;
import io.github.wsgi4j.python.protocol.FrameType;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import org.apache.commons.logging.Log;

/**
 * The connection on which a process says how it is, and is told what to do.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
final class ControlConnection extends SimpleChannelInboundHandler<Frame> implements WorkerControl {

	private final Channel channel;

	private final int process;

	private final WorkerEvents events;

	private final SlotPool pool;

	private final Log applicationLog;

	private final Queue<CompletableFuture<String>> asked = new ConcurrentLinkedQueue<>();

	private final Map<Integer, CompletableFuture<Long>> forks = new ConcurrentHashMap<>();

	ControlConnection(Channel channel, int process, SlotPool pool, Log applicationLog) {
		super(Frame.class);
		this.channel = channel;
		this.process = process;
		this.events = pool.events();
		this.pool = pool;
		this.applicationLog = applicationLog;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, Frame frame) {
		switch (frame.type()) {
			case READY -> {
				List<String> fields = Fields.text(frame.content(), 6);
				this.events.ready(this.process, new WorkerDescription(fields.get(0), fields.get(1), fields.get(2),
						fields.get(3), fields.get(4), fields.get(5).equals("1")));
			}
			case FAILED -> {
				List<String> fields = Fields.text(frame.content(), 2);
				this.events.failed(this.process, reason(fields.get(0)), fields.get(1));
			}
			case LOG -> {
				List<String> fields = Fields.text(frame.content(), 4);
				this.pool.log(this.process, fields.get(3), () -> log(fields));
			}
			case FORKED -> {
				List<String> fields = Fields.text(frame.content(), 2);
				CompletableFuture<Long> fork = this.forks.remove(Integer.valueOf(fields.get(0)));
				if (fork != null) {
					fork.complete(Long.valueOf(fields.get(1)));
				}
			}
			case ENDED -> {
				List<String> fields = Fields.text(frame.content(), 2);
				this.events.ended(Integer.parseInt(fields.get(0)), Integer.parseInt(fields.get(1)));
			}
			case CHANGED -> this.events.changed(this.process, Fields.text(frame.content(), 1).get(0));
			case STACKS -> {
				CompletableFuture<String> asked = this.asked.poll();
				if (asked != null) {
					asked.complete(Fields.text(frame.content(), 1).get(0));
				}
			}
			default -> throw new IllegalStateException("Unexpected frame on a control connection: " + frame.type());
		}
	}

	private static Reason reason(String kind) {
		return switch (kind) {
			case "callable" -> Reason.CALLABLE;
			case "notfound" -> Reason.NOT_FOUND;
			case "directory" -> Reason.DIRECTORY;
			case "preload" -> Reason.PRELOAD;
			default -> Reason.IMPORT;
		};
	}

	private void log(List<String> fields) {
		String text = PlainText.of("[" + fields.get(1) + "] " + fields.get(2));
		switch (fields.get(0)) {
			case "DEBUG" -> this.applicationLog.debug(text);
			case "WARNING" -> this.applicationLog.warn(text);
			case "ERROR" -> this.applicationLog.error(text);
			default -> this.applicationLog.info(text);
		}
	}

	@Override
	public void quit() {
		this.channel.writeAndFlush(Frame.empty(this.channel.alloc(), FrameType.QUIT));
	}

	@Override
	public void interrupt(int slot, int requestId) {
		this.channel.writeAndFlush(Frame.text(this.channel.alloc(), FrameType.INTERRUPT, Integer.toString(slot),
				Integer.toString(requestId)));
	}

	@Override
	public CompletableFuture<Long> fork(int process) {
		CompletableFuture<Long> fork = new CompletableFuture<>();
		this.forks.put(process, fork);
		this.channel.writeAndFlush(Frame.text(this.channel.alloc(), FrameType.FORK, Integer.toString(process)))
			.addListener((written) -> {
				if (!written.isSuccess()) {
					fork.completeExceptionally(written.cause());
				}
			});
		return fork;
	}

	@Override
	public CompletableFuture<String> stacks() {
		CompletableFuture<String> stacks = new CompletableFuture<>();
		this.asked.add(stacks);
		this.channel.writeAndFlush(Frame.empty(this.channel.alloc(), FrameType.DUMP));
		return stacks;
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.asked.forEach((asked) -> asked.complete(""));
		this.forks.values().forEach((fork) -> fork.completeExceptionally(new ClosedChannelException()));
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		this.applicationLog.warn("The connection of a process is broken", cause);
		context.close();
	}

}
