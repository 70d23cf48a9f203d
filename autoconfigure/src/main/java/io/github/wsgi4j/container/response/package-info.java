/**
 * The response of an application, from {@code start_response} to its connection.
 */
@NullMarked
package io.github.wsgi4j.container.response;

import org.jspecify.annotations.NullMarked;
