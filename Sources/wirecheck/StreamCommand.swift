import Findings
import Formats
import Linting
import Reporters
import Synchronization
import TextBase

/// `wirecheck stream`: a JSON story a line in, exactly one line out for each, in the same order.
struct StreamCommand {
  /// Larger lines are answered without being read; a story of this size is a book.
  private static let lineLimit = 16 << 20

  private let check: InputCheck
  private let jobs: Int
  private let limit: Int

  init(_ arguments: Arguments) throws(SetupProblems) {
    if let path = arguments.positional.first, path != "-" {
      throw Shell.usage("wirecheck stream reads standard input; “\(path)” is not read")
    }
    do throws(SetupProblem) {
      jobs = try arguments.integer("jobs", 1...512) ?? Terminal.processors
      limit = try arguments.integer("max-line-bytes", 1...(1 << 30)) ?? StreamCommand.lineLimit
    } catch {
      throw SetupProblems([error])
    }
    let settings = try Settings(arguments)
    settings.isForMany = true
    check = try settings.checks(InputList([.standardInput(name: "-")]), arguments) { _ in }[0]
  }

  func run() throws(SetupProblems) -> ExitCode {
    let pump = Pump(limit: limit, window: jobs * 4)
    let check = check
    let crew = Crew<Pump.Job, [UInt8]>(
      .init(
        take: { pump.take() },
        check: { job, linters in Answer(job.line, limit, check).bytes(linters) },
        failed: { job, reason in Answer(job.line, limit, check).failed(reason) },
        finish: { job, bytes in pump.finish(job, bytes) }))
    _ = crew.run(workers: jobs)
    if let problem = pump.problem { throw SetupProblems([SetupProblem("standard input cannot be read: \(problem.reason)")]) }
    return .clean
  }
}

/// What one line comes to.
private struct Answer {
  let line: InputLine
  let limit: Int
  let check: InputCheck

  init(_ line: InputLine, _ limit: Int, _ check: InputCheck) {
    self.line = line
    self.limit = limit
    self.check = check
  }

  func bytes(_ linters: Linters) -> [UInt8] {
    guard !line.isTooLong else {
      return unreadable(.init(reason: "the line has more than \(limit) bytes; see --max-line-bytes"))
    }
    let item: StreamItem
    do throws(StreamItem.Problem) {
      item = try StreamItem(line.bytes)
    } catch {
      return unreadable(error)
    }
    let path = Answer.path(item.path, item.identifier)
    if let fault = Run.faultName, path.contains(fault) { fatalError("a fault on demand") }
    var reports: [DocumentReport]
    do throws(SetupProblems) {
      reports = [try linters.linter(for: check).check(item, path: path)]
    } catch {
      let reason = error.problems.map { "\($0)" }.joined(separator: "; ")
      reports = [DocumentReport(path: path, format: "text", status: .failed, problem: reason)]
    }
    let judge = check.group.judge
    if judge.suppressions != nil || judge.baseline != nil {
      _ = judge.apply(to: &reports, path: Paths.absolute(path), file: line.bytes)
    }
    return Answer.write(item.identifier, reports[0])
  }

  private func unreadable(_ problem: StreamItem.Problem) -> [UInt8] {
    let path = Answer.path(problem.path, problem.identifier)
    return Answer.write(
      problem.identifier, DocumentReport(path: path, format: "text", status: .unreadable, problem: problem.reason))
  }

  /// After a fault of the program in this line.
  func failed(_ reason: String) -> [UInt8] {
    let item = try? StreamItem(line.bytes)
    let identifier = item?.identifier ?? .none
    let path = Answer.path(item?.path, identifier)
    return Answer.write(identifier, DocumentReport(path: path, format: "text", status: .failed, problem: reason))
  }

  private static func path(_ path: String?, _ identifier: StreamItem.Identifier) -> String {
    if let path { return path }
    return switch identifier {
    case .text(let id), .number(let id): id
    case .none: "<stdin>"
    }
  }

  private static func write(_ identifier: StreamItem.Identifier, _ document: DocumentReport) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(4096)
    switch identifier {
    case .none: StreamReporter.write(.none, document, into: &out)
    case .text(let text): StreamReporter.write(.text(text), document, into: &out)
    case .number(let raw): StreamReporter.write(.number(raw), document, into: &out)
    }
    return out
  }
}

/// Hands lines to workers and their answers on in order. As many lines are under way at once as the window has places, so
/// the memory it takes does not grow with the stream.
private final class Pump: Sendable {
  struct Job: Sendable {
    let index: Int
    let line: InputLine
  }

  private struct Input {
    var reader: LineReader
    var next = 0
    var problem: FileProblem?
  }

  private struct Output {
    var finished: [Int: [UInt8]] = [:]
    var next = 0
  }

  private let places = Semaphore()
  private let input: Mutex<Input>
  private let output = Mutex(Output())

  init(limit: Int, window: Int) {
    input = Mutex(Input(reader: LineReader(0, limit: limit)))
    for _ in 0..<window { places.signal() }
  }

  var problem: FileProblem? { input.withLock { $0.problem } }

  func take() -> Job? {
    places.wait()
    let job: Job? = input.withLock { input in
      guard input.problem == nil else { return nil }
      do throws(FileProblem) {
        guard let line = try input.reader.next() else { return nil }
        input.next += 1
        return Job(index: input.next - 1, line: line)
      } catch {
        input.problem = error
        return nil
      }
    }
    if job == nil { places.signal() }
    return job
  }

  func finish(_ job: Job, _ bytes: [UInt8]) {
    output.withLock { output in
      output.finished[job.index] = bytes
      var ready: [UInt8] = []
      while let bytes = output.finished.removeValue(forKey: output.next) {
        if ready.isEmpty { ready = bytes } else { ready += bytes }
        output.next += 1
        places.signal()
      }
      // At once: who writes a line and waits for the answer gets it.
      guard !ready.isEmpty else { return }
      do throws(FileProblem) {
        try Files.write(ready, to: 1, named: "standard output")
      } catch {
        // Another worker may wait for a line that never comes, so the end is here. A reader that has gone is no fault.
        guard !error.isClosedPipe else { exitProcess(.clean) }
        Terminal.note("wirecheck: \(error)")
        exitProcess(.setup)
      }
    }
  }
}
