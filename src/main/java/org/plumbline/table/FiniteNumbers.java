package org.plumbline.table;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/** A generator that refuses the numbers JSON does not have. */
final class FiniteNumbers extends JsonGeneratorDelegate {

  FiniteNumbers(JsonGenerator generator) {
    super(generator, false);
  }

  @Override
  public void writeNumber(double value) throws IOException {
    if (!Double.isFinite(value)) {
      _reportError("JSON has no number " + value);
    }
    super.writeNumber(value);
  }

  @Override
  public void writeNumber(float value) throws IOException {
    if (!Float.isFinite(value)) {
      _reportError("JSON has no number " + value);
    }
    super.writeNumber(value);
  }

  @Override
  public void writeArray(double[] values, int offset, int length) throws IOException {
    writeStartArray(values, length);
    for (int i = offset; i < offset + length; i++) {
      writeNumber(values[i]);
    }
    writeEndArray();
  }
}
