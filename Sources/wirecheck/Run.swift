import Findings
import Lexicons
import Linting
import Reporters
import Synchronization
import TextBase

/// Checks many inputs on several workers and hands the reports on in the order of the inputs.
final class Run: Sendable {
  /// What a worker made of one input.
  struct Result: Sendable {
    /// Its number in the order of the inputs.
    var index: Int
    var reports: [DocumentReport]
    /// Of each report, what each output comes to that can be made ahead.
    var rendered: [[[UInt8]?]] = []
    var uses = Judge.Uses()
    /// A patch, or the copy put right where it came from standard input.
    var output: [UInt8] = []
    /// Why what was put right could not be written.
    var problem: FileProblem?
  }

  private let inputs: InputList
  private let checks: Checks
  /// One for each output.
  private let renderers: [DocumentRenderer?]
  private let shared: Mutex<Shared>

  /// For tests of what a fault does: stories whose name holds this text stop the program. Never set otherwise.
  static let faultName = Files.environment("WIRECHECK_TEST_FAULT").flatMap { $0.isEmpty ? nil : $0 }

  /// Inputs that a worker takes at a time: of many, so many that workers seldom wait for each other.
  private let together: Int

  private struct Shared {
    var next = 0
    /// Inputs of a batch in which the program stopped, to be checked one by one.
    var again: [Int] = []
    var finished: [Int: Result] = [:]
    var handedOn = 0
    var setupProblems: SetupProblems?
    let receive: @Sendable (Result) -> Bool
    /// False once the receiver wants no more.
    var goesOn = true

    mutating func handOn(_ result: Result) {
      handedOn += 1
      if goesOn { goesOn = receive(result) }
    }
  }

  /// `checks` has what to do with each input; `renderers` write on the workers what would else be written in turn. `receive`
  /// is called for one input after another, never twice at once; it returns false to end the run.
  init(
    _ inputs: InputList, _ checks: Checks, renderers: [DocumentRenderer?] = [],
    receive: @escaping @Sendable (Result) -> Bool
  ) {
    self.inputs = inputs
    self.checks = checks
    self.renderers = renderers
    together = inputs.count >= Settings.many ? 4 : 1
    shared = Mutex(Shared(receive: receive))
  }

  func run(jobs: Int) throws(SetupProblems) -> Timings? {
    let crew = Crew<Range<Int>, [Result]>(
      .init(
        take: { self.take() }, check: { batch, linters in batch.map { self.check($0, linters) } },
        failed: { self.failed($0, $1) }, finish: { self.finish($1) }))
    let timings = crew.run(workers: min(jobs, inputs.count))
    if let problems = shared.withLock({ $0.setupProblems }) { throw problems }
    return timings
  }

  private func check(_ index: Int, _ linters: Linters) -> Result {
    let input = inputs[index]
    switch input.read() {
    case .failure(let problem):
      let report = DocumentReport(path: input.name, format: "text", status: .unreadable, problem: problem.reason)
      return Result(index: index, reports: [report])
    case .success(let bytes):
      if let fault = Run.faultName, input.name.contains(fault) { fatalError("a fault on demand") }
      let check = checks[index]
      do throws(SetupProblems) {
        var result = try check.run(input, index, bytes, linters.linter(for: check))
        if renderers.contains(where: { $0 != nil }) {
          result.rendered = result.reports.indices.map { number in renderers.map { $0?(result.reports[number]) } }
        }
        return result
      } catch {
        stop(error)
        return Result(index: index, reports: [])
      }
    }
  }

  private func take() -> Range<Int>? {
    shared.withLock { shared in
      guard shared.goesOn, shared.setupProblems == nil else { return nil }
      if let index = shared.again.popLast() { return index..<index + 1 }
      guard shared.next < inputs.count else { return nil }
      let batch = shared.next..<min(shared.next + together, inputs.count)
      shared.next = batch.upperBound
      return batch
    }
  }

  /// What a batch comes to that stopped the program: which of several inputs did it shows when each is checked alone.
  private func failed(_ batch: Range<Int>, _ reason: String) -> [Result] {
    guard batch.count == 1 else {
      shared.withLock { $0.again += batch.reversed() }
      return []
    }
    let report = DocumentReport(path: inputs[batch.lowerBound].name, format: "text", status: .failed, problem: reason)
    return [Result(index: batch.lowerBound, reports: [report])]
  }

  private func finish(_ results: [Result]) {
    shared.withLock { shared in
      for result in results {
        guard result.index == shared.handedOn else {
          shared.finished[result.index] = result
          continue
        }
        shared.handOn(result)
        while !shared.finished.isEmpty, let ready = shared.finished.removeValue(forKey: shared.handedOn) {
          shared.handOn(ready)
        }
      }
    }
  }

  private func stop(_ problems: SetupProblems) { shared.withLock { $0.setupProblems = $0.setupProblems ?? problems } }
}
