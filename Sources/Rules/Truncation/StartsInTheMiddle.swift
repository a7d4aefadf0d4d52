import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A paragraph that begins in lower case.
struct StartsInTheMiddle: Rule {
  static let card = RuleCard(
    id: "truncation/starts-mid-sentence", title: "A paragraph begins in the middle of a sentence",
    mqm: .omission, severity: .major, confidence: .medium,
    why: "A paragraph in lower case lost its beginning, or a line break stands in the middle of a sentence.",
    advice: "Join it to the paragraph before, or look into the source for what is missing.",
    examples: [
      .flags(
        "en",
        "The port was closed on Monday.\nShips waited outside.\n[[harbour]] masters said that work would begin again on Friday.\nNobody was hurt."
      ),
      .flags(
        "de",
        "Der Hafen wurde am Montag geschlossen.\nSchiffe warteten draußen.\n[[teilte]] die Behörde am Freitag in einer Erklärung mit.\nNiemand wurde verletzt."
      ),
      .passes(
        "en",
        "The port was closed.\nShips waited.\niPhone users could follow them on a map of the whole coast.\nNobody was hurt."),
      .passes(
        "nl",
        "De haven werd maandag gesloten.\nSchepen wachtten buiten.\nvan Dijk zei dat het werk vrijdag weer zou beginnen.\nNiemand raakte gewond."
      ),
      .passes(
        "en",
        "The ministry named the reasons:\nthe storm that had come in the night;\nthe ice on the quays and in the docks.\nNobody was hurt."
      ),
      .passes("ar", "أغلق الميناء يوم الاثنين.\nوانتظرت السفن في الخارج.\nولم يصب أحد بأذى."),
    ])

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let count = story.paragraphs.count
    guard count >= 3 else { return }
    let lower = story.paragraphs.indices.count { ParagraphEnd.goesOn($0, story) }
    // Copy without capitals, a poem, a list.
    guard lower > 0, lower * 6 <= count || lower == 1 else { return }
    for index in 1..<count where ParagraphEnd.goesOn(index, story) && story.paragraphs[index].isBody {
      let paragraph = story.paragraphs[index]
      let previous = story.paragraphs[index - 1]
      // A shorter line in lower case is the caption of a picture.
      guard paragraph.language == nil, previous.isBody, story.paragraphs[index].words >= 8,
        ParagraphEnd.of(index, story) == .finished, !ParagraphEnd.isListItem(index, story),
        !ParagraphEnd.goesOn(index - 1, story), index + 1 == count || !ParagraphEnd.goesOn(index + 1, story)
      else { continue }
      let first = paragraph.tokens.lowerBound
      // von Trapp, al-Qaeda, e-mail
      guard story.tokens[first].scalars >= 2, first + 1 < paragraph.tokens.upperBound, !story.tokens[first + 1].isCapitalised,
        story.tokens[first + 1].kind != .word || story.tokens[first + 1].script == story.tokens[first].script,
        !isHyphenated(first, story), !hasPoint(first, story), let last = previous.tokens.last, story.tokens[last].kind != .quote
      else { continue }
      // A line with the day or the place is no sentence.
      let isSplit =
        ParagraphEnd.of(index - 1, story) == .open && story.paragraphs[index - 1].words >= 8
        && story.tokens[last].kind != .number
      guard isSplit || endsSentence(last, story) else { continue }
      out.report(
        story.bytes(of: first..<first + 1),
        isSplit
          ? "The paragraph begins in lower case, and the one before ends without a mark: a sentence was split."
          : "The paragraph begins in lower case, but the one before ended its sentence.",
        // The words are all there; only a line too many divides them.
        confidence: isSplit ? .low : .medium,
        related: isSplit ? [("the paragraph before ends here", story.bytes(of: last..<last + 1))] : [])
    }
  }

  /// A host or a file name: example.com
  private func hasPoint(_ first: Int, _ story: borrowing Analysis) -> Bool {
    let range = story.tokens[first].range
    return story.bytes[range.start..<range.end].contains(0x2E)
  }

  private func isHyphenated(_ first: Int, _ story: borrowing Analysis) -> Bool {
    story.isDash(first + 1) && !story.tokens[first + 1].flags.contains(.spaceBefore)
  }

  /// With a full stop, a question or exclamation mark; a quotation may go on with who said it.
  private func endsSentence(_ last: Int, _ story: borrowing Analysis) -> Bool {
    guard story.tokens[last].kind == .mark else { return false }
    let scalar = story.scalar(at: Int(story.tokens[last].start))
    return scalar != 0x3A && scalar != 0x3B && story.language.profile.sentenceFinal.contains(scalar)
  }
}
