package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Set;
import java.util.stream.Collectors;

/** Each of Delta's libraries is known to one class, so that it can be replaced there. */
@AnalyzeClasses(packages = "org.plumbline", importOptions = ImportOption.DoNotIncludeTests.class)
class DeltaLibrariesTest {

  @ArchTest
  void eachLibraryIsKnownToOneClass(JavaClasses classes) {
    assertThat(users(classes, "io.delta.standalone.")).containsExactly("DeltaStandalone");
    assertThat(users(classes, "io.delta.kernel.")).containsExactly("DeltaProtocol");
    assertThat(users(classes, "io.delta.storage.")).containsExactly("AtomicLogStore");
  }

  private static Set<String> users(JavaClasses classes, String library) {
    return classes.stream()
        .filter(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(use -> use.getTargetClass().getName().startsWith(library)))
        .map(DeltaLibrariesTest::topLevel)
        .collect(Collectors.toSet());
  }

  private static String topLevel(JavaClass type) {
    String name = type.getName().substring(type.getPackageName().length() + 1);
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }
}
