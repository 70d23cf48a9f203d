package io.github.wsgi4j.container.response;

/**
 * A party that a monitor looks at from time to time.
 */
interface Monitored {

	/**
	 * Sees to it that limits are kept.
	 */
	void check();

	/**
	 * A number that few others have.
	 */
	int number();

	/**
	 * Notes that another has the place of that number.
	 */
	void displace();

	/**
	 * Whether another had the place of that number.
	 */
	boolean isDisplaced();

}
