import Findings
import RuleKit
import Stories
import TextBase

/// One name with its inner capital and without: WhatsApp, Whatsapp.
struct MixedCase: Rule {
  static let card = RuleCard(
    id: "entities/mixed-case", title: "A name has its inner capital here and not there", mqm: .inconsistentUse,
    severity: .minor, confidence: .medium,
    why: """
      Names such as WhatsApp or BioNTech have a capital inside. Machines that put capitals back after translating lose it in \
      some sentences and keep it in others.
      """,
    advice: "Write the name as its bearer does, throughout.",
    examples: [
      .flags("en", "The messages were sent by NordApp. In May [[Nordapp]] said that it had lost them."),
      .flags("de", "Die Nachrichten kamen über NordApp. Im Mai hatte [[Nordapp]] sie verloren."),
      .flags("ru", "Сообщения шли через НордБанк. В мае [[Нордбанк]] их потерял."),
      .passes("en", "The messages were sent by NordApp. In May NordApp said that it had lost them."),
      .passes("en", "The FREMO club met on Monday. Its head said that Fremo would grow, and so will the MPs."),
      .passes("en", "Peter MacNorton met Anna Macnorton on Monday. Both left early."),
      .passes("de", "Die LehrerInnen der Stadt trafen sich am Montag; die Lehrerinnen waren in der Mehrheit."),
      .passes("en", "See nordapp.example for more. NordApp is new."),
    ])

  static var needs: Needs { .all(.innerCapitals) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var reported: [UInt64] = []
    for token in story.capitalised where story.tokens[token].shape == .mixed {
      let word = story.tokens[token]
      guard word.kind == .word, word.scalars >= 5, word.joint == 0, !word.flags.contains(.mixedScript),
        !reported.contains(word.hash)
      else { continue }
      reported.append(word.hash)
      // LehrerInnen and Lehrerinnen are two words.
      guard let other = twin(of: token, story), !story.ends(other, in: .inclusiveEndings) else { continue }
      let counts = Wording.counts(
        [token, other].sorted().map { form in
          (
            story.text(form),
            story.capitalised.count {
              story.tokens[$0].hash == word.hash && story.tokens[$0].shape == story.tokens[form].shape
            }
          )
        })
      out.report(
        story.tokens[other].range, "One name in two forms: \(counts).",
        related: [("written so here", story.tokens[token].range)])
    }
  }

  /// The same letters with a capital at the front alone; nil where either form stands in the name of a person, as two people
  /// may spell one surname in two ways.
  private func twin(of token: Int, _ story: borrowing Analysis) -> Int? {
    let hash = story.tokens[token].hash
    var twin: Int?
    for other in story.capitalised where story.tokens[other].hash == hash {
      if isOfPerson(other, story) { return nil }
      if twin == nil, story.tokens[other].shape == .capitalised { twin = other }
    }
    return twin
  }

  /// Behind a given name, or another word with a capital that is no month or weekday.
  private func isOfPerson(_ token: Int, _ story: borrowing Analysis) -> Bool {
    token > 0 && story.tokens[token - 1].kind == .word && story.tokens[token - 1].isCapitalised
      && !story.tokens[token].flags.contains(.sentenceStart) && !story.tokens[token].flags.contains(.lineStart)
      && !story.isIn(token - 1, .function) && !story.isIn(token - 1, .articles) && !story.isIn(token - 1, .month)
      && !story.isIn(token - 1, .weekday)
  }
}
