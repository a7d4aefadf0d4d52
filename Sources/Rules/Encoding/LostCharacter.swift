import Findings
import RuleKit
import Stories
import TextBase

/// Question marks in the place of letters: “don?t”, “pr?sident”, “????? ????”.
struct LostCharacter: Rule {
  static let card = RuleCard(
    id: "encoding/lost-character", title: "A question mark stands in the place of a letter",
    mqm: .characterEncoding, severity: .major, confidence: .high,
    why: "A program could not store a letter or an apostrophe and wrote a question mark. What stood there is gone.",
    advice: "Look the word up in the original and type it again.",
    examples: [
      .flags(
        "en",
        "The council [[don?t]] know the mayor[[?s]] plan.".replacing("[[don?t]]", with: "don[[?]]t").replacing(
          "[[?s]]", with: "[[?]]s"),
        fixed: "The council don’t know the mayor’s plan."),
      .flags(
        "fr",
        "Le pr[[?]]sident a parl[[?]] lundi ; le d[[?]]put[[?]] et la m[[?]]re ont r[[?]]pondu."
          .replacing("parl[[?]] lundi", with: "parlé lundi").replacing("put[[?]]", with: "puté")),
      .flags("ru", "Вчера в городе [[????? ??????]] собрался совет."),
      .passes("en", "Did she go? Yes. What? He asked: why? and left."),
      .passes("en", "Really??? Who said what?!"),
      .passes("fr", "Viendra-t-il ? Oui, dit-il. Pourquoi ?"),
      .passes("en", "The page example.org/find?s=1 was shut."),
    ])

  static var needs: Needs { .all(.questions) }

  init(_ style: HouseStyle) {}

  /// Fewer question marks inside words may be spaces that were forgotten.
  private static let fewest = 3

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let mark = FNV.combine(FNV.basis, scalar: 0x3F)
    var inside: [Int] = []
    var runEnd = 0
    for paragraph in story.paragraphs {
      for index in story.marks(in: paragraph) where story.tokens[index].hash == mark && story.tokens[index].kind == .mark {
        guard index >= runEnd else { continue }
        let token = story.tokens[index]
        if let end = wordsOfMarks(story, index, paragraph.tokens) {
          runEnd = end
          out.report(story.bytes(of: index..<end), "Only question marks are left of \(end - index) letters here.")
          continue
        }
        guard index > paragraph.tokens.lowerBound, index + 1 < paragraph.tokens.upperBound else { continue }
        let before = story.tokens[index - 1]
        let after = story.tokens[index + 1]
        guard before.kind == .word, before.end == token.start, after.kind == .word, after.start == token.end,
          after.shape == .lower || after.shape == .none, !isInAddress(story, token.range)
        else { continue }
        if isEnding(after, story) {
          out.report(
            token.range,
            "“\(story.text(ByteRange(Int(before.start), Int(after.end))))” has a question mark for its apostrophe.",
            fixes: [.replace(token.range, with: "’", "Write an apostrophe", .review)])
        } else {
          inside.append(index)
        }
      }
    }
    guard inside.count >= LostCharacter.fewest else { return }
    for index in inside {
      let whole = ByteRange(Int(story.tokens[index - 1].start), Int(story.tokens[index + 1].end))
      out.report(
        story.tokens[index].range,
        "A letter of \(Wording.quoted(story.text(whole), limit: 40)) is lost; so are \(inside.count - 1) others.")
    }
  }

  /// The end of several “words” of question marks that begins at `start`, or nil.
  private func wordsOfMarks(_ story: borrowing Analysis, _ start: Int, _ paragraph: Range<Int>) -> Int? {
    var end = start + 1
    var words = 1
    while end < paragraph.upperBound, story.isMark(end, 0x3F) {
      if story.tokens[end].flags.contains(.spaceBefore) { words += 1 }
      end += 1
    }
    // A run behind a letter asks; “??? ???” after a space stands for words.
    let isBehindWord = start > paragraph.lowerBound && story.tokens[start - 1].end == story.tokens[start].start
    return words >= 2 && end - start >= words * 2 + 1 && !isBehindWord ? end : nil
  }

  private func isEnding(_ token: Token, _ story: borrowing Analysis) -> Bool {
    let contractions = story.language.profile.contractions
    guard token.length <= 2, token.shape == .lower, !contractions.isEmpty else { return false }
    return contractions.contains(token.hash) || token.length == 1 && story.bytes[Int(token.start)] == UInt8(ascii: "t")
  }

  /// A piece of an address: a slash, a point or an equals sign in the same chunk.
  private func isInAddress(_ story: borrowing Analysis, _ range: ByteRange) -> Bool {
    var start = range.start
    while start > 0, story.bytes[start - 1] > 0x20 {
      start -= 1
      if story.bytes[start] == 0x2F || story.bytes[start] == 0x3D { return true }
    }
    var end = range.end
    while end < story.bytes.count, story.bytes[end] > 0x20 {
      if story.bytes[end] == 0x3D || story.bytes[end] == 0x2F || story.bytes[end] == 0x26 { return true }
      end += 1
    }
    return false
  }
}
