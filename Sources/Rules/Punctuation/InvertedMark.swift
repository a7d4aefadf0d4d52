import Findings
import RuleKit
import Stories
import TextBase

/// A Spanish question or exclamation that is not opened, or an opening mark outside Spanish.
struct InvertedMark: Rule {
  static let card = RuleCard(
    id: "punctuation/inverted-mark", title: "A question or exclamation is not opened as Spanish does",
    mqm: .punctuation, severity: .minor, confidence: .high, languages: .all,
    why: "Spanish opens a question with ¿ and an exclamation with ¡; copy without them reads as typed in another language.",
    advice: "In Spanish, put ¿ or ¡ where the question begins; elsewhere, delete it.",
    examples: [
      .flags("es", "El puerto está cerrado. Cuándo abrirá de [[nuevo?]] Nadie lo sabe."),
      .flags("es", "Nadie lo sabe. Qué tormenta fue [[aquella!]] Los barcos esperan."),
      .flags(
        "en", "The port is closed. [[¿When]] will it open? Nobody knows.",
        fixed: "The port is closed. When will it open? Nobody knows."),
      .passes("es", "El puerto está cerrado. ¿Cuándo abrirá de nuevo? ¡Nadie lo sabe!"),
      .passes("es", "Compró acciones de Yahoo! en 2019. Si cierra, ¿qué pasará? ¿O no? ¡¿Cómo?!"),
      .passes("en", "He called it “¿Quién sabe?” and left. Nobody knows."),
      .passes("gl", "O porto está pechado. ¿Cando abrirá?"),
    ])

  static var needs: Needs { .all(.cries) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    if story.language.habits.contains(.invertedMarks) {
      for paragraph in story.paragraphs where paragraph.language == nil { checkOpened(paragraph, story, &out) }
    } else if story.languageTag != nil, story.language.hasLexicon {
      for paragraph in story.paragraphs where paragraph.language == nil { checkForeign(paragraph, story, &out) }
    }
  }

  private func checkOpened(_ paragraph: Paragraph, _ story: borrowing Analysis, _ out: inout FindingSink) {
    var isOpen = false
    var words = 0
    for index in paragraph.tokens {
      let token = story.tokens[index]
      if token.isWord { words += 1 }
      guard token.kind == .mark else { continue }
      if story.isMark(index, 0xBF) || story.isMark(index, 0xA1) {
        isOpen = true
      } else if story.isMark(index, 0x3F) || story.isMark(index, 0x21) {
        // !!, ?!: the first of them closes.
        let isFirst = index > paragraph.tokens.lowerBound && story.tokens[index - 1].kind != .mark
        if isFirst, !isOpen, words >= 2, isSpanish(index - 1, story) {
          let isQuestion = story.isMark(index, 0x3F)
          out.report(
            story.bytes(of: index - 1..<index + 1),
            "The \(isQuestion ? "question" : "exclamation") ends here, but no \(isQuestion ? "¿" : "¡") opens it.",
            confidence: isQuestion ? .high : .medium)
        }
        if index + 1 == paragraph.tokens.upperBound || story.tokens[index + 1].kind != .mark { (isOpen, words) = (false, 0) }
      } else if story.isMark(index, 0x2E), !isOpen {
        words = 0
      }
    }
  }

  /// Yahoo!, OK! and a title in another language are no questions of the copy.
  private func isSpanish(_ last: Int, _ story: borrowing Analysis) -> Bool {
    let token = story.tokens[last]
    guard token.kind == .word || token.kind == .number, !token.isCapitalised, !token.flags.contains(.spaceBefore) || last > 0
    else {
      return false
    }
    // At least one word of grammar among the last ones, so that it is Spanish.
    var back = last
    var seen = 0
    while back >= 0, seen < 8, story.tokens[back].kind != .mark || story.isMark(back, 0x2C) {
      if story.isIn(back, .function) { return true }
      back -= 1
      seen += 1
    }
    return false
  }

  private func checkForeign(_ paragraph: Paragraph, _ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.marks(in: paragraph) where story.tokens[index].kind == .mark {
      guard story.bytes[Int(story.tokens[index].start)] == 0xC2, story.isMark(index, 0xBF) || story.isMark(index, 0xA1),
        !story.tokens[index].flags.contains(.quoted),
        index + 1 < paragraph.tokens.upperBound, story.tokens[index + 1].kind == .word,
        !story.tokens[index + 1].flags.contains(.spaceBefore),
        index == paragraph.tokens.lowerBound || story.tokens[index].flags.contains(.spaceBefore),
        isNative(index + 1, paragraph, story)
      else { continue }
      out.report(
        story.bytes(of: index..<index + 2),
        "\(story.language.profile.name) does not open a sentence with “\(story.text(index))”.",
        fixes: [.replace(story.tokens[index].range, with: "", "Delete the mark", .safe)])
    }
  }

  /// Whether the words behind the mark are the copy’s own, not a Spanish title.
  private func isNative(_ first: Int, _ paragraph: Paragraph, _ story: borrowing Analysis) -> Bool {
    (first..<min(first + 6, paragraph.tokens.upperBound)).count { story.isIn($0, .function) } >= 2
  }
}
