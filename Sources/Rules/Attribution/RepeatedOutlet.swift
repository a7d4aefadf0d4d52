import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// One outlet named twice for one statement: “According to Reuters, Reuters reports that …”.
struct RepeatedOutlet: Rule {
  static let card = RuleCard(
    id: "attribution/repeated-outlet", title: "An outlet is named twice for one statement", mqm: .unidiomatic,
    severity: .minor, confidence: .low, languages: .withData("entities"),
    why: """
      Languages attribute a statement before it or behind it. A translation that keeps the one and adds the other names the \
      outlet twice in one breath.
      """,
    advice: "Name the outlet once.",
    examples: [
      .flags("en", "According to Reuters, [[Reuters]] reports that the bridge is closed."),
      .flags("es", "El puente está cerrado, según informa Reuters, citado por [[Reuters]]."),
      .flags("de", "Wie dpa berichtet, teilte die [[dpa]] mit, dass die Brücke gesperrt ist."),
      .flags("ru", "По данным РИА Новости, сообщает [[РИА Новости]], мост закрыт."),
      .passes("en", "According to Reuters, the bridge is closed; AP reports that it is open."),
      .passes("en", "The Deutsche Presse-Agentur (dpa) says that the bridge is closed."),
      .passes("en", "A Reuters photographer told Reuters that the bridge is closed."),
      .passes("en", "Reuters reporters told Reuters that the bridge is closed."),
      .passes("en", "Reuters’s editor told Reuters that the bridge is closed."),
      .passes("en", "The minister told Reuters that the bridge, which a Reuters reporter had crossed, is closed."),
      .passes("en", "“Reuters, Reuters!” the crowd cried."),
    ])

  static var needs: Needs { .all(.entities) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    guard story.entityHits.count > 1 else { return }
    for place in story.entityHits.indices.dropFirst() {
      let (first, second) = (story.entityHits[place - 1], story.entityHits[place])
      let entity = language.forms[second.index].entity
      guard first.sentence == second.sentence, language.forms[first.index].entity == entity,
        language.entities[Int(entity)].kind == .outlet, !first.isQuoted, !second.isQuoted,
        !isNoun(first, story), !isNoun(second, story)
      else { continue }
      let gap = first.tokens.upperBound..<second.tokens.lowerBound
      // What stands in brackets explains the name.
      guard (1...7).contains(gap.count), !gap.contains(where: { story.tokens[$0].kind == .quote || story.isMark($0, 0x28) })
      else { continue }
      out.report(
        story.bytes(of: second.tokens), "\(Wording.quoted(story.text(first.tokens))) has just been named as the source.",
        related: [("named here", story.bytes(of: first.tokens))])
    }
  }

  /// A Reuters photographer, Reuters’s editor: the outlet says whose somebody is.
  private func isNoun(_ hit: PhraseHit, _ story: borrowing Analysis) -> Bool {
    let next = hit.tokens.upperBound
    guard story.tokens.indices.contains(next), story.sentences[hit.sentence].tokens.contains(next) else { return false }
    if story.tokens[next - 1].flags.contains(.possessive) || story.isMark(next, 0x2D) { return true }
    // Where the lexicon has the verbs of agencies, any other word behind the outlet is what belongs to it.
    let tells = WordClassSet.of(.agencyVerbs, .speechVerbs, .function)
    return story.language.has(.agencyVerbs) && story.tokens[next].kind == .word
      && !story.language.classes(of: story.tokens[next].id).intersects(tells)
  }
}
