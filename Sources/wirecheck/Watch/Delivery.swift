import Findings
import Linting
import Reporters
import TextBase

/// What is done with each story of a hot folder: its reports are written, it goes where its verdict sends it, and the log
/// has a line. Done twice, it comes to the same.
struct Delivery: Sendable {
  enum Verdict: String, Sendable { case pass, fail }

  /// A story on its way.
  struct Job: Sendable {
    let arrival: HotFolder.Arrival
    let path: String
    let check: InputCheck
    let gates: Gates
    let began: ContinuousClock.Instant
    var claim: ClaimedFile?
    /// Why it could not be opened.
    var problem: String?
  }

  struct Outcome: Sendable {
    var reports: [DocumentReport]
    var verdict = Verdict.fail
    var bytes: [UInt8]?
    var digest: String?
    /// By path below the folder for reports.
    var files: [(name: String, bytes: [UInt8])] = []
    /// It was done before, by this watcher or another.
    var isKnown = false
    var problem: String?
  }

  enum End: Sendable {
    case moved
    case stays
    /// Another watcher has it, or a program still writes it.
    case held
    /// It was replaced while it was checked.
    case changed
    case undelivered(String)
  }

  let out: String
  let pass: String?
  let fail: String?
  let formats: [ReportFormat]
  let page: ReporterOptions

  private var workshop: String { out + "/.wirecheck" }
  private var known: String { workshop + "/known" }

  private func folder(_ verdict: Verdict) -> String? { verdict == .pass ? pass : fail }

  // MARK: checking

  func check(_ job: Job, _ linters: Linters) -> Outcome {
    var reports: [DocumentReport]
    var bytes: [UInt8]?
    var digest: String?
    do {
      guard let claim = job.claim else { throw FileProblem(job.path, job.problem ?? "it cannot be opened") }
      let content = try claim.read()
      bytes = content
      digest = Delivery.digest(content)
      if let verdict = isKnown(job, digest!) {
        return Outcome(reports: [], verdict: verdict, bytes: bytes, digest: digest, isKnown: true)
      }
      if let fault = Run.faultName, job.path.contains(fault) { fatalError("a fault on demand") }
      reports = try job.check.run(.file(job.path), 0, content, linters.linter(for: job.check)).reports
    } catch let problem as FileProblem {
      reports = [DocumentReport(path: job.path, format: "text", status: .unreadable, problem: problem.reason)]
    } catch {
      return Outcome(reports: [], bytes: bytes, digest: digest, problem: "\(error)")
    }
    var gates = job.gates
    gates.receive(Run.Result(index: 0, reports: reports))
    let isWhole = reports.allSatisfy { $0.status == .checked }
    return finished(
      job, Outcome(reports: reports, verdict: isWhole && !gates.crossed ? .pass : .fail, bytes: bytes, digest: digest))
  }

  /// After a fault of the program in this story.
  func failed(_ job: Job, _ reason: String) -> Outcome {
    let bytes = try? job.claim?.read(again: true)
    let report = DocumentReport(path: job.path, format: "text", status: .failed, problem: reason)
    return finished(job, Outcome(reports: [report], bytes: bytes, digest: bytes.map(Delivery.digest)))
  }

  private func finished(_ job: Job, _ outcome: Outcome) -> Outcome {
    var outcome = outcome
    let tool = Shell.tool([job.check.group.store])
    for format in formats {
      var summary = RunSummary()
      var bytes: [UInt8] = []
      var reporter = makeReporter(format, page)
      reporter.begin(tool, into: &bytes)
      for report in outcome.reports {
        summary.add(report)
        reporter.document(report, into: &bytes)
      }
      reporter.end(summary, into: &bytes)
      outcome.files.append((Placing.name(job.arrival.name, "." + format.ending), bytes))
    }
    return outcome
  }

  private static func digest(_ bytes: [UInt8]) -> String {
    var digest = Digest()
    digest.update(bytes)
    return digest.finish()
  }

  // MARK: delivering

  /// Reports first, then the story: when the process ends in between, the story is still there and is done again.
  func deliver(_ job: Job, _ outcome: Outcome) -> End {
    if let problem = outcome.problem { return .undelivered(problem) }
    var moved: String?
    var pending: PendingLine?
    defer { pending?.remove() }
    do throws(FileProblem) {
      if !outcome.isKnown { pending = try PendingLine(line(job, outcome, nil), in: workshop) }
      for file in outcome.files { try Placing.write(file.bytes, to: out + "/" + file.name, workshop: workshop) }
      if let folder = folder(outcome.verdict) {
        moved = try Placing.move(job.path, job.claim?.state ?? job.arrival.state, holding: outcome.bytes, into: folder)
        if moved == nil { return .changed }
      } else if !outcome.isKnown, let digest = outcome.digest {
        let mark = Array("\(digest) \(outcome.verdict.rawValue)\n".utf8)
        try Placing.write(mark, to: known + "/" + job.arrival.name, workshop: workshop)
      }
    } catch {
      return .undelivered("\(error)")
    }
    if !outcome.isKnown { Terminal.log(line(job, outcome, moved)) }
    return moved == nil ? .stays : .moved
  }

  private func line(_ job: Job, _ outcome: Outcome, _ moved: String?) -> LogLine {
    var line = LogLine("story", time: Terminal.timestamp)
    var summary = RunSummary()
    for report in outcome.reports { summary.add(report) }
    line.add("path", job.path)
    line.add(
      "status", (outcome.reports.first { $0.status != .checked } ?? outcome.reports.first)?.status.rawValue ?? "unreadable")
    line.add("verdict", outcome.verdict.rawValue)
    line.add("problem", outcome.reports.lazy.compactMap(\.problem).first)
    line.add("language", outcome.reports.first?.language)
    line.add("words", summary.words)
    line.add("findings", summary.findings)
    line.add("critical", summary.critical)
    line.add("major", summary.major)
    line.add("minor", summary.minor)
    line.add("sha256", outcome.digest)
    line.add("reports", outcome.files.map { out + "/" + $0.name })
    line.add("moved", moved)
    let parts = (ContinuousClock.now - job.began).components
    line.add("milliseconds", Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000))
    return line
  }

  // MARK: stories that stay

  /// The verdict of an earlier time, where the story stays and all that was written then is there still.
  private func isKnown(_ job: Job, _ digest: String) -> Verdict? {
    guard pass == nil || fail == nil, let mark = try? Files.read(known + "/" + job.arrival.name, limit: 100) else { return nil }
    let words = String(decoding: mark, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, words[0] == digest, let verdict = Verdict(rawValue: String(words[1])), folder(verdict) == nil
    else { return nil }
    let isThere = formats.allSatisfy {
      Files.status(out + "/" + Placing.name(job.arrival.name, "." + $0.ending))?.kind == .file
    }
    return isThere ? verdict : nil
  }

  func forget(_ name: String) { Files.remove(known + "/" + name) }

  /// What watchers left that were killed, and marks of stories that were taken away meanwhile.
  func clean(_ folder: String) {
    for line in PendingLine.left(in: workshop) { Terminal.log(line) }
    for place in [out, pass, fail].compactMap({ $0 }) { Placing.clean(place + "/.wirecheck") }
    for name in (try? Files.names(in: known)) ?? [] where FileState(folder + "/" + name) == nil { forget(name) }
  }
}

extension ReportFormat {
  /// Of a file that holds it.
  var ending: String {
    switch self {
    case .text: "txt"
    case .json, .ndjson, .sarif, .html, .rdjsonl: rawValue
    case .github: "github.txt"
    case .gitlab: "gitlab.json"
    case .junit: "junit.xml"
    case .checkstyle: "checkstyle.xml"
    case .markdown: "md"
    case .itsXLIFF: "xlf"
    }
  }
}
