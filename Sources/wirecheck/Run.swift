import CProcess
import Findings
import Lexicons
import Linting
import Synchronization
import TextBase

/// Checks many inputs on several workers and hands the reports on in the order of the inputs.
///
/// Each worker has its own linter. A fault of the program in one story costs that story: its worker is given up, another
/// takes its place, and the story is reported as failed.
final class Run: Sendable {
  /// What a worker made of one input.
  struct Result: Sendable {
    /// Its number in the order of the inputs.
    var index: Int
    var reports: [DocumentReport]
    var uses = Judge.Uses()
    /// A patch, or the copy put right where it came from standard input.
    var output: [UInt8] = []
    /// Why what was put right could not be written.
    var problem: FileProblem?
  }

  private let inputs: [Input]
  private let checks: [InputCheck]
  private let shared: Mutex<Shared>
  private let done = Semaphore()
  /// For tests of what a fault does: stories whose name holds this text stop the program. Never set otherwise.
  private let faultName = Files.environment("WIRECHECK_TEST_FAULT").flatMap { $0.isEmpty ? nil : $0 }

  private struct Shared {
    var next = 0
    var finished: [Int: Result] = [:]
    var handedOn = 0
    var workers = 0
    var timings: Timings?
    var setupProblems: SetupProblems?
    let receive: @Sendable (Result) -> Bool
    /// False once the receiver wants no more.
    var goesOn = true
  }

  /// `checks` has what to do with each input. `receive` is called for one input after another, never twice at once; it
  /// returns false to end the run.
  init(_ inputs: [Input], _ checks: [InputCheck], receive: @escaping @Sendable (Result) -> Bool) {
    self.inputs = inputs
    self.checks = checks
    shared = Mutex(Shared(receive: receive))
  }

  func run(jobs: Int) throws(SetupProblems) -> Timings? {
    let workers = max(1, min(jobs, inputs.count))
    shared.withLock { $0.workers = workers }
    for _ in 0..<workers { startWorker() }
    done.wait()
    let (problems, timings) = shared.withLock { ($0.setupProblems, $0.timings) }
    if let problems { throw problems }
    return timings
  }

  private func startWorker() {
    let context = Unmanaged.passRetained(self).toOpaque()
    let started = cprocess_thread({ context in Run.work(context!) }, context, 8 << 20)
    if !started { Run.work(context) }
  }

  /// A worker's life: one thread, one linter, stories until there are none.
  private static func work(_ context: UnsafeMutableRawPointer) {
    let run = Unmanaged<Run>.fromOpaque(context).takeRetainedValue()
    let worker = Worker(run)
    while let index = run.take() {
      worker.index = index
      worker.result = nil
      let signal = cprocess_guard(
        { Unmanaged<Worker>.fromOpaque($0!).takeUnretainedValue().checkOne() }, Unmanaged.passUnretained(worker).toOpaque())
      guard signal == 0 else {
        // The frames of the fault are left as they stood, so nothing of this thread or its linter is used again.
        run.giveUp(worker, index, signal)
        _ = Unmanaged.passRetained(worker)
        _ = Unmanaged.passRetained(run)
        run.startWorker()
        return
      }
      run.finish(worker.result ?? Result(index: index, reports: []))
    }
    run.leave(worker.linters.values.map(\.timings))
  }

  /// What the guarded work needs, reachable by one pointer.
  private final class Worker {
    let run: Run
    /// By group of settings.
    var linters: [Int: Linter] = [:]
    var index = 0
    var result: Result?

    init(_ run: Run) { self.run = run }

    var currentRule: String? { linters[run.checks[index].group]?.currentRule }

    func checkOne() {
      let input = run.inputs[index]
      let check = run.checks[index]
      switch input.read() {
      case .failure(let problem):
        let report = DocumentReport(path: input.name, format: "text", status: .unreadable, problem: problem.reason)
        result = Result(index: index, reports: [report])
      case .success(let bytes):
        if let fault = run.faultName, input.name.contains(fault) { fatalError("a fault on demand") }
        let linter = linters[check.group] ?? Linter(check.options, check.store)
        linters[check.group] = linter
        do throws(SetupProblems) {
          result = try check.run(input, index, bytes, linter)
        } catch {
          run.stop(error)
        }
      }
    }
  }

  private func take() -> Int? {
    shared.withLock { shared in
      guard shared.goesOn, shared.setupProblems == nil, shared.next < inputs.count else { return nil }
      shared.next += 1
      return shared.next - 1
    }
  }

  private func finish(_ result: Result) {
    shared.withLock { shared in
      shared.finished[result.index] = result
      while let ready = shared.finished.removeValue(forKey: shared.handedOn) {
        shared.handedOn += 1
        if shared.goesOn { shared.goesOn = shared.receive(ready) }
      }
    }
  }

  private func giveUp(_ worker: Worker, _ index: Int, _ signal: Int32) {
    let rule = worker.currentRule.map { " in rule \($0)" } ?? ""
    let reason = "a fault of wirecheck itself\(rule) (signal \(signal)); please report it with this story"
    let report = DocumentReport(path: inputs[index].name, format: "text", status: .failed, problem: reason)
    finish(Result(index: index, reports: [report]))
  }

  private func stop(_ problems: SetupProblems) { shared.withLock { $0.setupProblems = $0.setupProblems ?? problems } }

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
