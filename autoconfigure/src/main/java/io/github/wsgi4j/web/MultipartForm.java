package io.github.wsgi4j.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.http.LimitedStream;
import io.github.wsgi4j.http.SpooledBytes;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} with Commons FileUpload: RFC 7578. It takes each part
 * as it comes, so that none is in memory as a whole.
 */
public final class MultipartForm {

	private static final int HEADER_BYTES = 4096;

	private final Limits limits;

	private final Map<String, List<String>> fields = new LinkedHashMap<>();

	private final List<Upload> uploads = new ArrayList<>();

	private final List<SpooledBytes> contents = new ArrayList<>();

	private long fieldBytes;

	private MultipartForm(Limits limits) {
		this.limits = limits;
	}

	/**
	 * Finds a field of a form, which is read only as far as that takes.
	 * @param contentType the {@code Content-Type} of the form, with its boundary
	 * @param form the form, which may be malformed or cut off
	 * @param name the name of the field
	 * @return the value of the first field of the name, or {@code null} if it is not
	 * there as a whole
	 */
	public static @Nullable String first(String contentType, InputStream form, String name) {
		try {
			FileItemInputIterator parts = new Parser().getItemIterator(new Body(contentType, form));
			while (parts.hasNext()) {
				FileItemInput part = parts.next();
				if (part.isFormField() && name.equals(part.getFieldName())) {
					return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
				}
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			// For the application to refuse.
		}
		return null;
	}

	/**
	 * Reads a form.
	 * @throws HttpException if it is malformed or beyond a limit
	 * @throws IOException if the body cannot be read
	 */
	static Form read(String contentType, InputStream body, Limits limits) throws IOException {
		MultipartForm form = new MultipartForm(limits);
		boolean complete = false;
		try {
			form.readParts(contentType, HttpException.limit(body, limits.multipartBytes(), "The form"));
			complete = true;
		}
		finally {
			if (!complete) {
				form.form().close();
			}
		}
		return form.form();
	}

	private Form form() {
		return new Form(Values.of(Form.FIELD, this.fields), List.copyOf(this.uploads), this.contents);
	}

	private void readParts(String contentType, LimitedStream body) throws IOException {
		try {
			FileItemInputIterator parts = new Parser().getItemIterator(new Body(contentType, body));
			for (int count = 1; parts.hasNext(); count++) {
				if (count > this.limits.parameters()) {
					throw new HttpException(413, "The form has more than " + this.limits.parameters() + " parts");
				}
				readPart(parts.next());
			}
		}
		catch (FileUploadException | IllegalArgumentException ex) {
			// What failed may have been the body itself, which is not the form's fault.
			body.rethrow();
			throw new HttpException(400, "The form is malformed", List.of(), ex);
		}
	}

	private void readPart(FileItemInput part) throws IOException {
		String name = part.getFieldName();
		if (name == null) {
			throw HttpException.badRequest("A part of the form has no name");
		}
		if (part.isFormField()) {
			readField(name, part.getInputStream());
		}
		else {
			readUpload(name, part);
		}
	}

	private void readField(String name, InputStream content) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		HttpException.limit(content, this.limits.formBytes() - this.fieldBytes, "The form without its uploads")
			.transferTo(bytes);
		this.fieldBytes += bytes.size();
		this.fields.computeIfAbsent(name, (key) -> new ArrayList<>(1))
			.add(Decoding.text(bytes.toByteArray(), StandardCharsets.UTF_8, Form.FIELD));
	}

	private void readUpload(String name, FileItemInput part) throws IOException {
		SpooledBytes content = new SpooledBytes(this.limits.memoryBytes(), ".upload");
		this.contents.add(content);
		HttpException.limit(part.getInputStream(), this.limits.uploadBytes(), "The upload").transferTo(content);
		this.uploads.add(new Upload(name, basename(part.getName()), part.getContentType(), content));
	}

	private static String basename(String name) {
		return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
	}

	private static final class Parser extends AbstractFileUpload<Void, DiskFileItem, DiskFileItemFactory> {

		Parser() {
			setMaxPartHeaderSize(HEADER_BYTES);
		}

		@Override
		public FileItemInputIterator getItemIterator(Void request) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Map<String, List<DiskFileItem>> parseParameterMap(Void request) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<DiskFileItem> parseRequest(Void request) {
			throw new UnsupportedOperationException();
		}

	}

	private record Body(String contentType, InputStream stream) implements RequestContext {

		@Override
		public String getCharacterEncoding() {
			return StandardCharsets.UTF_8.name();
		}

		@Override
		public Charset getCharset() {
			return StandardCharsets.UTF_8;
		}

		@Override
		public long getContentLength() {
			return -1;
		}

		@Override
		public String getContentType() {
			return this.contentType;
		}

		@Override
		public InputStream getInputStream() {
			return this.stream;
		}

		@Override
		public boolean isMultipartRelated() {
			return false;
		}

	}

}
