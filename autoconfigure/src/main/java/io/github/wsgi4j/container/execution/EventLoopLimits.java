package io.github.wsgi4j.container.execution;

import java.time.Duration;

/**
 * The limits of how long applications may hold an event loop.
 *
 * @param maxHold the longest time between two moments at which the loop can go on with
 * its other work
 * @param demoteAfter how many times within a minute an application may hold the loop for
 * longer before it has to run elsewhere, or 0 if it never has to
 */
public record EventLoopLimits(Duration maxHold, int demoteAfter) {

}
