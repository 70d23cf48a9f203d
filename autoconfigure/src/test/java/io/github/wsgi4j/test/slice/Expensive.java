package io.github.wsgi4j.test.slice;

import org.springframework.stereotype.Service;

/**
 * What the slice leaves out.
 */
@Service
class Expensive {

}
