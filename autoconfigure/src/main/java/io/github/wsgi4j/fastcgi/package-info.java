/**
 * Applications of FastCGI servers, which somebody else runs, as
 * {@link io.github.wsgi4j.Application}s: their settings.
 */
@NullMarked
package io.github.wsgi4j.fastcgi;

import org.jspecify.annotations.NullMarked;
