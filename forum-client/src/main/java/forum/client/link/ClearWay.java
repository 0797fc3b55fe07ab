package forum.client.link;

import forum.protocol.login.ChannelBinding;
import forum.protocol.wire.Frame;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/// The way of a link in the clear: all is passed on as it is, and no key is proven.
final class ClearWay implements Way {
  private final CompletableFuture<ServerKey> connected =
      CompletableFuture.failedFuture(new IllegalStateException("in the clear"));
  private final Consumer<Frame> network;
  private final ObjLongConsumer<Frame> inside;

  /// `network` takes what is to be sent, `inside` what has come, with the time.
  ClearWay(Consumer<Frame> network, ObjLongConsumer<Frame> inside) {
    this.network = network;
    this.inside = inside;
  }

  @Override
  public CompletableFuture<ServerKey> connected() {
    return connected;
  }

  @Override
  public ChannelBinding binding() {
    return ChannelBinding.NONE;
  }

  @Override
  public void connect(long nowNanos) {}

  @Override
  public void trust(ServerKey server) {}

  @Override
  public void giveUp(LinkFailure failure) {}

  @Override
  public void send(Frame frame) {
    network.accept(frame);
  }

  @Override
  public void receive(Frame frame, long nowNanos) {
    inside.accept(frame, nowNanos);
  }

  @Override
  public long tick(long nowNanos, long silenceNanos) {
    return Long.MAX_VALUE;
  }
}
