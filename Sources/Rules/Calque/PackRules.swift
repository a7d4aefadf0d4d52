import Findings
import RuleKit

/// The rules that phrase packs feed. Each pack entry names one of them.
enum PackRules {
  private static func card(
    _ id: String, _ title: String, _ mqm: MQMCategory, severity: Severity = .minor, why: String, advice: String,
    examples: [Example]
  ) -> RuleEntry {
    PackRule(
      card: RuleCard(
        id: id, title: title, mqm: mqm, severity: severity, confidence: .medium, languages: .withData("pairs"), why: why,
        advice: advice, examples: examples)
    ).entry
  }

  static let all: [RuleEntry] = [
    card(
      "calque/phrase", "A phrase rendered word for word", .unidiomatic,
      why: "The words are English, the phrase is not: it keeps the shape of the source language.",
      advice: "Say it as the language of the copy does.",
      examples: [
        .flags("en", "The call became a [[logical continuation of]] the talks held in May.", from: "ru"),
        .passes("en", "The call was logical, a continuation of sorts.", from: "ru"),
        .passes("en", "“The call was a logical continuation of the talks,” he said.", from: "ru"),
        .passes("en", "The talks went on as before.", from: "ru"),
      ]),
    card(
      "residue/translated-outlet", "The name of an outlet was translated", .mistranslation, severity: .major,
      why: "A masthead is a name. Translated word for word it names no paper that readers could find.",
      advice: "Print the outlet’s own name, or the one it uses in the language of the copy.",
      examples: [
        .flags("en", "Sources told [[Ukrainian Truth]] that the vote would be on Monday.", from: "uk"),
        .passes("en", "Sources told Ukrainska Pravda that the vote would be on Monday."),
        .passes("en", "The Ukrainian told the truth about the vote that was held on Monday."),
        .passes("en", "The city has one new newspaper and two old ones, which nobody reads."),
      ]),
    card(
      "calque/opener", "A sentence opener rendered word for word", .unidiomatic,
      why: "Openers such as «Так,», «Напомним,» or «Кроме того,» join paragraphs in the source; in English they mislead.",
      advice: "Drop the opener, or name the link.",
      examples: [
        .flags("en", "The sides have met often. [[So, on December]] 4, they met in Bern.", from: "ru"),
        .passes("en", "So far, they have met twice.", from: "ru"),
        .passes("en", "The sides met on December 4.", from: "ru"),
        .passes("en", "He was late. So she left.", from: "ru"),
      ]),
    card(
      "calque/periphrasis", "A periphrasis of the source language for a person or place", .unidiomatic,
      why: "Russian and Ukrainian news avoid repeating a name by titles that English does not use.",
      advice: "Use the name, or the plain title.",
      examples: [
        .flags("en", "[[The head of the White House]] stressed that talks would go on.", from: "ru"),
        .passes("en", "The president stressed that talks would go on.", from: "ru"),
        .passes("en", "The head of the company stressed that talks would go on.", from: "ru"),
        .passes("en", "The White House stressed that talks would go on.", from: "ru"),
      ]),
    card(
      "calque/attribution", "An attribution formula of the source language", .unidiomatic,
      why: "Agencies abroad name their sources by set formulas. Rendered word for word they betray the translation.",
      advice: "Make the speaker the subject: “X said”.",
      examples: [
        .flags(
          "en", "The bank will close, the agency said [[with reference to the ministry]].", from: "ru"
        ),
        .passes("en", "The bank will close, the agency said, citing the ministry.", from: "ru"),
        .passes("en", "The bank will close, the ministry said.", from: "ru"),
        .passes("en", "In her letter she made reference to the ministry.", from: "ru"),
      ]),
    card(
      "calque/false-friend", "A word that means something else", .mistranslation, severity: .major,
      why: "The word looks like the one in the source and means another thing: the reader is told something false.",
      advice: "Use the word that means what the source says.",
      examples: [
        .passes("en", "The talks went on as before.", from: "ru"),
        .passes("en", "He realized that the talks were over.", from: "ru"),
        .passes("en", "The actual figure is higher.", from: "ru"),
      ]),
    card(
      "calque/preposition", "A preposition of the source language", .grammar,
      why: "Verbs take other prepositions in other languages: to report something, not about it.",
      advice: "Use the preposition that the verb takes.",
      examples: [
        .flags("en", "Several outlets [[have reported about the]] plans.", from: "ru"),
        .passes("en", "Several outlets have reported on the plans.", from: "ru"),
        .passes("en", "Several outlets have reported the plans.", from: "ru"),
        .passes("en", "They reported about 40 cases.", from: "ru"),
      ]),
    card(
      "calque/dash-predicate", "A dash in place of a verb", .punctuation,
      why: "Russian leaves out “is” and sets a dash. English needs the verb.",
      advice: "Put the verb back.",
      examples: [
        .passes("en", "The plan – a good one – failed.", from: "ru"),
        .passes("en", "The plan failed.", from: "ru"),
        .passes("en", "Arms control is welcome; demands are not.", from: "ru"),
      ]),
    card(
      "dates/calque", "A date worded as in the source language", .dateFormat,
      why: "Dates and spans of time have fixed wordings in every language.",
      advice: "Word the date as the language of the copy does.",
      examples: [
        .passes("en", "It happened on the night of the fire.", from: "ru"),
        .passes("en", "They met on December 4.", from: "ru"),
        .passes("en", "The year was 2014.", from: "ru"),
      ]),
    card(
      "numbers/calque", "A quantity worded as in the source language", .numberFormat,
      why: "Quantities have fixed wordings in every language.",
      advice: "Word the quantity as the language of the copy does.",
      examples: [
        .passes("en", "It grew threefold.", from: "ru"),
        .passes("en", "It grew three times as fast.", from: "ru"),
        .passes("en", "Prices doubled.", from: "ru"),
      ]),
    card(
      "places/article", "A place has an article too many or too few", .grammar,
      why: "Languages without articles leave it out of The Hague, and old phrase books put one before Ukraine.",
      advice: "Write the place as English wire copy does.",
      examples: [
        .flags("en", "The judges met [[in Hague]] on Monday.", from: "ru"),
        .flags("en", "Harvests fell [[in the Ukraine.]]", from: "ru"),
        .passes("en", "The judges met in The Hague on Monday.", from: "ru"),
        .passes("en", "The Ukraine crisis was on the agenda.", from: "ru"),
        .passes("en", "Foreign Secretary Hague met the judges.", from: "ru"),
      ]),
    card(
      "grammar/locative-subject", "A place stands where the speaker should", .grammar, severity: .major,
      why: "Slavic news says “in the ministry noted” and leaves out who speaks. English is left without a subject.",
      advice: "Make the body the subject: “The ministry noted that …”.",
      examples: [
        .flags("en", "The bridge is closed. [[In the ministry noted that]] it is safe.", from: "ru"),
        .flags("en", "[[In the White House said that]] talks would go on.", from: "ru"),
        .passes("en", "In the ministry, officials noted that it is safe.", from: "ru"),
        .passes("en", "The ministry noted that it is safe.", from: "ru"),
        .passes("en", "In the government he said that talks would go on.", from: "ru"),
      ]),
    card(
      "style/deprecated-term", "A term that the desk's list of terms rejects", .wrongTerm,
      why: "A list of terms that the desk took over marks this term as deprecated. No such list is shipped.",
      advice: "Use the term that the list prefers.",
      examples: [
        .passes("en", "The council met on Monday."), .passes("en", "She wrote an email to the mayor."),
        .passes("en", "The plan failed."),
      ]),
  ]
}
