import Findings
import TextBase

/// Lines of one language that say from which other a story was translated, as they were written.
public struct CreditsSource: Sendable {
  public let language: String
  /// Patterns; <LANGUAGE> stands for any of the names.
  public let lines: [PlacedText]
  /// Names of languages as the lines need them, by tag.
  public let names: [(tag: String, words: [PlacedText])]
  /// Examples of lines, by the tag that they tell; near misses under the empty tag.
  public let examples: [(tag: String, text: PlacedText)]
}

extension LexiconParser {
  func credits(_ root: YAMLNode) -> CreditsSource? {
    let keys = ["language", "lines", "names", "examples", "near-misses"]
    guard let map = reader.mapping(root, "the file", keys: LexiconParser.head + keys) else { return nil }
    checkHead(map)
    let lines = placedList(map.required("lines"), "“lines”")
    for line in lines where !line.text.contains(CreditsSource.placeholder) {
      reader.add(line.problem("the line “\(line.text)” names no language; write \(CreditsSource.placeholder) for it"))
    }
    let names = (map.required("names").map { reader.pairs($0, "“names”") } ?? []).map {
      (tag: $0.key.text ?? "", words: placedList($0.value, "the names"))
    }
    let known = Set(names.map(\.tag))
    var examples: [(tag: String, text: PlacedText)] = []
    let byTag = map.required("examples").map { reader.pairs($0, "“examples”") } ?? []
    for (tag, list) in byTag {
      if !known.contains(tag.text ?? "") { reader.report(tag, "“\(tag.text ?? "")” has no names; give them under “names”") }
      examples += placedList(list, "the examples").map { (tag.text ?? "", $0) }
    }
    examples += placedList(map.required("near-misses"), "“near-misses”").map { ("", $0) }
    return CreditsSource(
      language: map.text("language"), lines: lines, names: names, examples: examples)
  }
}

extension CreditsSource {
  static let placeholder = "<LANGUAGE>"
}

extension LanguageBuilder {
  mutating func add(_ source: CreditsSource) {
    var names: [String] = []
    for (tag, words) in source.names {
      let text = strings.add(tag)
      for word in words {
        names.append(word.text.split(separator: " ").joined(separator: "_"))
        var key = Language.creditKey
        for part in tokens(word.text) where part.token.isWord { key = Language.creditKey(key, id(of: part.text)) }
        creditedNames[key] = text
      }
    }
    for line in source.lines {
      let text = line.text.replacing(CreditsSource.placeholder, with: names.joined(separator: "|"))
      add(PlacedText(text: text, path: line.path, line: line.line, column: line.column), owner: .credit, index: 0)
    }
  }
}

extension Language {
  /// The tag of the language that a credit line names last, in one word or several: Hy Lạp, ロシア語.
  public func creditedLanguage(_ tokens: TokenColumn, in range: Range<Int>) -> String? {
    for end in range.reversed() {
      for start in max(range.lowerBound, end - 8)...end {
        let key = (start...end).reduce(Language.creditKey) { key, token in
          tokens[token].id == 0 ? key : Language.creditKey(key, tokens[token].id)
        }
        let text = creditedNames[key]
        if text != 0 { return strings[text] }
      }
    }
    return nil
  }

  fileprivate static var creditKey: UInt64 { FNV.basis }
  fileprivate static func creditKey(_ key: UInt64, _ id: UInt32) -> UInt64 { FNV.combine(key, scalar: id) }
}
