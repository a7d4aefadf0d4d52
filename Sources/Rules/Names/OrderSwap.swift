import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// One person with the family name first and last: Han Jirou, Jirou Han.
struct OrderSwap: Rule {
  static let card = RuleCard(
    id: "names/order-swap", title: "One person’s names stand in both orders",
    mqm: .inconsistentUse, severity: .major, confidence: .medium,
    why: "Chinese, Korean and Hungarian put the family name first. Turned in one place only, one person becomes two.",
    advice: "Use one order throughout, the one your house style has for the language of the name.",
    examples: [
      .flags("en", "The envoy Han Jirou arrived on Monday. A day later, [[Jirou Han]] left again."),
      .flags("de", "Der Gesandte Szabó István kam am Montag. Am Tag danach reiste [[István Szabó]] ab."),
      .passes("en", "The envoy Han Jirou arrived on Monday. A day later, Han Jirou left again."),
      .passes("en", "The Lomov Morven pact was signed by Peter Lomov and Anna Morven. Peter, Lomov said, signed first."),
      .passes("en", "Paris Texas is a film; the Texas Paris Fair is a fair. Thomas Paul Simon met Paul Thomas."),
      .passes("de", "Der Rat Bremen tagte. Der Bremen Rat Verlag auch."),
    ])

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.capitalised.count >= 4 else { return }
    // By the sum of the two hashes: one number for both orders. A bit for each tells that most come once.
    var pairs: [(key: UInt64, first: Int)] = []
    var filter: UInt64 = 0
    var reported: Set<UInt64> = []
    let needsGivenName = story.language.habits.contains(.capitalNouns)
    var index = 0
    while index + 1 < story.capitalised.count {
      let run = story.capitalised[index]
      var end = index + 1
      while end < story.capitalised.count, story.capitalised[end] == run + end - index,
        !story.tokens[story.capitalised[end]].flags.contains(.lineStart)
      {
        end += 1
      }
      defer { index = end }
      // A title may stand before the name: Der Gesandte Szabó István.
      let first = run + end - index - 2
      guard (2...4).contains(end - index), isName(first, story), isName(first + 1, story),
        story.tokens[first].hash != story.tokens[first + 1].hash
      else { continue }
      let (a, b) = (story.tokens[first].hash, story.tokens[first + 1].hash)
      let key = a &+ b
      let bit: UInt64 = 1 << (key >> 32 & 63)
      defer { filter |= bit }
      guard filter & bit != 0, let known = pairs.first(where: { $0.key == key })?.first else {
        pairs.append((key, first))
        continue
      }
      // Hardly any pair gets here: what the given names say is asked last.
      guard story.tokens[known].hash == b,
        !needsGivenName || story.names.gender(a) != nil || story.names.gender(b) != nil, reported.insert(key).inserted
      else { continue }
      let range = story.bytes(of: first..<first + 2)
      let twin = story.bytes(of: known..<known + 2)
      out.report(
        range, "\(Wording.quoted(story.text(range))) is called \(Wording.quoted(story.text(twin))) elsewhere in this story.",
        // James Thomas and Thomas James: two given names make two people as easily as one.
        confidence: story.names.gender(a) != nil && story.names.gender(b) != nil ? .low : .medium,
        related: [("first written here", twin)])
    }
  }

  private func isName(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[token]
    return word.shape == .capitalised && word.id == 0 && word.scalars >= 2
      && !(word.flags.contains(.sentenceStart) && story.names.gender(word.hash) == nil)
  }
}
