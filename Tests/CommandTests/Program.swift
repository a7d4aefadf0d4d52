import Foundation
import TestKit

/// The built program, run as a user runs it.
enum Program {
  /// The program beside the test bundle.
  static let path: String = {
    var starts = [CommandLine.arguments[0], Bundle.main.bundlePath, Bundle.main.executablePath ?? ""]
    starts += CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
    for start in starts where !start.isEmpty {
      var directory = URL(fileURLWithPath: start)
      while directory.path != "/" {
        let candidate = directory.appendingPathComponent("wirecheck").path
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate, isDirectory: &isDirectory), !isDirectory.boolValue,
          FileManager.default.isExecutableFile(atPath: candidate)
        {
          return candidate
        }
        directory.deleteLastPathComponent()
      }
    }
    return Package.root + "/.build/debug/wirecheck"
  }()

  struct Outcome {
    let status: Int32
    let bytes: Data
    let errors: String
    var output: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// The environment of every run: nothing of the person who runs the tests but what a sanitizer is told, one cache for all.
  static func environment(_ extra: [String: String] = [:]) -> [String: String] {
    let base = NSTemporaryDirectory() + "/wirecheck-command-tests"
    var result = ["PATH": "/usr/bin:/bin", "HOME": base, "XDG_CACHE_HOME": base + "/cache", "XDG_CONFIG_HOME": base + "/none"]
    if let options = ProcessInfo.processInfo.environment["ASAN_OPTIONS"] { result["ASAN_OPTIONS"] = options }
    result.merge(extra) { $1 }
    return result
  }

  /// Runs the program in `folder` until it ends. Output goes through files, so that no pipe can fill up.
  static func run(
    _ arguments: [String], in folder: TemporaryFolder, input: Data = Data(), environment extra: [String: String] = [:]
  ) throws -> Outcome {
    let scratch = TemporaryFolder("run")
    let input = scratch.write("in", Array(input))
    let out = scratch.write("out", [])
    let err = scratch.write("err", [])
    // Through the shell: Foundation's Process waits on a run loop, which tests that run side by side starve.
    let variables = environment(extra).sorted { $0.key < $1.key }.map { quoted("\($0.key)=\($0.value)") }
    let words = [path] + arguments
    let command =
      "cd \(quoted(folder.path)) && exec env -i \(variables.joined(separator: " ")) "
      + words.map(quoted).joined(separator: " ") + " <\(quoted(input)) >\(quoted(out)) 2>\(quoted(err))"
    let status = system(command)
    let signal = status & 0x7F
    let outcome = Outcome(
      status: signal == 0 ? (status >> 8) & 0xFF : -signal,
      bytes: FileManager.default.contents(atPath: out) ?? Data(),
      errors: String(decoding: FileManager.default.contents(atPath: err) ?? Data(), as: UTF8.self))
    withExtendedLifetime(scratch) {}
    return outcome
  }

  private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

  /// Names in the folder that only a run that did not clean up can have left.
  static func leftovers(_ folder: TemporaryFolder) -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.contains("wirecheck-tmp") }
  }
}

/// Stories of one line each whose findings the tests know.
enum Copy {
  static let clean = "The council met on Monday and voted on the budget for the year.\n"
  /// One minor finding: numbers/scale-word-after-figure.
  static let minor = "About 175 thousand people marched on Monday, the council said.\n"
  /// One major finding: quotes/misplaced-space.
  static let major = "“The talks will go on, but we promise no, ”Larsen told reporters.\n"
  /// One finding of low confidence: acronyms/never-expanded.
  static let low = "The KZRT raised its fees on Monday. Customers of the KZRT complained.\n"
}

/// A JSON report, read by Foundation.
struct JSONReport {
  let root: [String: Any]
  init(_ data: Data) throws {
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }
  var documents: [[String: Any]] { root["documents"] as? [[String: Any]] ?? [] }
  var summary: [String: Any] { root["summary"] as? [String: Any] ?? [:] }
  var statuses: [String] { documents.map { $0["status"] as? String ?? "" } }
  var findings: [[String: Any]] { documents.flatMap { $0["findings"] as? [[String: Any]] ?? [] } }
  var rules: [String] { findings.map { $0["rule"] as? String ?? "" } }
}
