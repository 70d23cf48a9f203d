package io.github.wsgi4j.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import org.springframework.util.PropertyPlaceholderHelper;

/**
 * The dependencies that the pom of a bill of materials manages, with those of the bills
 * that it imports. They are read where Maven keeps what it has fetched.
 */
final class ManagedVersions {

	private static final PropertyPlaceholderHelper PLACEHOLDERS = new PropertyPlaceholderHelper("${", "}");

	private final Path repository = Path.of(System.getProperty("local.repository",
			Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));

	/**
	 * The names of what is managed, each as group and artifact.
	 */
	Set<String> of(String group, String artifact, String version) throws Exception {
		Path pom = this.repository.resolve(group.replace('.', '/'))
			.resolve(Path.of(artifact, version, artifact + "-" + version + ".pom"));
		Element project = parse(pom);
		Map<String, String> properties = properties(project);
		properties.put("project.groupId", group);
		properties.put("project.version", version);
		Set<String> managed = new HashSet<>();
		for (Element dependency : managed(project)) {
			String name = PLACEHOLDERS.replacePlaceholders(name(dependency), properties::get);
			managed.add(name);
			if ("import".equals(text(dependency, "scope"))) {
				managed.addAll(of(name.substring(0, name.indexOf(':')), name.substring(name.indexOf(':') + 1),
						PLACEHOLDERS.replacePlaceholders(text(dependency, "version"), properties::get)));
			}
		}
		return managed;
	}

	/**
	 * The root element of a pom.
	 */
	static Element parse(Path pom) throws IOException, ParserConfigurationException, SAXException {
		return DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(Files.newInputStream(pom))
			.getDocumentElement();
	}

	/**
	 * All dependencies that a pom has, but for those of plugins, which nothing manages.
	 */
	static List<Element> dependencies(Element project) {
		return elements(project.getElementsByTagName("dependency"))
			.filter((dependency) -> !dependency.getParentNode().getParentNode().getNodeName().equals("plugin"))
			.toList();
	}

	private static List<Element> managed(Element project) {
		return elements(project.getElementsByTagName("dependency")).filter((dependency) -> {
			Node section = dependency.getParentNode().getParentNode();
			return section.getNodeName().equals("dependencyManagement") && project.equals(section.getParentNode());
		}).toList();
	}

	/**
	 * What a dependency is called: its group and artifact.
	 */
	static String name(Element dependency) {
		return text(dependency, "groupId") + ":" + text(dependency, "artifactId");
	}

	/**
	 * The text of a child, or an empty one.
	 */
	static String text(Element parent, String child) {
		return elements(parent.getChildNodes()).filter((element) -> element.getTagName().equals(child))
			.map((element) -> element.getTextContent().strip())
			.findFirst()
			.orElse("");
	}

	private static Map<String, String> properties(Element project) {
		Map<String, String> properties = new HashMap<>();
		elements(project.getElementsByTagName("properties")).flatMap((element) -> elements(element.getChildNodes()))
			.forEach((property) -> properties.put(property.getTagName(), property.getTextContent().strip()));
		return properties;
	}

	private static Stream<Element> elements(NodeList nodes) {
		return IntStream.range(0, nodes.getLength())
			.mapToObj(nodes::item)
			.filter(Element.class::isInstance)
			.map(Element.class::cast);
	}

}
