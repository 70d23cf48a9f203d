/**
 * The choice among representations by the preferences of a client: RFC 9110, section 12.
 */
@NullMarked
package io.github.wsgi4j.web.negotiation;

import org.jspecify.annotations.NullMarked;
