import Findings
import Lexicons
import TestKit
import Testing

/// The strict subset of YAML: what it reads, what it refuses, and where it says so.
@Suite struct YAMLTests {
  private func problem(_ text: String) -> SetupProblem? {
    do throws(SetupProblem) {
      _ = try YAMLNode.parse(Array(text.utf8), path: "a.yaml")
      return nil
    } catch {
      return error
    }
  }

  private func show(_ node: YAMLNode) -> String {
    switch node.content {
    case .text(let text): "“\(text)”"
    case .sequence(let items): "[" + items.map(show).joined(separator: " ") + "]"
    case .mapping(let pairs): "{" + pairs.map { "\(show($0.key)): \(show($0.value))" }.joined(separator: " ") + "}"
    }
  }

  /// Nothing but text: the schema decides what is a number or a flag.
  @Test(arguments: [
    ("a: no", "{“a”: “no”}"), ("a: 3.10", "{“a”: “3.10”}"), ("a: ~", "{“a”: “~”}"), ("a:", "{“a”: “”}"),
    ("a: 0x1F", "{“a”: “0x1F”}"),
    ("a: 2026-11-24", "{“a”: “2026-11-24”}"), ("- yes\n- 'no'\n- \"on\"", "[“yes” “no” “on”]"),
    ("a: \"x\\u00A0y\"", "{“a”: “x\u{A0}y”}"), ("a: |\n  one\n  two\n", "{“a”: “one\ntwo\n”}"),
    ("a: >\n  one\n  two\n", "{“a”: “one two\n”}"),
    ("{a: [b, {c: d}]}", "{“a”: [“b” {“c”: “d”}]}"), ("a: b # note", "{“a”: “b”}"), ("1: x", "{“1”: “x”}"),
    ("--- \na: b\n...\n", "{“a”: “b”}"),
    ("a: 'it''s'", "{“a”: “it's”}"), ("\u{FEFF}a: b", "{“a”: “b”}"), ("a: \u{1F600} э", "{“a”: “\u{1F600} э”}"),
    ("plain", "“plain”"),
  ])
  func isText(_ sample: (yaml: String, shown: String)) throws {
    #expect(show(try YAMLNode.parse(Array(sample.yaml.utf8), path: "a.yaml")) == sample.shown)
  }

  private static let refused: [(yaml: String, line: Int, column: Int, says: String)] = [
    ("a: &x b", 1, 4, "anchor"), ("a: &x [b]", 1, 4, "anchor"), ("a: &x {b: c}", 1, 4, "anchor"),
    ("a: b\nc: *a", 2, 4, "alias"),
    ("a: !!int 3", 1, 4, "tag"), ("a: !t [b]", 1, 4, "tag"), ("a: !t {b: c}", 1, 4, "tag"), ("<<: {a: b}", 1, 1, "merge keys"),
    ("a: b\na: c", 2, 1, "twice"), ("x:\n  a: b\n  'a': c", 3, 3, "twice"), ("[a]: b", 1, 1, "key must be plain text"),
    ("? {a: b}\n: c", 1, 3, "key must be plain text"), ("a: b\n---\nc: d", 2, 1, "second document"), ("", 1, 1, "empty"),
    ("# note\n", 2, 1, "empty"),
    ("a:\n\tb: c", 2, 1, "indentation"), ("a: [b", 2, 1, "indentation"), ("a: \"b", 1, 6, "indentation"),
    ("a: b: c", 1, 5, "indentation"),
  ]

  @Test(arguments: refused.map(\.yaml))
  func isRefused(_ yaml: String) throws {
    let expected = try #require(Self.refused.first { $0.yaml == yaml })
    let problem = try #require(self.problem(yaml))
    #expect(problem.message.contains(expected.says), "\(problem)")
    #expect(problem.path == "a.yaml")
    #expect([problem.line, problem.column] == [expected.line, expected.column], "\(problem)")
  }

  @Test func depthIsLimited() {
    let fifteen = String(repeating: "[", count: 15) + String(repeating: "]", count: 15)
    #expect(problem(fifteen) == nil)
    for count in [17, 100, 10_000, 200_000] {
      let problem = self.problem(String(repeating: "[", count: count))
      #expect(problem?.message.contains("16 levels") == true, "\(count)")
    }
    var nested = "a"
    for _ in 0..<20 { nested = "{b: \(nested)}" }
    #expect(problem(nested)?.message.contains("16 levels") == true)
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    for bytes: [UInt8] in [
      [0x61, 0x3A, 0x20, 0xFF], [0x61, 0x3A, 0x20, 0xC3], [0x61, 0x3A, 0x20, 0x00], [0x61, 0x3A, 0x20, 0x07],
    ] {
      #expect(throws: SetupProblem.self) { try YAMLNode.parse(bytes, path: "a.yaml") }
    }
  }

  @Test func nodesKnowTheirPlace() throws {
    let root = try YAMLNode.parse(Array("a: b\nc:\n  - эü\n  - {d: e}\n".utf8), path: "a.yaml")
    guard case .mapping(let pairs) = root.content, case .sequence(let items) = pairs[1].value.content,
      case .mapping(let inner) = items[1].content
    else {
      Issue.record("not the shape of the text")
      return
    }
    #expect([pairs[0].value.line, pairs[0].value.column] == [1, 4])
    #expect([pairs[1].key.line, pairs[1].key.column] == [2, 1])
    #expect([items[0].line, items[0].column] == [3, 5])
    #expect([inner[0].value.line, inner[0].value.column] == [4, 9])
  }

  // MARK: the schema reader

  private func read(_ yaml: String, _ body: (SchemaReader, YAMLNode) -> Void) throws -> [String] {
    let reader = SchemaReader(path: "a.yaml")
    body(reader, try YAMLNode.parse(Array(yaml.utf8), path: "a.yaml"))
    return reader.problems.map(\.description)
  }

  @Test func unknownKeysNameTheNearest() throws {
    let problems = try read("severty: x\nzzz: y") { _ = $0.mapping($1, "the file", keys: ["severity", "why"]) }
    #expect(
      problems == [
        "a.yaml:1:1: unknown key “severty”; did you mean “severity”?",
        "a.yaml:2:1: unknown key “zzz”; the file has severity, why",
      ])
  }

  private static let wrongTypes: [(yaml: String, read: @Sendable (SchemaReader, YAMLNode) -> Void, says: String)] = [
    ("[a]", { _ = $0.mapping($1, "the file", keys: []) }, "the file must be a mapping, but is a list"),
    ("a: b", { _ = $0.items($1, "“x”") }, "“x” must be a list, but is a mapping"),
    ("[[a]]", { _ = $0.texts($1, "“x”") }, "each of “x” must be text, but is a list"),
    ("- a", { _ = $0.text($1, "“x”") }, "“x” must be text, but is a list"),
    ("a", { _ = $0.pairs($1, "“x”") }, "“x” must be a mapping, but is text"),
    ("3.5", { _ = $0.integer($1, "“x”") }, "“x” must be a whole number, but is “3.5”"),
    ("yes", { _ = $0.flag($1, "“x”") }, "“x” must be true or false, but is “yes”"),
    ("loud", { _ = $0.choice($1, "“x”", Severity.self) }, "“x” is “loud”, but must be one of neutral, minor, major, critical"),
    ("{}", { _ = $0.mapping($1, "an entry", keys: ["id"])?.text("id") }, "an entry lacks “id”; add it"),
  ]

  @Test(arguments: wrongTypes.map(\.yaml))
  func typesAreAskedFor(_ yaml: String) throws {
    let sample = try #require(Self.wrongTypes.first { $0.yaml == yaml })
    let problems = try read(yaml, sample.read)
    #expect(problems.map { $0.drop { $0 != " " }.dropFirst() } == [sample.says[...]])
  }

  @Test func goodValuesMakeNoProblem() throws {
    let problems = try read("{n: '12', f: true, s: major, l: [a, b], o: x}") { reader, node in
      let map = reader.mapping(node, "the file", keys: ["n", "f", "s", "l", "o", "p"])
      #expect(map?["n"].map { reader.integer($0, "n") } == 12)
      #expect(map?["f"].map { reader.flag($0, "f") } == true)
      #expect(map?["s"].flatMap { reader.choice($0, "s", Severity.self) } == .major)
      #expect(map?.texts("l") == ["a", "b"])
      #expect(map?.optionalText("o") == "x" && map?.optionalText("p") == nil)
    }
    #expect(problems.isEmpty)
  }

  @Test func suggestionsAreNear() {
    #expect(suggestion(for: "avoids", among: ["avoid", "use"]) == "avoid")
    #expect(suggestion(for: "srouce", among: ["source", "owner"]) == "source")
    #expect(suggestion(for: "wholly-other", among: ["source", "owner"]) == nil)
  }
}
