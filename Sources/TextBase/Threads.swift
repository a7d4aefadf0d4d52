#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Plain threads for work that the caller waits for. Dispatch and tasks would cost every start of the program the loading
/// of their libraries.
public enum Threads {
  /// Runs `body` once on each of `count` threads, the caller's among them, and returns when all are done. Threads that
  /// the system refuses are left out, so `body` must share its work out and not count on their number.
  public static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    let others = max(0, count - 1)
    let done = Semaphore()
    let other: @Sendable () -> Void = {
      body()
      done.signal()
    }
    let started = (0..<others).count { _ in start(other) }
    body()
    for _ in 0..<started { done.wait() }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // The main thread's usual size: JSON and lexicon patterns are read by recursion.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    let work = Unmanaged.passRetained(Work(body))
    #if canImport(Glibc)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, &attributes, { Threads.work($0!) }, work.toOpaque())
    #else
      var thread: pthread_t?
      let code = pthread_create(&thread, &attributes, { Threads.work($0) }, work.toOpaque())
    #endif
    if code != 0 { work.release() }
    return code == 0
  }

  private static func work(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
    return nil
  }
}
