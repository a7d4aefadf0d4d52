import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Pieces of a word that a tokenizer parted and nobody joined: do n't, John 's, l' homme, ( text ).
struct Detokenised: Rule {
  static let card = RuleCard(
    id: "spacing/detokenised", title: "The pieces of a word or bracket stand apart",
    mqm: .punctuation, severity: .minor, confidence: .high,
    why:
      "Translation systems take text apart into pieces; where they are not joined again, spaces stay inside words and brackets.",
    advice: "Close up the space.",
    examples: [
      .flags("en", "They [[do n't]] know why the port is closed.", fixed: "They don't know why the port is closed."),
      .flags(
        "en", "The [[port 's]] gates are closed, and [[they 're]] locked.",
        fixed: "The port's gates are closed, and they're locked."),
      .flags("fr", "Le port de [[l' île]] est fermé depuis lundi.", fixed: "Le port de l'île est fermé depuis lundi."),
      .flags("en", "The port [[( closed since Monday )]] will be open.", fixed: "The port (closed since Monday) will be open."),
      .flags("en", "A 10 [[- year - old]] boy found the key.", fixed: "A 10-year-old boy found the key."),
      .passes("en", "They don't know why the port's gates are closed (since Monday)."),
      .passes("en", "In 's-Hertogenbosch the letter 's' stood on 't Hof, rock 'n' roll was heard, and the workers' s."),
      .passes("fr", "Le port de l'île est fermé ; il dit « oui »."),
      .passes("it", "Un po' di pioggia ha chiuso il porto dell'isola."),
    ])

  static var needs: Needs { .any([.looseApostrophes, .looseBrackets, .looseHyphens], words: [not]) }

  private let auxiliaries: Set<UInt64>
  private let units: Set<UInt64>
  private let old: UInt64

  private static let not = WordHash.of(folded: "n't")

  init(_ style: HouseStyle) {
    func set(_ words: String) -> Set<UInt64> { Set(words.split(separator: " ").map { WordHash.of(folded: $0) }) }
    auxiliaries = set("do does did is are was were has have had ca wo would could should must need ought ai sha might")
    units = set("year years month months week weeks day days hour hours minute minutes time mile foot story page member")
    old = WordHash.of(folded: "old")
  }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let (elisions, contractions) = (story.language.profile.elisions, story.language.profile.contractions)
    if !contractions.isEmpty {
      for index in story.unlisted where story.tokens[index].hash == Detokenised.not { checkNot(index, story, &out) }
    }
    for paragraph in story.paragraphs where paragraph.language == nil && paragraph.tokens.count > 2 {
      for index in story.marks(in: paragraph) {
        let token = story.tokens[index]
        switch token.kind {
        case .quote where token.length <= 3 && !(contractions.isEmpty && elisions.isEmpty):
          guard isApostrophe(index, story) else { continue }
          checkEnding(index, contractions, paragraph, story, &out)
          checkElision(index, elisions, paragraph, story, &out)
        case .mark where story.isMark(index, 0x28): checkBracket(index, paragraph, story, &out)
        case .mark where !contractions.isEmpty && story.isMark(index, 0x2D): checkCompound(index, paragraph, story, &out)
        default: break
        }
      }
    }
  }

  private func isApostrophe(_ index: Int, _ story: borrowing Analysis) -> Bool {
    let scalar = story.scalar(at: Int(story.tokens[index].start))
    return scalar == 0x27 || scalar == 0x2019
  }

  private func close(_ from: Int, _ to: Int, _ range: Range<Int>, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let gap = ByteRange(Int(story.tokens[from].end), Int(story.tokens[to].start))
    let text = story.text(story.bytes(of: range))
    out.report(
      story.bytes(of: range), "A space stands inside \(Wording.quoted(text)), which is one word.",
      fixes: [.replace(gap, with: "", "Close up the space", .safe)])
  }

  /// do n't
  private func checkNot(_ index: Int, _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard index > 0, story.tokens[index].flags.contains(.spaceBefore), !story.tokens[index].flags.contains(.lineStart),
      auxiliaries.contains(story.tokens[index - 1].hash)
    else { return }
    close(index - 1, index, index - 1..<index + 1, story, &out)
  }

  /// port 's: not 's-Hertogenbosch, not a quoted ‘s’.
  private func checkEnding(
    _ index: Int, _ endings: [UInt64], _ paragraph: Paragraph, _ story: borrowing Analysis, _ out: inout FindingSink
  ) {
    guard index > paragraph.tokens.lowerBound, index + 1 < paragraph.tokens.upperBound,
      story.tokens[index].flags.contains(.spaceBefore), story.tokens[index - 1].kind == .word,
      endings.contains(story.tokens[index + 1].hash), story.tokens[index + 1].shape == .lower,
      !story.tokens[index + 1].flags.contains(.spaceBefore)
    else { return }
    if index + 2 < paragraph.tokens.upperBound {
      let next = story.tokens[index + 2]
      guard next.flags.contains(.spaceBefore) || (next.kind == .mark && !story.isDash(index + 2)) else { return }
    }
    close(index - 1, index, index - 1..<index + 2, story, &out)
  }

  /// l' île
  private func checkElision(
    _ index: Int, _ elided: [UInt64], _ paragraph: Paragraph, _ story: borrowing Analysis, _ out: inout FindingSink
  ) {
    guard index > paragraph.tokens.lowerBound, index + 1 < paragraph.tokens.upperBound,
      !story.tokens[index].flags.contains(.spaceBefore), elided.contains(story.tokens[index - 1].hash),
      story.tokens[index + 1].kind == .word, story.tokens[index + 1].flags.contains(.spaceBefore)
    else { return }
    close(index, index + 1, index - 1..<index + 2, story, &out)
  }

  /// ( text )
  private func checkBracket(_ index: Int, _ paragraph: Paragraph, _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard index + 1 < paragraph.tokens.upperBound, story.tokens[index + 1].flags.contains(.spaceBefore),
      story.tokens[index + 1].kind != .mark
    else { return }
    let reach = paragraph.tokens[index + 1..<min(paragraph.tokens.upperBound, index + 40)]
    guard let end = reach.first(where: { story.isMark($0, 0x29) }), story.tokens[end].flags.contains(.spaceBefore) else {
      return
    }
    let first = ByteRange(Int(story.tokens[index].end), Int(story.tokens[index + 1].start))
    let last = ByteRange(Int(story.tokens[end - 1].end), Int(story.tokens[end].start))
    out.report(
      story.bytes(of: index..<end + 1), "Spaces stand inside the bracket, next to both of its ends.",
      fixes: [Fix(title: "Close up the bracket", applicability: .safe, edits: [Edit(first, ""), Edit(last, "")])])
  }

  /// - year - old
  private func checkCompound(_ index: Int, _ paragraph: Paragraph, _ story: borrowing Analysis, _ out: inout FindingSink) {
    guard index > paragraph.tokens.lowerBound, index + 3 < paragraph.tokens.upperBound,
      story.tokens[index].flags.contains(.spaceBefore),
      story.tokens[index + 1].flags.contains(.spaceBefore), units.contains(story.tokens[index + 1].hash),
      story.isMark(index + 2, 0x2D), story.tokens[index + 2].flags.contains(.spaceBefore), story.tokens[index + 3].hash == old,
      story.tokens[index - 1].isWord
    else { return }
    let edits = (index...index + 3).map { at in
      Edit(ByteRange(Int(story.tokens[at - 1].end), Int(story.tokens[at].start)), "")
    }
    out.report(
      story.bytes(of: index..<index + 4), "Spaces stand around the hyphens of one compound word.",
      fixes: [Fix(title: "Close up the compound", applicability: .safe, edits: edits)])
  }
}
