// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An adapter in plain Java that is started as a child: four cores with CPU_ON, CPU_OFF,
 * AFFINITY_INFO and little else. A call of PSCI_FEATURES makes it do the mischief that its argument
 * names.
 */
public final class TinyAdapter {
  private static final int ON = 0;
  private static final int OFF = 1;
  private static final long CPU_OFF = 0x84000002L;
  private static final long CPU_ON = 0xc4000003L;
  private static final long AFFINITY_INFO = 0xc4000004L;
  private static final long SYSTEM_OFF = 0x84000008L;
  private static final long PSCI_FEATURES = 0x8400000aL;
  private static final Pattern NUMBER = Pattern.compile("\"(id|core)\":(\\d+)");
  private static final Pattern HEX = Pattern.compile("\"0x([0-9a-f]+)\"");

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final String mischief;
  private final int[] cores = {ON, OFF, OFF, OFF};
  private final List<String> held = new ArrayList<>();
  private String lastOff = "";
  private long id;
  private int core;

  private TinyAdapter(String mischief) {
    this.mischief = mischief;
  }

  /** The command line that starts it. */
  static String command(String mischief) {
    String java = System.getProperty("java.home") + "/bin/java";
    String classes =
        TinyAdapter.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return String.format(
        "'%s' -XX:TieredStopAtLevel=1 -Xmx64m -cp '%s' %s %s",
        java, classes, TinyAdapter.class.getName(), mischief);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    TinyAdapter adapter = new TinyAdapter(arguments[0]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      adapter.request(line);
    }
  }

  private void request(String line) throws InterruptedException, IOException {
    Matcher numbers = NUMBER.matcher(line);
    while (numbers.find()) {
      if (numbers.group(1).equals("id")) {
        id = Long.parseLong(numbers.group(2));
      } else {
        core = Integer.parseInt(numbers.group(2));
      }
    }
    if (line.contains("\"do\":\"hello\"")) {
      say(
          "{'event':'profile','protocol':1,'implementation':'tiny','cores':[0,1,2,3],"
              + "'entry':{'base':'0x40001000','stride':16,'count':64},'patience_ms':100}");
    } else if (line.contains("\"do\":\"reset\"")) {
      for (int index = 0; index < cores.length; index++) {
        cores[index] = index == 0 ? ON : OFF;
      }
      held.clear();
      say("{'event':'ready'}");
    } else if (line.contains("\"do\":\"idle\"")) {
      Collections.reverse(held);
      held.forEach(this::say);
      held.clear();
      say("{'event':'idle','id':" + id + "}");
    } else if (line.contains("\"do\":\"call\"")) {
      call(registers(line));
    } else if (line.contains("\"do\":\"bye\"")) {
      bye();
    }
  }

  private void bye() throws InterruptedException {
    if (mischief.equals("stays")) {
      Thread.sleep(60_000);
    }
    System.exit(0);
  }

  private static long[] registers(String line) {
    long[] x = new long[4];
    Matcher hex = HEX.matcher(line);
    for (int register = 0; register < x.length && hex.find(); register++) {
      x[register] = Long.parseUnsignedLong(hex.group(1), 16);
    }
    return x;
  }

  private void call(long[] x) throws InterruptedException, IOException {
    if (x[0] == PSCI_FEATURES) {
      mischief();
    } else if (x[0] == CPU_OFF) {
      cores[core] = OFF;
      lastOff = returned(id, core, 0);
    } else if (x[0] == SYSTEM_OFF) {
      say("{'event':'machine','what':'off'}");
      System.exit(0);
    } else {
      answer(returned(id, core, result(x)));
    }
  }

  private long result(long[] x) {
    boolean exists = x[1] >= 0 && x[1] < cores.length;
    if (x[0] == CPU_ON && exists && cores[(int) x[1]] == OFF) {
      cores[(int) x[1]] = ON;
      answer("{'event':'entry','core':" + x[1] + ",'at':" + x[2] + ",'x0':" + x[3] + "}");
      return 0;
    }
    if (x[0] == CPU_ON) {
      return exists ? -4 : -2;
    }
    if (x[0] == AFFINITY_INFO) {
      return exists ? cores[(int) x[1]] : -2;
    }
    return x[0] == 0x84000000L ? 0x10001 : -1;
  }

  /** Says it now, or with the next idle. */
  private void answer(String line) {
    if (mischief.equals("backwards")) {
      held.add(line);
    } else {
      say(line);
    }
  }

  private static String returned(long id, int core, long x0) {
    return "{'event':'return','id':" + id + ",'core':" + core + ",'x0':" + x0 + "}";
  }

  private void mischief() throws InterruptedException, IOException {
    String good = returned(id, core, 0);
    switch (mischief) {
      case "no-json" -> say("this is a banner");
      case "half-json" -> say(good.substring(0, 20));
      case "two-objects" -> say(good + good);
      case "array" -> say("[" + good + "]");
      case "deep" -> say("[".repeat(100_000));
      case "unknown-event" -> say("{'event':'returned','id':1}");
      case "no-event" -> say("{'id':1}");
      case "missing-field" -> say("{'event':'return','id':" + id + ",'core':0}");
      case "ill-typed" -> say("{'event':'return','id':" + id + ",'core':0,'x0':'zero'}");
      case "too-wide" ->
          say("{'event':'return','id':" + id + ",'core':0,'x0':" + "9".repeat(30) + "}");
      case "fraction" -> say("{'event':'return','id':" + id + ",'core':0,'x0':0.5}");
      case "twice-a-field" -> say("{'event':'idle','id':1,'id':2}");
      case "changed-x1" -> say(good.replace("}", ",'changed':['x1']}"));
      case "register-daif" -> say("{'event':'entry','core':1,'at':0,'x0':0,'daif':960}");
      case "t32" -> say("{'event':'entry','core':1,'at':0,'x0':0,'t32':true}");
      case "machine-gone" -> say("{'event':'machine','what':'gone'}");
      case "hibernated" -> say("{'event':'machine','what':'hibernated'}");
      case "wrong-id" -> say(returned(id + 100, core, 0));
      case "wrong-core" -> say(returned(id, core + 1, 0));
      case "no-such-core" -> say(returned(id, 77, 0));
      case "negative-core" -> say(returned(id, -1, 0));
      case "entry-of-nobody" -> say("{'event':'entry','core':4,'at':'0x40001000','x0':0}");
      case "twice" -> {
        say(good);
        say(good);
      }
      case "late-off" -> say(lastOff);
      case "ready" -> say("{'event':'ready'}");
      case "profile" ->
          say(
              "{'event':'profile','protocol':1,'implementation':'tiny','cores':[0],"
                  + "'entry':{'base':0,'stride':4,'count':2}}");
      case "idle-unasked" -> say("{'event':'idle','id':" + id + "}");
      case "long-line" -> flood("x".repeat(1000));
      case "no-utf8" -> System.out.write(new byte[] {'{', (byte) 0xff, '}', '\n'});
      case "crash" -> {
        System.err.println("the \033[31mroof\033[0m is on fire");
        System.exit(3);
      }
      case "half-line" -> {
        out.print(good.substring(0, 15));
        System.exit(0);
      }
      case "close" -> {
        out.close();
        Thread.sleep(60_000);
      }
      case "killed" -> {
        new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid())).start();
        Thread.sleep(60_000);
      }
      case "dribble" -> {
        while (!out.checkError()) {
          out.print(' ');
          Thread.sleep(50);
        }
      }
      case "blank-flood" -> flood("\n".repeat(1000));
      case "heir" -> {
        new ProcessBuilder("sleep", "60").inheritIO().start();
        System.exit(0);
      }
      case "exponent" -> say(good.replace("'x0':0", "'x0':1e999999999"));
      case "not-a-number" -> say(good.replace("'x0':0", "'x0':NaN"));
      case "silent" -> {}
      case "dead" -> Thread.sleep(60_000);
      case "log-flood" -> {
        while (!out.checkError()) {
          say("{'event':'log','text':'" + "x".repeat(1000) + "'}");
        }
      }
      case "entry-flood" -> {
        while (!out.checkError()) {
          say("{'event':'entry','core':1,'at':'0x40001000','x0':0}");
        }
      }
      case "error-flood" -> {
        for (int line = 0; line < 20_000; line++) {
          System.err.println("x".repeat(100));
        }
        say(good);
      }
      case "slow" -> {
        for (char c : (good.replace('\'', '"') + "\n").toCharArray()) {
          out.print(c);
          out.flush();
          Thread.sleep(2);
        }
      }
      case "blank-lines" -> say("\n \n\r\n{'event':'log','text':'hm'}\n" + good + "\r");
      default -> say(good);
    }
  }

  private void flood(String text) {
    while (!out.checkError()) {
      out.print(text);
    }
  }

  private void say(String line) {
    out.println(line.replace('\'', '"'));
  }
}
