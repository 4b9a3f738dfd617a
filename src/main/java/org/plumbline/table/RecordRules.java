package org.plumbline.table;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.io.Serial;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a record's types say without annotations: a component that is no optional and no collection
 * must be there; constants are lower kebab case.
 */
final class RecordRules extends JacksonAnnotationIntrospector {
  @Serial private static final long serialVersionUID = 1;

  private static final Set<Class<?>> OPTIONAL =
      Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

  @Override
  public Boolean hasRequiredMarker(AnnotatedMember member) {
    if (!member.getDeclaringClass().isRecord()) {
      return super.hasRequiredMarker(member);
    }
    Class<?> type = member.getRawType();
    return !OPTIONAL.contains(type)
        && !Collection.class.isAssignableFrom(type)
        && !Map.class.isAssignableFrom(type);
  }

  @Override
  public String[] findEnumValues(
      MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
    for (int i = 0; i < constants.length; i++) {
      names[i] = KebabCase.ofConstant(constants[i].name());
    }
    return names;
  }
}
