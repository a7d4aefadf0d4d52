import Reporters
import Findings
import Synchronization
import TextBase

/// Where stories wait for workers and their ends for the watcher.
final class Desk: Sendable {
  struct Ended: Sendable {
    let job: Delivery.Job
    let end: Delivery.End
    var statuses: [DocumentReport.Status] = []
  }

  private struct State {
    var jobs: [Delivery.Job] = []
    var next = 0
    var ended: [Ended] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let waiting = Semaphore()

  func add(_ job: Delivery.Job) {
    state.withLock { $0.jobs.append(job) }
    waiting.signal()
  }

  func close() {
    state.withLock { $0.isClosed = true }
    waiting.signal()
  }

  func take() -> Delivery.Job? {
    while true {
      waiting.wait()
      let next: Delivery.Job? = state.withLock { state in
        guard !state.isClosed, state.next < state.jobs.count else { return nil }
        let job = state.jobs[state.next]
        state.next += 1
        if state.next == state.jobs.count { (state.jobs, state.next) = ([], 0) }
        return job
      }
      guard var job = next else {
        // For the other workers.
        waiting.signal()
        return nil
      }
      do throws(ClaimedFile.Refusal) {
        job.claim = try ClaimedFile(job.path)
        return job
      } catch {
        switch error {
        case .unreadable(let reason):
          job.problem = reason
          return job
        // Another watcher will move it, or leaves it and this one sees that it is known.
        case .held: state.withLock { $0.ended.append(Ended(job: job, end: .held)) }
        case .gone: state.withLock { $0.ended.append(Ended(job: job, end: .changed)) }
        }
      }
    }
  }

  func finish(_ job: Delivery.Job, _ outcome: Delivery.Outcome, _ end: Delivery.End) {
    state.withLock { $0.ended.append(Ended(job: job, end: end, statuses: outcome.reports.map(\.status))) }
  }

  func collect() -> [Ended] {
    state.withLock { state in
      defer { state.ended = [] }
      return state.ended
    }
  }
}
