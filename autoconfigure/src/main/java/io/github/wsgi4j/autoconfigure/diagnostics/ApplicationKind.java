package io.github.wsgi4j.autoconfigure.diagnostics;

/**
 * The kinds of applications that become beans by their properties, and what can be wrong
 * with their names.
 */
public enum ApplicationKind {

	/** Applications in Python. */
	PYTHON("Python", "wsgi.python.applications", "directory"),

	/** Applications of FastCGI servers. */
	FASTCGI("FastCGI", "wsgi.fastcgi.applications", "servers");

	private final String title;

	private final String property;

	private final String required;

	ApplicationKind(String title, String property, String required) {
		this.title = title;
		this.property = property;
		this.required = required;
	}

	/**
	 * Returns the property that has the properties of each application below its name.
	 */
	public String property() {
		return this.property;
	}

	/**
	 * Returns the failure of an application that has the name of another bean.
	 */
	public MisconfigurationException nameIsTaken(String name) {
		return new MisconfigurationException("The " + this.title + " application '" + this.property + "." + name
				+ "' has the same name as another bean.", "Rename the application or the bean '" + name + "'.");
	}

	/**
	 * Returns the failure of an application whose properties are missing at run time.
	 */
	public MisconfigurationException noPropertiesNow(String name) {
		return new MisconfigurationException(
				"The " + this.title + " application '" + name
						+ "' existed during ahead-of-time processing, but has no properties now.",
				"Set '" + this.property + "." + name + "." + this.required + "' at run time as well.");
	}

	/**
	 * Returns the failure of an application whose name is known at run time alone.
	 */
	public MisconfigurationException notThereAheadOfTime(String name) {
		String properties = this.property + "." + name;
		return new MisconfigurationException(
				"The " + this.title + " application '" + name + "' did not exist during ahead-of-time processing, "
						+ "so there is no bean for it.",
				"Set '" + properties + "." + this.required + "' during ahead-of-time processing as well, or "
						+ "remove the properties below '" + properties + "'.");
	}

}
