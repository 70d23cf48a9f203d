/**
 * Applications of FastCGI servers, which run elsewhere, as
 * {@link io.github.wsgi4j.Application}s: their settings.
 */
@NullMarked
package io.github.wsgi4j.fastcgi;

import org.jspecify.annotations.NullMarked;
