package org.plumbline.model;

import java.time.LocalDate;
import java.util.Locale;

/**
 * Where things lie under home/name; the paths of interface.md and nothing else.
 *
 * @param root the folder home/name, without a slash at its end
 */
public record Layout(String root) {

  /** The layout of a name under a home. */
  public static Layout of(String home, String name) {
    return new Layout(within(home, name));
  }

  /** The path of what lies in a folder, whose own may end with a slash. */
  public static String within(String folder, String name) {
    return folder.replaceAll("(?<=.)/+$", "") + "/" + name;
  }

  /** The file that says that the folder is ours. */
  public String marker() {
    return root + "/plumbline.json";
  }

  public String models() {
    return root + "/models";
  }

  public String model(String id, String file) {
    return models() + "/" + id + "/" + file;
  }

  public String modelRecord(String id) {
    return model(id, "model.json");
  }

  public String champions() {
    return root + "/champion";
  }

  public String champion(long sequence) {
    return champions() + "/" + pointerName(sequence);
  }

  static String pointerName(long sequence) {
    return String.format(Locale.ROOT, "%010d.json", sequence);
  }

  public String cycles() {
    return root + "/cycles";
  }

  public String cycles(LocalDate asOf) {
    return cycles() + "/" + asOf;
  }

  public String cycle(CycleId id) {
    return root + "/" + id.folder();
  }

  public String latest(String command, LocalDate asOf) {
    return root + "/latest/" + command + "-" + asOf + ".json";
  }

  /** The table of every measure by as-of date and day. */
  public String monitoring() {
    return root + "/monitoring";
  }

  public String statistics() {
    return root + "/statistics";
  }
}
