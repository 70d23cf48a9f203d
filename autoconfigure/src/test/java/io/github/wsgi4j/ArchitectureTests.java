package io.github.wsgi4j;

import java.util.regex.Pattern;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
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

	@ArchTest
	static final ArchRule theInterface = room("", "");

	@ArchTest
	static final ArchRule middleware = room(".middleware", "");

	@ArchTest
	static final ArchRule web = room(".web", "", "org.springframework.web.util.pattern",
			"org.springframework.http.server", "tools.jackson..", "org.apache.commons.fileupload2..");

	@ArchTest
	static final ArchRule webUsesJacksonInOneClass = onlyIn("web.JacksonJson", "tools.jackson..");

	@ArchTest
	static final ArchRule webReadsMultipartFormsInOneClass = onlyIn("web.MultipartForm",
			"org.apache.commons.fileupload2..");

	@ArchTest
	static final ArchRule container = room(".container", "", "org.springframework.beans..",
			"org.springframework.context..", "org.springframework.core..", "org.springframework.http..",
			"org.springframework.util..", "org.springframework.web..", "reactor..", "org.reactivestreams..",
			"io.netty..", "io.micrometer..", "jakarta.servlet..", "org.apache.commons.logging..");

	@ArchTest
	static final ArchRule python = room(".python", "", "org.graalvm.polyglot..", "org.apache.commons.logging..");

	// Besides the interface and Spring Test it may import the middleware: the client
	// validates by default.
	@ArchTest
	static final ArchRule test = room(".test", ROOT + ".middleware", "org.springframework..",
			"org.junit.jupiter.api.extension");

	@ArchTest
	static final ArchRule nobodyImportsTheAutoConfiguration = noClasses().that()
		.resideOutsideOfPackage(ROOT + ".autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(ROOT + ".autoconfigure..");

	@ArchTest
	static final ArchRule noOtherRooms = classes().should()
		.resideInAnyPackage(ROOT, ROOT + ".middleware..", ROOT + ".web..", ROOT + ".container..", ROOT + ".python..",
				ROOT + ".test..", ROOT + ".autoconfigure..");

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

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
			.resideInAPackage(ROOT + ".web")
			.and()
			.haveNameNotMatching(Pattern.quote(ROOT + "." + name) + "(\\$.*)?")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(library)
			.because("the framework has to work without it");
	}

	private static ArchRule room(String room, String... mayImport) {
		DescribedPredicate<JavaClass> own = JavaClass.Predicates.resideInAnyPackage(ROOT + room, ROOT);
		DescribedPredicate<JavaClass> allowed = JavaClass.Predicates.resideInAnyPackage(mayImport);
		DescribedPredicate<JavaClass> everywhere = JavaClass.Predicates.resideInAnyPackage("java..", "javax.crypto..",
				"javax.security..", "org.jspecify.annotations");
		return classes().that()
			.resideInAPackage(ROOT + room)
			.should()
			.onlyDependOnClassesThat(own.or(allowed).or(everywhere).as("are those that the room may import"))
			.allowEmptyShould(true);
	}

}
