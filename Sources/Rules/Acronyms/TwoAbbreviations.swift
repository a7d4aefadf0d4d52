import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// One body under the letters of two languages: MFW and IMF.
struct TwoAbbreviations: Rule {
  static let card = RuleCard(
    id: "acronyms/two-abbreviations", title: "One body goes by two abbreviations", mqm: .inconsistentUse, severity: .minor,
    confidence: .low, languages: .withData("entities"),
    why: """
      Where copy may use the letters of its own language or the English ones, a translation takes now these and now those. \
      Readers think of two bodies.
      """,
    advice: "Use one abbreviation throughout.",
    examples: [
      .flags("pl", "Ostrożność zaleca MFW. [[IMF]] radzi, by rząd ograniczył dopłaty."),
      .flags("el", "Το ΔΝΤ ζητεί περικοπές. Οι εκπρόσωποι του [[IMF]] έρχονται."),
      .passes("pl", "Ostrożność zaleca Międzynarodowy Fundusz Walutowy (MFW, ang. IMF). MFW radzi ograniczyć dopłaty."),
      .passes("pl", "Ostrożność zaleca MFW, czyli IMF."),
      .passes("pl", "Ostrożność zaleca MFW. MFW radzi, by rząd ograniczył dopłaty."),
      .passes("en", "The UN met on Monday. The U.N. said nothing, and UN Women was not asked."),
      .passes("pl", "Ostrożność zaleca MFW. Napisał książkę „IMF od środka”."),
    ])

  static var needs: Needs { .all(.entities) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    for mentions in story.entityMentions where mentions.list.count > 1 {
      guard language.entities[mentions.entity].kind == .organisation else { continue }
      let list = mentions.unquoted.filter { mention in
        language.forms[mention.form].formClass == .abbreviation && mention.tokens.count == 1
          && story.tokens[mention.tokens.lowerBound].shape == .upper
      }
      guard let first = list.first,
        let second = list.first(where: { isOther($0, first, story) && $0.sentence != first.sentence }),
        !isExplained(second, story)
      else { continue }
      out.report(
        second.range,
        "\(Wording.quoted(story.text(second.range))) and \(Wording.quoted(story.text(first.range))) are one body.",
        related: [("written so here", first.range)])
    }
  }

  /// Other letters, and not more of the same: ISIS, IS.
  private func isOther(_ a: EntityColumn.Mention, _ b: EntityColumn.Mention, _ story: borrowing Analysis) -> Bool {
    let (x, y) = (letters(a, story), letters(b, story))
    return x.count >= 2 && y.count >= 2 && !x.hasPrefix(y) && !y.hasPrefix(x)
  }

  private func letters(_ mention: EntityColumn.Mention, _ story: borrowing Analysis) -> String {
    story.text(mention.range).filter(\.isLetter)
  }

  /// (MFW, ang. IMF): what stands in brackets is a gloss, what stands beside a name is part of it.
  private func isExplained(_ mention: EntityColumn.Mention, _ story: borrowing Analysis) -> Bool {
    let (before, after) = (mention.tokens.lowerBound - 1, mention.tokens.upperBound)
    let isBracketed = story.isMark(after, 0x29) || story.isMark(before, 0x28)
    func isName(_ token: Int, _ story: borrowing Analysis) -> Bool {
      story.tokens.indices.contains(token) && story.tokens[token].isCapitalised
        && !story.tokens[token].flags.contains(.sentenceStart)
    }
    return isBracketed || isName(before, story) || isName(after, story)
  }
}
