/**
 * The values of headers of a response that are made of what an application gives.
 */
@NullMarked
package io.github.wsgi4j.web.headers;

import org.jspecify.annotations.NullMarked;
