/**
 * The connections to FastCGI servers, and the requests on them.
 */
@NullMarked
package io.github.wsgi4j.fastcgi.client;

import org.jspecify.annotations.NullMarked;
