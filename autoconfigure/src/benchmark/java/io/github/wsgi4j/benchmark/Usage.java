package io.github.wsgi4j.benchmark;

/**
 * The resources that a server has used since it was started.
 *
 * @param cpuNanos the time of processors, in nanoseconds
 * @param allocated the bytes of the heap
 */
record Usage(long cpuNanos, long allocated) {

}
