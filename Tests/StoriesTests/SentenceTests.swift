import Findings
import TestKit
import TextBase
import Testing

@testable import Stories

/// Sentences: the general rules against ICU, and what the lexicons join.
@Suite struct SentenceTests {
  /// Boundaries by the rules over tokens: the bytes at which a new sentence begins. `inside` holds every byte within a token:
  /// by design no sentence begins there, while ICU parts words that hold a point (the Hebrew or Hindi for C.N.N. or U.K.).
  private func ours(_ bytes: [UInt8]) -> (starts: [Int], inside: Set<Int>) {
    let scalars = ScalarTable()
    let storage = TokenBuffer()
    return bytes.withUnsafeBufferPointer { buffer in
      Tokenizer(scalars).tokenize(buffer, ByteRange(0, bytes.count), into: storage)
      let column = storage.column
      let tokens = storage.values
      let range = 0..<tokens.count
      var starts: [Int] = []
      var at = 0
      while at < tokens.count {
        guard tokens[at].kind == .mark || tokens[at].kind == .symbol,
          let next = SentenceRules.boundary(after: at, in: range, column, buffer, scalars)
        else {
          at += 1
          continue
        }
        if next < tokens.count { starts.append(Int(tokens[next].start)) }
        at = max(next, at + 1)
      }
      return (starts, Set(tokens.flatMap { Int($0.start) + 1..<max(Int($0.start) + 1, Int($0.end)) }))
    }
  }

  private func theirs(_ bytes: [UInt8], _ language: String) throws -> [Int] {
    var units: [UInt16] = []
    var offsets: [Int] = []
    var at = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      for unit in String(scalar).utf16 {
        units.append(unit)
        offsets.append(at)
      }
      at += String(scalar).utf8.count
    }
    var starts: [Int] = []
    var iterator = try BreakIterator(.sentence, locale: language)
    units.withUnsafeBufferPointer { units in
      iterator.pieces(of: units) { _, end, _ in if end < units.count { starts.append(offsets[end]) } }
    }
    return starts
  }

  private func difference(_ bytes: [UInt8], _ language: String) throws -> String? {
    let (a, inside) = ours(bytes)
    let b = try theirs(bytes, language).filter { !inside.contains($0) }
    if a == b { return nil }
    func show(_ starts: [Int]) -> [String] { starts.map { bytes.text(ByteRange(max(0, $0 - 12), min(bytes.count, $0 + 12))) } }
    return "ours alone \(show(a.filter { !b.contains($0) })), ICU’s alone \(show(b.filter { !a.contains($0) }))"
  }

  @Test(arguments: InventedCopy.byLanguage.keys.sorted())
  func boundariesAreThoseOfICU(_ language: String) throws {
    let text = try #require(InventedCopy.byLanguage[language])
    #expect(try difference(Array(text.utf8), language) == nil)
  }

  private static let hard = [
    "It ended. It began. it went on. 5 came. “No.” He left. (Yes.) She stayed.",
    "What?! No! ... Well… then. “Who?” he asked. “Nobody!” she said. He left?",
    "Version 3.4 is out. The U.S. is big. U.S.A. The cost is 3.5. Next.",
    "One;two. Three.Four. five.six 7.8 9.Ten",
    "He said “go.” and left. He said “Go!” And left. [See p. 5.] Then.",
    "这是一句话。这是第二句！第三句？“引用。”他说。",
    "यह एक वाक्य है। यह दूसरा है॥ और?",
    "قال ذلك. ثم ذهب؟ نعم! لا، أبدا؛ ربما.",
    "A. B. C. D\u{2019}s. “E.”\u{A0}F.",
    "etc., and so on. vs. the rest. No. 5 is alive. Mr. Smith came.",
    "Ends with space. ", "No end", ".", "...", "? !", "a. 1. B", "a. - b. – C.",
  ]

  @Test(arguments: hard)
  func hardCases(_ text: String) throws {
    #expect(try difference(Array(text.utf8), "en") == nil)
  }

  /// The semicolon asks questions in Greek.
  @Test func greekQuestions() throws {
    #expect(try difference(Array("Θα έρθει; Δεν ξέρω. Ποιος; Εκείνος.".utf8), "el") == nil)
  }

  @Test func cleanNews() throws {
    guard let devset = Package.devset else {
      print("skipped: no data; set WIRECHECK_DEVSET")
      return
    }
    for language in try Files.names(in: devset + "/clean") where Files.status("\(devset)/clean/\(language)")?.kind == .directory
    {
      var lines = 0
      var differences: [String] = []
      try Files.tree("\(devset)/clean/\(language)") { file in
        for line in ((try? Files.read(file.path)) ?? []).split(separator: 0x0A) {
          lines += 1
          if let found = (try? difference(Array(line), language)) ?? nil { differences.append(found) }
        }
      }
      #expect(differences.prefix(8) == [], "\(language): \(differences.count) of \(lines) paragraphs")
    }
  }

  // MARK: what the lexicons join

  private func sentences(_ text: String, _ language: String) throws -> [String] {
    try withAnalysis(text, language: language) { story in
      var list: [String] = []
      for sentence in story.sentences { list.append(story.text(sentence.tokens)) }
      return list
    }
  }

  private static let joined: [(language: String, text: String, count: Int)] = [
    ("en", "Mr. Holt met Dr. Reed on Monday. They spoke.", 2),
    ("en", "The U.S. Army said so. It left.", 2),
    ("en", "He moved to the U.S. He stayed there.", 2),
    ("en", "J. K. Novak wrote it. She won.", 2),
    ("en", "No. 5 won. No. 6 lost.", 2),
    ("en", "He said no. They left.", 2),
    ("de", "Das gilt z. B. für Dr. Weber. Er kam am 4. Mai.", 2),
    ("de", "Am 4. Dezember kam er. Dann ging er.", 2),
    ("ru", "Об этом сказал проф. Иванов. В 2010 г. он уехал.", 2),
    ("ru", "А. С. Петров приехал. Он ушёл.", 2),
    ("fr", "M. Durand est venu. Il est parti.", 2),
    ("es", "El Sr. López llegó. Se fue.", 2),
    ("pl", "Przyszedł dr. Nowak. Potem wyszedł.", 2),
    ("en", "First line\nSecond line. Third.", 3),
  ]

  @Test(arguments: joined.map(\.text))
  func abbreviationsDoNotEndSentences(_ text: String) throws {
    let sample = try #require(Self.joined.first { $0.text == text })
    let found = try sentences(text, sample.language)
    #expect(found.count == sample.count, "\(found)")
  }

  @Test func everyTokenIsInOneSentence() throws {
    for (language, text) in InventedCopy.byLanguage.sorted(by: { $0.key < $1.key }) {
      try withAnalysis(text + "\n" + text, language: language) { story in
        var next = 0
        for sentence in story.sentences {
          #expect(sentence.tokens.lowerBound == next && !sentence.tokens.isEmpty, "\(language)")
          next = sentence.tokens.upperBound
          let paragraph = story.paragraphs[sentence.paragraph]
          #expect(paragraph.tokens.contains(sentence.tokens.lowerBound) && paragraph.tokens.upperBound >= next)
        }
        #expect(next == story.tokens.count, "\(language)")
      }
    }
  }
}
