import Findings
import Lexicons

/// A lexicon for one test: English in few words, written to a folder of its own.
public final class SmallLexicon {
  public let folder: TemporaryFolder

  public init(_ name: String) {
    folder = TemporaryFolder(name)
    folder.write("en/language.yaml", SmallLexicon.language)
    folder.write("en/irregular-forms.tsv", "# test\nsay\tsays said saying\n")
  }

  /// Adds a pack with one entry.
  public func add(
    entry id: String = "entry", match: [String], unless: [String] = [], from: String? = nil, needs: String = "nothing",
    confidence: String = "high", stance: String = "outside"
  ) {
    func list(_ texts: [String]) -> String {
      "[" + texts.map { "\"\($0.replacing("\"", with: "\\\""))\"" }.joined(separator: ", ") + "]"
    }
    folder.write(
      "pairs/\(id).yaml",
      SmallLexicon.head("phrases") + (from.map { "from: \($0)\n" } ?? "") + """
        language: en
        entries:
          - id: \(id)
            rule: calque/phrase
            match: \(list(match))
            unless: \(list(unless))
            confidence: \(confidence)
            needs: \(needs)
            severity: minor
            stance: \(stance)
            advice: "Say it otherwise."
            why: "A test."
            bad: ["[[x]]"]
            good: ["y"]

        """)
  }

  public func open(cache: String? = nil) throws(SetupProblems) -> LexiconStore {
    try LexiconStore(roots: [folder.path], cache: cache)
  }

  public static func head(_ kind: String) -> String {
    "lexicon: \(kind)\nformat: 1\nowner: test\nsource: own work\nlicence: Apache-2.0\n"
  }

  public static let language =
    head("language") + """
      language: en
      name: English
      scripts: [Latn]
      direction: ltr
      function-words: [the, a, of, and, to, in, is, it, that, he, she, was, for, on, with]
      quotes:
        styles: [{outer: ["“", "”"], inner: ["‘", "’"]}]
        foreign: [["«", "»"]]
        spaced: none
        reopens: opening
        comma: inside
        apostrophes: letters
      numbers: {group: [","], decimal: ["."], scale: {3: [thousand]}, figures-for: [3]}
      months: {1: [January], 5: [May], 12: [December]}
      weekdays: {1: [Monday], 7: [Sunday]}
      date-orders: [mdy]
      abbreviations: [Mr., No.]
      closing-abbreviations: []
      titles: {male: [Mr.], female: [Mrs.], any: [Dr.]}
      spacing: {before: [], after-opening: [], full-width: false}
      sentence-final: [".", "!", "?"]

      """
}
