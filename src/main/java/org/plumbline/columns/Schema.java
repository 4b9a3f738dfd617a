package org.plumbline.columns;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** The fields of a table or of a block, in order. */
public record Schema(List<Field> fields) implements Serializable {

  public Schema {
    fields = List.copyOf(fields);
  }

  public Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }
}
