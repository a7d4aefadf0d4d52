import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A line that led to another story on the source’s page: Read also: …
struct ReadAlso: Rule {
  static let card = RuleCard(
    id: "attribution/read-also", title: "A link line of the source page was left in the copy",
    mqm: .markup, severity: .minor, confidence: .high, languages: .withData("read-also"),
    why:
      "The line belongs to the page that the story was taken from. Here it leads nowhere, and it names another outlet’s story.",
    advice: "Delete the line.",
    examples: [
      .flags("en", "The parliament met on Monday and voted on the budget.\n[[Read also: Ten questions about the new tax]]"),
      .flags("de", "Das Parlament stimmte am Montag über den Haushalt ab.\n[[Lesen Sie auch: Zehn Fragen zur neuen Steuer]]"),
      .flags("fr", "Le parlement a voté lundi le budget de l'année.\n[[Lire aussi : Dix questions sur le nouvel impôt]]"),
      .flags(
        "ru",
        "Парламент в понедельник проголосовал за бюджет на следующий год.\n[[Читайте также: Десять вопросов о новом налоге]]"),
      .flags("zh", "议会周一对明年的预算进行了投票表决，结果将在周二公布。\n[[延伸阅读：关于新税的十个问题]]"),
      .passes(
        "pt",
        "O parlamento votou na segunda-feira o orçamento.\nMais informações: linha 800 000 137, nos dias úteis, das 9h às 18h."),
      .passes("en", "The parliament met on Monday.\nRead the sentence twice, the judge told him, and then sign it."),
      .passes(
        "en",
        "The parliament met on Monday.\nSee also the committee on taxes, which has its own rules and meets in public on Fridays."
      ),
      .passes("de", "Das Parlament tagte am Montag.\nLesen Sie auch zwischen den Zeilen, riet der Minister den Abgeordneten."),
    ])

  static var needs: Needs { .all(.lineOpeners) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for (number, paragraph) in story.paragraphs.enumerated() where paragraph.isBody || paragraph.field == .link {
      guard let next = story.opening(number, .readAlso), story.wordCount(number) <= 30 else { continue }
      let hasColon = next < paragraph.tokens.upperBound && story.isColon(next)
      // A phrase alone on its line, or right before a title without a point.
      let isAlone = next >= paragraph.tokens.upperBound
      let isPhrase = next - paragraph.tokens.lowerBound > 1
      guard hasColon || isAlone && isPhrase, !isContact(next..<paragraph.tokens.upperBound, story) else { continue }
      let opener = story.text(story.bytes(of: paragraph.tokens.lowerBound..<next))
      let range = paragraph.range
      out.report(
        range, "\(Wording.quoted(opener)) led to another story on the page that this one was taken from.",
        fixes: [.replace(range, with: "", "Delete the line", .displayOnly)])
    }
  }

  /// Whether the line tells where to write or ring: a telephone number of seven figures or more, a mail address.
  private func isContact(_ tokens: Range<Int>, _ story: borrowing Analysis) -> Bool {
    var figures = 0
    for token in tokens {
      if story.tokens[token].kind == .number { figures += Int(story.tokens[token].scalars) }
      if story.tokens[token].kind == .address, story.text(token).contains("@") { return true }
    }
    return figures >= 7
  }
}
