import TestKit
import TextBase
import Testing

@testable import Stories

/// Marks that pair without a price are paired without reading the whole: both must come to the same.
@Suite struct QuoteShortCutTests {
  private struct Marks: Equatable {
    var roles: [QuoteRole] = []
    var partners: [Int?] = []
    var faults: [QuoteFault?] = []
    var quotations: [Range<Int>] = []
  }

  private func read(_ story: StoryText, _ language: String, readsWhole: Bool) throws -> Marks {
    let analyser = Analyser(Shared.store)
    analyser.quotes.readsWhole = readsWhole
    return try analyser.analyse(story, LanguageOptions(language: language)) { story in
      Marks(
        roles: story.quoteMarks.map(\.role), partners: story.quoteMarks.map(\.partner),
        faults: story.quoteMarks.map(\.fault), quotations: story.quotations.map(\.tokens))
    }
  }

  /// Copy of words and marks in any order, the same in every run.
  private func copy(_ seed: Int, _ marks: [String]) -> String {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let words = ["She", "said", "of", "the", "harbour", "it", "is", "late", "10", "A.", "Anna", "we", "go"]
    var text = ""
    for _ in 0..<40 {
      switch next(12) {
      case 0: text += next(3) == 0 ? "\n" : ". "
      case 1: text += next(2) == 0 ? ", " : ": "
      case 2: text += " \(marks[next(marks.count)])"
      case 3: text += "\(marks[next(marks.count)]) "
      case 4, 5, 6:
        let mark = next(marks.count / 2) * 2
        text +=
          " \(marks[mark])\(words[next(words.count)]) \(words[next(words.count)])\(next(2) == 0 ? "," : "")\(marks[mark + 1])"
      default: text += " \(words[next(words.count)])"
      }
    }
    return text
  }

  @Test(arguments: [
    ("en", ["“", "”", "\"", "\"", "‘", "’"]), ("de", ["„", "“", "»", "«", "\"", "\""]), ("sv", ["”", "”", "»", "»"]),
    ("fr", ["« ", " »", "“", "”"]), ("es", ["«", "»", "“", "”"]), ("he", ["\"", "\"", "״", "״"]), ("ja", ["「", "」", "『", "』"]),
  ])
  func givesWhatTheWholeReadingGives(_ language: String, _ marks: [String]) throws {
    for seed in 0..<120 {
      let story = try PlainTextReader().read(DecodedFile(Array(copy(seed, marks).utf8)))[0]
      let short = try read(story, language, readsWhole: false)
      let whole = try read(story, language, readsWhole: true)
      #expect(short == whole, "\(language), seed \(seed)")
    }
  }
}
