import CProcess
import Linting
import Synchronization
import TextBase

/// Workers that check stories side by side, each with its own linters.
///
/// A fault of the program in one story costs that story: its worker is given up, another takes its place, and the job ends
/// as `failed` says.
final class Crew<Job: Sendable, Outcome: Sendable>: Sendable {
  /// What the workers do. Only `check` is guarded: the others may hold locks.
  struct Work: Sendable {
    /// The next job; nil ends the worker that asks.
    let take: @Sendable () -> Job?
    let check: @Sendable (Job, Linters) -> Outcome
    /// What a job comes to that stopped the program, with the reason.
    let failed: @Sendable (Job, String) -> Outcome
    let finish: @Sendable (Job, Outcome) -> Void
  }

  private let work: Work
  private let done = Semaphore()
  private let shared: Mutex<(workers: Int, timings: Timings?)>

  init(_ work: Work) {
    self.work = work
    shared = Mutex((0, nil))
  }

  /// Returns when every worker was told that there is no more to do.
  func run(workers: Int) -> Timings? {
    start(workers: workers)
    return wait()
  }

  func start(workers: Int) {
    cprocess_keep_memory()
    shared.withLock { $0.workers = max(1, workers) }
    for _ in 0..<max(1, workers) { startWorker() }
  }

  func wait() -> Timings? {
    done.wait()
    return shared.withLock { $0.timings }
  }

  private func startWorker() {
    if !startThread({ self.labour() }) { labour() }
  }

  private func labour() {
    let linters = Linters()
    while let job = work.take() {
      // On the heap, as the frame that would hold it is lost with a fault.
      let result = Box<Outcome>()
      let signal = guarded { result.value = self.work.check(job, linters) }
      guard signal == 0, let outcome = result.value else {
        // The frames of the fault are left as they stood, so nothing of this thread or its linters is used again.
        _ = Unmanaged.passRetained(linters)
        _ = Unmanaged.passRetained(result)
        let rule = linters.current?.currentRule.map { " in rule \($0)" } ?? ""
        let reason = "a fault of wirecheck itself\(rule) (signal \(signal)); please report it with this story"
        work.finish(job, work.failed(job, reason))
        startWorker()
        return
      }
      work.finish(job, outcome)
    }
    leave(linters.timings)
  }

  private func leave(_ timings: [Timings]) {
    let isLast = shared.withLock { shared in
      for timings in timings {
        if shared.timings == nil { shared.timings = timings } else { shared.timings!.add(timings) }
      }
      shared.workers -= 1
      return shared.workers == 0
    }
    if isLast { done.signal() }
  }
}

/// The linters of one worker, by group of settings.
final class Linters {
  private var byGroup: [Int: Linter] = [:]
  /// The one that was asked for last, and its group.
  private(set) var current: Linter?
  private var currentGroup: CheckGroup?

  func linter(for check: InputCheck) -> Linter {
    let group = check.group
    if let current, currentGroup === group { return current }
    let linter = byGroup[group.number] ?? Linter(group.options, group.store)
    byGroup[group.number] = linter
    current = linter
    currentGroup = group
    return linter
  }

  var timings: [Timings] { byGroup.values.map(\.timings) }
}

private final class Box<Value> {
  var value: Value?
}

private final class Thunk {
  let body: () -> Void
  init(_ body: @escaping () -> Void) { self.body = body }
}

/// Runs `body` so that a fault in it ends here: 0, or the signal. What it holds is on the heap, as after a fault the lost
/// frames may hold it still.
private func guarded(_ body: @escaping () -> Void) -> Int32 {
  let thunk = Unmanaged.passRetained(Thunk(body))
  let signal = cprocess_guard({ Unmanaged<Thunk>.fromOpaque($0!).takeUnretainedValue().body() }, thunk.toOpaque())
  if signal == 0 { thunk.release() }
  return signal
}

/// Starts a thread with room for deep JSON. False when the system has none to give.
private func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  let thunk = Unmanaged.passRetained(Thunk(body))
  let started = cprocess_thread({ Unmanaged<Thunk>.fromOpaque($0!).takeRetainedValue().body() }, thunk.toOpaque(), 8 << 20)
  if !started { thunk.release() }
  return started
}
