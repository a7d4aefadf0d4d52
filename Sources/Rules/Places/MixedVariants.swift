import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// One place under two spellings or names. No form is preferred: that is the desk's to say.
struct MixedVariants: Rule {
  static let card = RuleCard(
    id: "places/mixed-variants", title: "One place goes by two names",
    mqm: .inconsistentUse, severity: .minor, confidence: .high, languages: .withData("entities"),
    why:
      "Spellings of a place follow languages and politics. Which one is right the house style says; two in one story are wrong in any style.",
    advice: "Use the form that your house style prefers, throughout.",
    examples: [
      .flags("en", "The mayor of Kyiv spoke on Monday. Trains from [[Kiev]] were late."),
      .flags("en", "Fighting in Donbas went on. Shells fell across [[Donbass]] on Monday."),
      .passes("en", "The mayor of Kyiv spoke on Monday. Trains from Kyiv were late."),
      .flags("en", "The mayor of Kyiv spoke on Monday. “Trains from [[Kiev]] were late,” he said."),
      .passes("en", "The cook in Kyiv served chicken Kiev on Monday."),
      .passes("en", "Kyiv, formerly spelled Kiev, is the capital."),
      .passes("en", "The train to Kyiv was late. On its side somebody had painted “Kiev” in red letters."),
      .passes("de", "Er lebt in Bratislava. In Bratislava, dem einstigen Pressburg, nimmt man es mit Humor."),
    ])

  static var needs: Needs { .all(.rivalForms) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    RivalForms.report("One place", .place, story, &out)
  }
}

/// A single spelling of a place that has rivals, in copy translated from a language that writes it so.
struct SourceVariant: Rule {
  static let card = RuleCard(
    id: "places/source-variant", title: "A place is spelled as the source language spells it",
    mqm: .inconsistentStyle, severity: .minor, confidence: .medium, languages: .withData("entities"),
    why: "Where two spellings of a place compete, a translation tends to keep the one of its source. The house style decides.",
    advice: "Check the spelling against your house style.",
    examples: [
      .flags("en", "This was announced on Monday by the ministry. Fighting in [[Donbass]] went on.", from: "ru"),
      .flags("en", "This was announced on Monday by the ministry. Trains from [[Kharkov]] were late.", from: "ru"),
      .flags("en", "This was announced on Monday by the ministry. Trains from [[Kyiv]] were late.", from: "uk"),
      .passes("en", "This was announced on Monday by the ministry. Trains from Tbilisi and Tartu were late.", from: "ru"),
      .passes("en", "Fighting in Donbass went on."),
      .passes("en", "This was announced on Monday by the ministry. Fighting in Donbas went on.", from: "ru"),
      .passes("en", "This was announced on Monday by the ministry. Fighting in “Donbass” went on.", from: "de"),
    ])
  static var needs: Needs { .all([.entities, .knownSource]) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let source = story.source.language else { return }
    let language = story.language
    for mentions in story.entityMentions where language.entities[mentions.entity].kind == .place {
      let rivals = RivalForms(mentions.unquoted, language)
      guard rivals.groups.count == 1, let group = rivals.groups.first, language.forms[group.first.form].formClass == .rival,
        language.isSpelling(group.first.form, of: source)
      else { continue }
      let others = language.rivals(of: mentions.entity).filter { $0 != group.display }.map { Wording.quoted($0) }.joined(
        separator: ", ")
      out.report(
        group.first.range,
        "\(Wording.quoted(group.display)) follows the spelling of the source language; house styles differ (\(others)).")
    }
  }
}
