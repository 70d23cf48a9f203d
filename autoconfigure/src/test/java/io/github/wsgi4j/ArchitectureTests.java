package io.github.wsgi4j;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	static final String ROOT = "io.github.wsgi4j";

	/** What is above the general ceiling. A number here is only ever lowered. */
	private static final Map<String, Integer> MOST_FILES = Map.of("web", 40);

	/** What is above the general ceiling. A number here is only ever lowered. */
	private static final Map<String, Integer> LARGEST_CYCLE = Map.of("web", 15);

	private static final String[] NETWORK = { "reactor..", "org.reactivestreams..", "io.netty..", "io.micrometer..",
			"org.apache.commons.logging.." };

	@ArchTest
	static final ArchRule theInterface = room("");

	@ArchTest
	static final ArchRule http = room("http");

	@ArchTest
	static final ArchRule recording = room("recording", own("http"));

	@ArchTest
	static final ArchRule middleware = room("middleware", own("http"));

	@ArchTest
	static final ArchRule web = room("web", own("http"), "org.springframework.core", "org.springframework.http..",
			"org.springframework.web", "org.springframework.web.util..", "tools.jackson..", "org.eclipse.jetty..",
			"jakarta.validation..");

	@ArchTest
	static final ArchRule webUsesJacksonInOneClass = onlyIn("web.JacksonJson", "tools.jackson..");

	@ArchTest
	static final ArchRule webUsesJakartaValidationInOneClass = onlyIn("web.binding.JakartaConstraints",
			"jakarta.validation..");

	@ArchTest
	static final ArchRule webReadsMultipartFormsInOneClass = onlyIn("web.MultipartParser", "org.eclipse.jetty..");

	@ArchTest
	static final ArchRule container = room("container", NETWORK, own("http"), "org.springframework.beans..",
			"org.springframework.context..", "org.springframework.core..", "org.springframework.http..",
			"org.springframework.scheduling..", "org.springframework.security..", "org.springframework.util..",
			"org.springframework.web..", "jakarta.servlet..");

	@ArchTest
	static final ArchRule containerUsesSpringSecurityInThreeClasses = noClasses().that()
		.resideInAPackage(own("container"))
		.and()
		.haveNameNotMatching(Pattern.quote(ROOT + ".container.")
				+ "(request\\.(Csrf|User)Variables|dispatch\\.BlockingSecurity)(\\$.*)?")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.security..")
		.because("the container has to work without it");

	@ArchTest
	static final ArchRule python = room("python", NETWORK, own("http"));

	@ArchTest
	static final ArchRule fastcgi = room("fastcgi", NETWORK, own("http"));

	// The client validates by default.
	@ArchTest
	static final ArchRule test = room("test", own("http"), own("middleware"), own("recording"), "org.springframework..",
			"org.junit.jupiter.api.extension", "tools.jackson..", "io.netty.handler.codec.http.cookie..");

	@ArchTest
	static final ArchRule testUsesJacksonInOneClass = onlyIn("test.JsonText", "tools.jackson..");

	@ArchTest
	static final ArchRule testUsesNettyInOneClass = onlyIn("test.CookieJar", "io.netty..");

	@ArchTest
	static final ArchRule nobodyImportsTheAutoConfiguration = noClasses().that()
		.resideOutsideOfPackage(own("autoconfigure"))
		.should()
		.dependOnClassesThat()
		.resideInAPackage(own("autoconfigure"));

	@ArchTest
	static final ArchRule noOtherRooms = classes().should()
		.resideInAnyPackage(ROOT, own("http"), own("recording"), own("middleware"), own("web"), own("container"),
				own("python"), own("fastcgi"), own("test"), own("autoconfigure"));

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().assignedFrom(new PackageSlices()).should().beFreeOfCycles();

	@ArchTest
	static void packagesAreSmall(JavaClasses classes) {
		assertThat(new Sizes(classes).filesOf()).allSatisfy(
				(name, files) -> assertThat(files).as(name).isLessThanOrEqualTo(MOST_FILES.getOrDefault(name, 25)));
	}

	@ArchTest
	static void cyclesOfTypesAreSmall(JavaClasses classes) {
		assertThat(new Sizes(classes).largestCycleOf()).allSatisfy((name, types) -> assertThat(types).as(name)
			.hasSizeLessThanOrEqualTo(LARGEST_CYCLE.getOrDefault(name, 3)));
	}

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	static final ArchRule autoConfigurationsHaveNoPublicConstructors = constructors().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule autoConfigurationsHaveNoPublicMethods = methods().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule autoConfigurationsHaveNoPublicFields = fields().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBePublic()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule conditionsOnClassesStandOnClasses = noMethods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.beAnnotatedWith(ConditionalOnClass.class)
		.because("the return type of the method is loaded before its condition is looked at");

	@ArchTest
	static final ArchRule caseIsChangedInALocale = noClasses().should()
		.callMethod(String.class, "toLowerCase")
		.orShould()
		.callMethod(String.class, "toUpperCase")
		.because("the result would depend on the language of the machine");

	@ArchTest
	static void packagesAreNullMarked(JavaClasses classes) {
		assertThat(classes.getPackage(ROOT).getSubpackagesInTree()).isNotEmpty()
			.allSatisfy(ArchitectureTests::isNullMarked);
		isNullMarked(classes.getPackage(ROOT));
	}

	private static void isNullMarked(JavaPackage javaPackage) {
		assertThat(javaPackage.tryGetAnnotationOfType(NullMarked.class)).as(javaPackage.getName()).isPresent();
	}

	private static ArchRule onlyIn(String name, String library) {
		return noClasses().that()
			.resideInAPackage(own(name.substring(0, name.indexOf('.'))))
			.and()
			.haveNameNotMatching(Pattern.quote(ROOT + "." + name) + "(\\$.*)?")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(library)
			.because("the room has to work without it");
	}

	/** A room with all that is below it. */
	private static String own(String room) {
		return ROOT + "." + room + "..";
	}

	private static ArchRule room(String room, String[] mayImport, String... mayAlsoImport) {
		return room(room, Stream.concat(Stream.of(mayImport), Stream.of(mayAlsoImport)).toArray(String[]::new));
	}

	private static ArchRule room(String room, String... mayImport) {
		String inside = room.isEmpty() ? ROOT : own(room);
		DescribedPredicate<JavaClass> allowed = JavaClass.Predicates.resideInAnyPackage(mayImport);
		DescribedPredicate<JavaClass> everywhere = JavaClass.Predicates.resideInAnyPackage(inside, ROOT, "java..",
				"javax.crypto..", "javax.security..", "org.jspecify.annotations");
		return classes().that()
			.resideInAPackage(inside)
			.should()
			.onlyDependOnClassesThat(allowed.or(everywhere).as("are those that the room may import"))
			.allowEmptyShould(true);
	}

	/** Each package by itself, at whatever depth. */
	private static final class PackageSlices implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return SliceIdentifier.of(type.getPackageName());
		}

		@Override
		public String getDescription() {
			return "packages";
		}

	}

}
