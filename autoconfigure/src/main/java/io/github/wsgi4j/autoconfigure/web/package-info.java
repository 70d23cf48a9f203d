/**
 * Auto-configuration of JSON, views and validation for applications that use the
 * framework.
 */
@NullMarked
package io.github.wsgi4j.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
