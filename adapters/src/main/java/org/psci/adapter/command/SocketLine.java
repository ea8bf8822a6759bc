// SPDX-License-Identifier: Apache-2.0
package org.psci.adapter.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.psci.adapter.link.SerialLine;

/** A serial line over a socket, which is connected when it is used first. */
final class SocketLine implements SerialLine {
  private static final long RETRY_NANOS = 20_000_000;

  private final String name;
  private final Duration patience;
  private final @Nullable SocketAddress address;
  private final @Nullable ServerSocketChannel server;
  private @Nullable SocketChannel channel;
  private volatile boolean closed;

  private SocketLine(
      String name,
      Duration patience,
      @Nullable SocketAddress address,
      @Nullable ServerSocketChannel server) {
    this.name = name;
    this.patience = patience;
    this.address = address;
    this.server = server;
  }

  /**
   * Connects to a TCP port, again and again until somebody listens there.
   *
   * @param patience after which it gives up
   */
  static SocketLine to(SerialPort.Tcp tcp, Duration patience) {
    return new SocketLine(
        "tcp:" + tcp.host() + ":" + tcp.port(),
        patience,
        new InetSocketAddress(tcp.host(), tcp.port()),
        null);
  }

  /** The same with a Unix socket. */
  static SocketLine to(SerialPort.Unix unix, Duration patience) {
    return new SocketLine(
        "unix:" + unix.path(), patience, UnixDomainSocketAddress.of(unix.path()), null);
  }

  /** Waits for somebody to connect to a free port of this computer. */
  static SocketLine listening() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return new SocketLine(
        "TCP port " + ((InetSocketAddress) server.getLocalAddress()).getPort(),
        Duration.ZERO,
        null,
        server);
  }

  /** The port at which it listens. */
  int port() throws IOException {
    if (server == null) {
      throw new IllegalStateException("only a line that listens has a port of its own");
    }
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  private synchronized SocketChannel connected() throws IOException {
    if (channel == null) {
      channel = server != null ? server.accept() : connect();
    }
    return channel;
  }

  private SocketChannel connect() throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        if (address instanceof InetSocketAddress tcp) {
          return SocketChannel.open(new InetSocketAddress(tcp.getHostString(), tcp.getPort()));
        }
        return SocketChannel.open(Objects.requireNonNull(address));
      } catch (IOException | UnresolvedAddressException e) {
        if (closed || System.nanoTime() > deadline) {
          throw new IOException("cannot connect: " + e.getMessage(), e);
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  @Override
  public InputStream input() throws IOException {
    SocketChannel open = connected();
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        acknowledgeAtOnce(open);
        return open.read(ByteBuffer.wrap(bytes, offset, length));
      }

      @Override
      public void close() throws IOException {
        open.close();
      }
    };
  }

  /**
   * An emulator sends a character at a time, and may wait for each to be acknowledged before it
   * sends the next. The system forgets this wish now and then.
   */
  private static void acknowledgeAtOnce(SocketChannel open) throws IOException {
    if (open.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
      open.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
    }
  }

  @Override
  public OutputStream output() throws IOException {
    SocketChannel open = connected();
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
          open.write(buffer);
        }
      }
    };
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    if (server != null) {
      server.close();
    }
    synchronized (this) {
      if (channel != null) {
        channel.close();
      }
    }
  }
}
