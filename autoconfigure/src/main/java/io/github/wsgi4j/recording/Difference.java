package io.github.wsgi4j.recording;

/**
 * A difference of two responses.
 *
 * @param subject the part that differs: {@code status}, {@code header} and a name,
 * {@code body} or {@code end}
 * @param text a sentence with the values
 */
public record Difference(String subject, String text) {

}
