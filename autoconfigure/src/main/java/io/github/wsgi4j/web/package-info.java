/**
 * A small framework on the interface: requests, responses and routers, each of which is
 * an application or a middleware itself or works on any environ.
 */
@NullMarked
package io.github.wsgi4j.web;

import org.jspecify.annotations.NullMarked;
