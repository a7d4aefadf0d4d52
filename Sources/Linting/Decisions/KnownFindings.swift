import Findings
import TextBase

/// Findings that are known from before, to be met again: first by fingerprint, then by rule, entry and text alone, for
/// places whose neighbours were rewritten. Each meets one finding only.
struct KnownFindings {
  struct Known: Hashable, Sendable {
    var fingerprint: String
    /// Rule, entry and text.
    var place: String
  }

  private let known: [Known]

  init(_ known: [Known]) { self.known = known }

  /// Whether each of the findings was known; and the numbers of the known ones that none of them is.
  func match(_ findings: [Finding]) -> (isKnown: [Bool], gone: [Int]) {
    var isKnown = [Bool](repeating: false, count: findings.count)
    var left = Set(known.indices)
    func meet(_ key: (Known) -> String, _ wanted: (Finding) -> String) {
      var byKey: [String: [Int]] = [:]
      for index in left.sorted(by: >) { byKey[key(known[index]), default: []].append(index) }
      for index in findings.indices where !isKnown[index] {
        guard let hit = byKey[wanted(findings[index])]?.popLast() else { continue }
        isKnown[index] = true
        left.remove(hit)
      }
    }
    meet(\.fingerprint, \.fingerprint)
    meet(\.place, KnownFindings.place)
    return (isKnown, left.sorted())
  }

  /// White space is left out of account: a paragraph may have been wrapped anew.
  static func place(_ finding: Finding) -> String {
    let words = NormalForm.nfc.apply(finding.text).split { $0.isWhitespace }.joined(separator: " ")
    return FNV.hex(FNV.hash("\(finding.rule)\n\(finding.entry ?? "")\n\(words)".utf8))
  }

  static func known(_ finding: Finding) -> Known { Known(fingerprint: finding.fingerprint, place: place(finding)) }
}

/// Findings that a desk has accepted for now: only new ones count. Holds fingerprints, no copy.
public struct Baseline: Sendable {
  private struct Entry: Sendable {
    var path: String
    var rule: String
    var known: KnownFindings.Known
  }

  /// Folder that the paths are relative to; absolute.
  private let folder: String
  private var entries: [Entry] = []
  private var byPath: [String: [Int]] = [:]

  private static let schema = "wirecheck.baseline/1"

  /// An empty one that is to stand at `path`.
  public init(at path: String) { folder = Paths.absolute(Paths.folder(of: path)) }

  public init(path: String) throws(SetupProblems) {
    self.init(at: path)
    func problem(_ message: String) -> SetupProblems { SetupProblems([SetupProblem(path: path, message)]) }
    let json: JSONValue
    do {
      json = try JSONValue(try Files.read(path))
    } catch let error as FileProblem {
      throw problem("the baseline cannot be read: \(error.reason); --write-baseline \(path) writes one")
    } catch {
      throw problem("this is no baseline: it is not JSON; --write-baseline writes one")
    }
    guard json["schema"]?.text == Baseline.schema, let list = json["findings"]?.elements else {
      throw problem("this is no baseline of this version: its schema is not \(Baseline.schema)")
    }
    for item in list {
      guard let file = item["path"]?.text, let rule = item["rule"]?.text, let print = item["fingerprint"]?.text,
        let place = item["place"]?.text
      else { throw problem("a finding in this baseline lacks path, rule, fingerprint or place; write it anew") }
      entries.append(Entry(path: file, rule: rule, known: KnownFindings.Known(fingerprint: print, place: place)))
    }
    for (index, entry) in entries.enumerated() { byPath[entry.path, default: []].append(index) }
  }

  private func name(_ path: String) -> String { Paths.relative(path, to: folder) }

  /// Sets aside what is known of a file; `path` is absolute.
  func apply(to reports: inout [DocumentReport], path: String) {
    let name = name(path)
    // A story under a new name may be one whose old name is gone.
    let numbers = byPath[name] ?? orphans()
    let known = KnownFindings(numbers.map { entries[$0].known })
    let (isKnown, _) = known.match(reports.flatMap(\.findings))
    var verdicts = isKnown.makeIterator()
    for index in reports.indices {
      reports[index].baselined = 0
      reports[index].setAside { _ in verdicts.next() == true ? .baseline : nil }
    }
  }

  private func orphans() -> [Int] {
    entries.indices.filter { Files.status(Paths.join(folder, entries[$0].path)) == nil }
  }

  /// Takes in what a file was found to have, what a former baseline knew of it included.
  public mutating func add(_ report: DocumentReport, path: String) {
    let name = name(path)
    let former = report.setAside.filter { $0.reason == .baseline }.map(\.finding)
    for finding in report.findings + former where !finding.rule.hasPrefix(SuppressionRules.family + "/") {
      entries.append(Entry(path: name, rule: finding.rule, known: KnownFindings.known(finding)))
    }
  }

  /// One finding a line, in a fixed order, so that a change of it can be read.
  public func bytes() -> [UInt8] {
    func quoted(_ text: String) -> String {
      var out = "\""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": out += "\\\(Character(scalar))"
        case _ where scalar.value < 0x20:
          let hex = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        default: out.unicodeScalars.append(scalar)
        }
      }
      return out + "\""
    }
    let sorted = entries.sorted {
      ($0.path, $0.rule, $0.known.fingerprint) < ($1.path, $1.rule, $1.known.fingerprint)
    }
    let lines = sorted.map {
      "{\"path\":\(quoted($0.path)),\"rule\":\(quoted($0.rule)),\"fingerprint\":\(quoted($0.known.fingerprint)),\"place\":\(quoted($0.known.place))}"
    }
    let list = lines.isEmpty ? "" : "\n" + lines.joined(separator: ",\n") + "\n"
    return Array("{\"schema\":\(quoted(Baseline.schema)),\n\"findings\":[\(list)]}\n".utf8)
  }
}

/// An earlier take of a story: says of each finding whether it is new, and which are gone.
public struct PreviousTake: Sendable {
  private let findings: [Finding]

  public init(_ reports: [DocumentReport]) {
    findings = reports.flatMap(\.findings) + reports.flatMap { $0.setAside.filter { $0.reason == .baseline }.map(\.finding) }
  }

  public func apply(to reports: inout [DocumentReport]) {
    guard !reports.isEmpty else { return }
    let (isKnown, gone) = KnownFindings(findings.map(KnownFindings.known)).match(reports.flatMap(\.findings))
    var verdicts = isKnown.makeIterator()
    for report in reports.indices {
      reports[report].gone = []
      for index in reports[report].findings.indices {
        reports[report].findings[index].state = verdicts.next() == true ? .unchanged : .new
      }
    }
    reports[0].gone = gone.map { index in
      var finding = findings[index]
      finding.state = .gone
      return finding
    }
  }
}
