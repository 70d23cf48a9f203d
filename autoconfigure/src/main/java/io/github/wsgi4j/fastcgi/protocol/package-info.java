/**
 * The records of FastCGI, and the head of a CGI response in them.
 */
@NullMarked
package io.github.wsgi4j.fastcgi.protocol;

import org.jspecify.annotations.NullMarked;
