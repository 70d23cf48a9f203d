package io.github.wsgi4j.python.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of frames, each with the letter that it begins with. Those of a process are
 * capital letters; some of the JVM's are small ones.
 */
public enum FrameType {

	/** The first of a control connection: token, number of the process, pid. */
	CONTROL('C'),

	/** The application is imported: versions, framework, callable. */
	READY('Y'),

	/** The application cannot be imported: kind and text. */
	FAILED('N'),

	/** A record of the log: level, logger, text, request. */
	LOG('G'),

	/** The stacks of all threads. */
	STACKS('T'),

	/** A file of the application has changed: its path. */
	CHANGED('W'),

	/** A template has forked: number of the process, pid. */
	FORKED('K'),

	/** A fork of a template has ended: number of the process, exit status. */
	ENDED('Q'),

	/** The first of a slot's connection: token, number of the process, of the slot. */
	SLOT('S'),

	/** The application reads: how many bytes it wants at most. */
	PULL('P'),

	/** The status and the headers. */
	HEAD('H'),

	/** A block of the body. */
	BLOCK('B'),

	/** The body is whole. */
	END('E'),

	/** The body is a part of an open file: descriptor, offset, count. */
	FILE('L'),

	/** The application has failed: class, message, traceback, whether by a timeout. */
	EXCEPTION('X'),

	/** The slot is free again. */
	FREE('F'),

	/** A request. */
	REQUEST('R'),

	/** A part of a request's body, or its end if it is empty. */
	DATA('D'),

	/** A request's body was cut short: why. */
	CUT('d'),

	/** The file has been opened. */
	OPENED('O'),

	/** End, when the requests have. */
	QUIT('q'),

	/** Interrupt a request: slot, request. */
	INTERRUPT('i'),

	/** Fork: number of the process. */
	FORK('f'),

	/** Tell the stacks of all threads. */
	DUMP('t');

	private static final @Nullable FrameType[] TYPES = new FrameType[128];

	static {
		for (FrameType type : values()) {
			TYPES[type.letter] = type;
		}
	}

	private static final int MOST = 16 * 1024 * 1024;

	private static final int MOST_OF_OTHERS = 1024 * 1024;

	private final byte letter;

	FrameType(char letter) {
		this.letter = (byte) letter;
	}

	byte letter() {
		return this.letter;
	}

	/**
	 * The most bytes of a frame.
	 */
	int limit() {
		return (this == BLOCK || this == DATA || this == REQUEST) ? MOST : MOST_OF_OTHERS;
	}

	static @Nullable FrameType of(byte letter) {
		return (letter >= 0) ? TYPES[letter] : null;
	}

}
