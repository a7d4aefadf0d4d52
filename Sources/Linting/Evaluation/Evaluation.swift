import Findings
import Lexicons
import Synchronization
import TextBase

/// Measures the checker: recall on stories with known artefacts, false alarms on clean ones, and how its findings in real
/// machine translations compare with those in human ones.
public enum Evaluation {
  /// Reads and checks everything under `paths`: gold files, folders of clean stories, folders of these. The language of a
  /// story is never told to the checker. The same paths give the same result for any number of `jobs`.
  public static func run(
    paths: [String], store: LexiconStore, options: LintOptions, jobs: Int, adjudications: Adjudications = Adjudications()
  ) throws(SetupProblems) -> EvaluationResult {
    let inputs = try EvaluationInputs.read(paths)
    var options = options
    // Findings of low confidence are counted apart.
    options.showsLow = true
    options.keepsText = false
    let queue = EvaluationQueue(inputs.tasks, store, options, adjudications)
    let outcomes = try queue.run(jobs: jobs)
    var result = EvaluationResult(corpora: inputs.corpora, skipped: inputs.skipped, lexiconDigest: store.index.digest)
    for outcome in outcomes { result.add(outcome) }
    return result
  }
}

/// Work and its outcomes, shared by the workers.
private final class EvaluationQueue: Sendable {
  private struct Shared {
    var next = 0
    var outcomes: [EvaluationOutcome?]
    /// The problem of the earliest task that had one.
    var problems: (index: Int, problems: SetupProblems)?
  }
  private let tasks: [EvaluationTask]
  private let store: LexiconStore
  private let options: LintOptions
  private let adjudications: Adjudications
  private let shared: Mutex<Shared>

  init(_ tasks: [EvaluationTask], _ store: LexiconStore, _ options: LintOptions, _ adjudications: Adjudications) {
    self.tasks = tasks
    self.store = store
    self.options = options
    self.adjudications = adjudications
    shared = Mutex(Shared(outcomes: Array(repeating: nil, count: tasks.count)))
  }

  func run(jobs: Int) throws(SetupProblems) -> [EvaluationOutcome] {
    Threads.run(max(1, min(jobs, tasks.count))) { self.work() }
    let (outcomes, problems) = shared.withLock { ($0.outcomes, $0.problems) }
    if let problems { throw problems.problems }
    return outcomes.compactMap { $0 }
  }

  private func work() {
    let worker = EvaluationWorker(store, options, adjudications)
    while let index = take() {
      do throws(SetupProblems) {
        let outcome = try worker.perform(tasks[index])
        shared.withLock { $0.outcomes[index] = outcome }
      } catch {
        shared.withLock { shared in
          if shared.problems.map({ index < $0.index }) ?? true { shared.problems = (index, error) }
        }
      }
    }
  }

  private func take() -> Int? {
    shared.withLock { shared in
      guard shared.problems == nil, shared.next < tasks.count else { return nil }
      shared.next += 1
      return shared.next - 1
    }
  }
}
