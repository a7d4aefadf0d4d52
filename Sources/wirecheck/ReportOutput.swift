import CProcess
import Findings
import Reporters
import TextBase

/// One report of a run on its way to standard output or a file.
struct ReportOutput: @unchecked Sendable {
  // A reporter is a value that only this output holds; the output itself is behind a mutex.
  private var reporter: any Reporter
  private var buffer: [UInt8] = []
  private var standard = StandardOutput()
  private var file: PendingFile?

  init(_ format: ReportFormat, _ options: ReporterOptions, path: String?) throws(SetupProblems) {
    reporter = makeReporter(format, options)
    if let path {
      do throws(FileProblem) {
        file = try PendingFile(path)
      } catch {
        throw SetupProblems([SetupProblem(path: error.path, "cannot be written: \(error.reason)")])
      }
    }
  }

  var isWanted: Bool { file != nil || standard.isOpen }

  mutating func begin(_ tool: ToolIdentity) {
    reporter.begin(tool, into: &buffer)
  }

  /// What a worker can make of a document ahead; nil where the output does so in its turn.
  var renderer: DocumentRenderer? { reporter.renderer }

  /// `rendered` is what the renderer made of the document.
  mutating func document(_ document: DocumentReport, rendered: [UInt8]? = nil) {
    if let rendered { reporter.document(rendered: rendered, into: &buffer) } else { reporter.document(document, into: &buffer) }
    if buffer.count > 1 << 16 { flush() }
  }

  mutating func end(_ summary: RunSummary) throws(SetupProblems) {
    reporter.end(summary, into: &buffer)
    flush()
    try standard.check()
    do throws(FileProblem) {
      try file?.commit()
    } catch {
      throw SetupProblems([SetupProblem(path: error.path, "cannot be written: \(error.reason)")])
    }
  }

  private mutating func flush() {
    if file != nil { file!.append(buffer) } else { standard.write(buffer) }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// A file that appears whole or not at all.
struct PendingFile {
  private let path: String
  /// Where a link leads.
  private let target: String
  private let temporary: String?
  private let descriptor: Int32
  private var failure: FileProblem?

  init(_ path: String) throws(FileProblem) {
    self.path = path
    let target = try Files.target(of: path)
    self.target = target
    // Devices and pipes are written as they are.
    if Files.isDevice(path) {
      temporary = nil
      descriptor = try Files.open(target, creating: false)
    } else {
      let name = "\(target).\(Terminal.processNumber).wirecheck-tmp"
      temporary = name
      cprocess_remember(name)
      do throws(FileProblem) {
        descriptor = try Files.open(name, creating: true)
      } catch {
        cprocess_forget(name)
        throw FileProblem(path, error.reason)
      }
    }
  }

  mutating func append(_ bytes: [UInt8]) {
    guard failure == nil else { return }
    do throws(FileProblem) {
      try Files.write(bytes, to: descriptor, named: path)
    } catch {
      failure = error
    }
  }

  /// Puts the file in its place. After a failed write there is no file.
  func commit() throws(FileProblem) {
    Files.close(descriptor)
    defer { if let temporary { cprocess_forget(temporary) } }
    if let failure {
      if let temporary { Files.remove(temporary) }
      throw failure
    }
    if let temporary { try Files.rename(temporary, to: target) }
  }
}
