import TestKit
import TextBase
import Testing

/// The arrows of Package.swift, held by reading `import` lines: SwiftPM lets a target import what it does not declare.
@Suite struct LayerTests {
  /// What each module may import. Foundation, Dispatch and the C libraries of the toolchain are named where they are used.
  private static let allowed: [String: Set<String>] = [
    "TextBase": ["CICU", "CBytes", "CMemory", "CCLD2", "CDigest", "CZlib", "Synchronization", "Glibc", "Darwin", "Dispatch"],
    "Findings": ["TextBase"],
    "Lexicons": ["CYAML", "TextBase", "Findings", "Synchronization"],
    "Stories": ["TextBase", "Findings", "Lexicons"],
    "Formats": ["CMarkdown", "TextBase", "Findings", "Lexicons", "Stories"],
    "RuleKit": ["TextBase", "Findings", "Lexicons", "Stories"],
    "Rules": ["TextBase", "Findings", "Lexicons", "Stories", "RuleKit"],
    "Linting": ["TextBase", "Findings", "Lexicons", "Stories", "Formats", "RuleKit", "Rules", "Synchronization"],
    "Reporters": ["TextBase", "Findings"],
    "wirecheck": [
      "CProcess", "TextBase", "Findings", "Lexicons", "Stories", "Formats", "RuleKit", "Rules", "Linting", "Reporters",
      "Synchronization", "Glibc", "Darwin",
    ],
  ]

  private struct Line: CustomStringConvertible {
    let path: String
    let number: Int
    let text: Substring
    var description: String { "\(path.dropFirst(Package.root.count + 1)):\(number): \(text)" }
  }

  private static func lines(_ module: String) -> [Line] {
    Package.swiftFiles("Sources/" + module).flatMap { path in
      Package.text(path).split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
        Line(path: path, number: $0 + 1, text: $1)
      }
    }
  }

  /// The module of an import line, whatever stands before it (`@testable`, `internal`) and behind it (a submodule).
  private static func imported(_ line: Line) -> String? {
    let words = line.text.split(separator: " ")
    guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count,
      words[..<keyword].allSatisfy({
        $0.hasPrefix("@") || ["public", "internal", "package", "private", "fileprivate"].contains($0)
      })
    else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
    let name = kinds.contains(words[keyword + 1]) && keyword + 2 < words.count ? words[keyword + 2] : words[keyword + 1]
    return String(name.prefix { $0 != "." })
  }

  @Test(arguments: allowed.keys.sorted())
  func importsPointDownwards(_ module: String) throws {
    let lines = Self.lines(module)
    #expect(!lines.isEmpty, "there is no Sources/\(module)")
    let allowed = try #require(Self.allowed[module])
    for line in lines {
      guard let name = Self.imported(line) else { continue }
      #expect(allowed.contains(name), "\(module) must not import \(name): \(line)")
    }
  }

  /// A new folder under Sources needs a line above; C modules hold no Swift.
  @Test func everyModuleIsListed() throws {
    for name in try Files.names(in: Package.root + "/Sources") where !Package.swiftFiles("Sources/" + name).isEmpty {
      #expect(Self.allowed[name] != nil, "Sources/\(name) is in no layer")
    }
  }

  /// The table above is that of Package.swift.
  @Test(arguments: allowed.keys.sorted())
  func manifestAgrees(_ module: String) throws {
    let manifest = Package.text(Package.root + "/Package.swift")
    let start = try #require(
      manifest.range(of: "arget(\n      name: \"\(module)\"") ?? manifest.range(of: "arget(name: \"\(module)\""))
    let rest = manifest[start.upperBound...]
    let list = rest.prefix { $0 != "]" }
    let declared = Set(list.split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) })
    let ofToolchain: Set<String> = ["Glibc", "Darwin", "Dispatch", "Synchronization"]
    #expect(declared == Self.allowed[module]?.subtracting(ofToolchain))
  }

  /// Only the shells print, exit or read arguments.
  @Test(arguments: allowed.keys.filter { $0 != "wirecheck" }.sorted())
  func onlyTheShellSpeaks(_ module: String) {
    for line in Self.lines(module) where !line.text.drop(while: { $0 == " " }).hasPrefix("//") {
      for call in ["print(", "debugPrint(", "exit(", "fatalError(", "CommandLine.", "readLine("] {
        #expect(!Self.calls(call, in: line.text), "\(module) must not use \(call): \(line)")
      }
    }
  }

  /// Whether `name(` stands there as a call of its own, not as the end of a longer name or a member.
  private static func calls(_ name: String, in text: Substring) -> Bool {
    var rest = text
    while let range = rest.range(of: name) {
      let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
      if !before.isLetter && !before.isNumber && before != "_" && before != "." { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  /// What is true of a language stands in its lexicon: rules ask for habits and data, so that a language is added as data.
  @Test(arguments: ["Rules", "RuleKit", "Stories"])
  func nothingIsSaidOfOneLanguage(_ module: String) {
    // The spellings of percent, and character sets of four languages.
    let exempt = ["MeasureForm.swift", "WrongVariant.swift"]
    for line in Self.lines(module) where !line.text.drop(while: { $0 == " " }).hasPrefix("//") {
      guard !exempt.contains(where: { line.path.hasSuffix($0) }) else { continue }
      for question in [
        "tag == \"", "tag != \"", "tag.prefix(2)", "tag.hasPrefix(\"", "contains(language.tag)", "contains(story.language.tag)",
        "switch language.tag", "switch story.language.tag",
      ] {
        #expect(!line.text.contains(question), "ask for a habit, which language.yaml names: \(line)")
      }
    }
  }

  /// Rules read no file, clock or environment.
  @Test(arguments: ["Rules", "RuleKit", "Reporters"])
  func leavesAreClosedToTheWorld(_ module: String) {
    for line in Self.lines(module) where !line.text.drop(while: { $0 == " " }).hasPrefix("//") {
      for name in ["Files.", "getenv", "ContinuousClock", "SuspendingClock", "Transliterator(", "SystemRandomNumberGenerator"] {
        #expect(!line.text.contains(name), "\(module) must not use \(name): \(line)")
      }
    }
  }
}
