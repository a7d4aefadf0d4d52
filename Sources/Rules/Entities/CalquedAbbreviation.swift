import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// An abbreviation carried over letter by letter from the source language: RF for РФ.
struct CalquedAbbreviation: Rule {
  static let card = RuleCard(
    id: "entities/calqued-abbreviation", title: "An abbreviation of the source language",
    mqm: .untranslated, severity: .major, confidence: .high, languages: .withData("entities"),
    why: "“RF”, “OBSE” or “MAGATE” mean nothing to readers: they are РФ, ОБСЕ and МАГАТЭ in other letters.",
    advice: "Use the name or the abbreviation that readers know.",
    examples: [
      .flags("en", "Russia sent its envoy. The president of the [[RF]] met him."),
      .flags("en", "The Organization for Security and Cooperation in Europe sent observers. The [[OBSE]] mission stays."),
      .passes("en", "The antenna picks up RF signals from the tower."),
      .passes("en", "Russia sent its envoy. The president met him."),
      .passes("ru", "Россия отправила посла. Президент РФ его принял."),
    ])

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    for mentions in story.entityMentions {
      guard mentions.list.contains(where: { language.forms[$0.form].formClass == .calque }) else { continue }
      let list = mentions.unquoted
      let calques = list.filter { language.forms[$0.form].formClass == .calque }
      guard !calques.isEmpty else { continue }
      let twin = list.first { language.forms[$0.form].formClass != .calque }
      // Alone, the letters may stand for anything; the story must show what they mean, or that it is a translation.
      guard twin != nil || story.source.language != nil else { continue }
      let name = language.name(language.entities[mentions.entity])
      // In brackets behind the name it is a wrong abbreviation, which `acronyms/mismatched-expansion` reports.
      for calque in calques where !isGloss(calque, list, story) {
        out.report(
          calque.range,
          "\(Wording.quoted(story.text(calque.range))) renders a source abbreviation letter by letter; it stands for \(name).",
          confidence: twin == nil ? .medium : .high, related: twin.map { [("named here", $0.range)] } ?? [])
      }
    }
  }

  private func isGloss(
    _ calque: EntityColumn.Mention, _ list: [EntityColumn.Mention], _ story: borrowing Analysis
  ) -> Bool {
    let bracket = calque.tokens.lowerBound - 1
    guard story.isMark(bracket, 0x28), story.isMark(calque.tokens.upperBound, 0x29) else { return false }
    return list.contains { $0.tokens.upperBound == bracket }
      && story.glosses().contains { calque.tokens.contains($0.abbreviation) && $0.misses > 0 }
  }
}
