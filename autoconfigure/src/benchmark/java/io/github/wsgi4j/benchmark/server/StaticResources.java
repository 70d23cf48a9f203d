package io.github.wsgi4j.benchmark.server;

/**
 * Nothing but what Spring Boot itself has: the static resources.
 */
class StaticResources {

}
