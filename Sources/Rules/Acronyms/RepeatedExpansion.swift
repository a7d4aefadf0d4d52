import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// An abbreviation is explained twice.
struct RepeatedExpansion: Rule {
  static let card = RuleCard(
    id: "acronyms/expanded-twice", title: "An abbreviation is explained twice",
    mqm: .textualConventions, severity: .minor, confidence: .medium,
    why: "A text put together from several translated pieces explains its abbreviations anew in each.",
    advice: "Explain it at the first mention only.",
    examples: [
      .flags("en", "The Office for Local Affairs (OLA) opened. The [[Office for Local Affairs (OLA)]] has two rooms."),
      .flags("de", "Das Amt für Lokale Sachen (ALS) öffnete. Das [[Amt für Lokale Sachen (ALS)]] hat zwei Räume."),
      .passes("en", "The Office for Local Affairs (OLA) opened. The OLA has two rooms."),
      .passes("en", "The Office for Local Affairs (OLA) opened. The Board of Trade (BOT) did not."),
      .passes("en", "The Office for Local Affairs (OLA) opened."),
    ])

  static var needs: Needs { .all(.glosses) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var firsts: [UInt64: Gloss] = [:]
    for gloss in story.glosses() where gloss.misses == 0 {
      let key = story.tokens[gloss.abbreviation].hash
      guard let first = firsts[key] else {
        firsts[key] = gloss
        continue
      }
      guard Initials.isSame(first, gloss, story) else { continue }
      out.report(
        story.bytes(of: gloss.name.lowerBound..<gloss.end),
        "\(Wording.quoted(story.text(gloss.abbreviation))) is explained a second time.",
        related: [("first explained here", story.bytes(of: first.name.lowerBound..<first.end))])
    }
  }
}

/// One abbreviation for two names.
struct TwoMeanings: Rule {
  static let card = RuleCard(
    id: "acronyms/two-meanings", title: "One abbreviation stands for two names",
    mqm: .inconsistentUse, severity: .major, confidence: .medium,
    why: "Either one of the names is a second translation of the same body, or readers cannot tell the two apart.",
    advice: "Use one name for one body, or another abbreviation for the second.",
    examples: [
      .flags("en", "The Office for Local Affairs (OLA) opened. The [[Organization of Library Assistants (OLA)]] met."),
      .flags("en", "The National Grain Board (NGB) met. The [[New Garden Bank (NGB)]] did not."),
      .passes("en", "The Office for Local Affairs (OLA) opened. The Office for Local Affairs (OLA) met."),
      .passes("en", "The Office for Local Affairs (OLA) opened. The Board of Trade (BOT) met."),
      .passes("en", "The OLA opened. The Office for Local Affairs (OLA) has two rooms."),
      .passes("es", "Fue al Instituto Nacional de Estadística (INE). El Instituto Nacional Electoral (INE) la llamó."),
      .flags("en", "The Office for Local Affairs (OLA) met people of the [[Organization of Library Assistants (OLA)]]."),
      .passes("en", "The Office for Local Affairs (OLA), not the Organization of Library Assistants (OLA), opened."),
    ])
  static var needs: Needs { .all(.glosses) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var firsts: [UInt64: Gloss] = [:]
    var ends: [UInt64: Int] = [:]
    for gloss in story.glosses() where gloss.misses == 0 && gloss.letters >= 3 {
      let key = story.tokens[gloss.abbreviation].hash
      let isNext =
        ends[key].map { gloss.name.lowerBound - $0 <= 3 && story.sentences[gloss.sentence].tokens.contains($0) } ?? false
      ends[key] = gloss.end
      guard let first = firsts[key] else {
        firsts[key] = gloss
        continue
      }
      // Side by side they are told apart on purpose; of two that the lexicon knows, each has the letters by right.
      guard !Initials.isSame(first, gloss, story), !isNext, !areKnown(first, gloss, story) else {
        continue
      }
      out.report(
        story.bytes(of: gloss.name.lowerBound..<gloss.end),
        "\(Wording.quoted(story.text(gloss.abbreviation))) already stands for \(Wording.quoted(story.text(first.name))).",
        related: [("first explained here", story.bytes(of: first.name.lowerBound..<first.end))])
    }
  }
}

extension TwoMeanings {
  private func areKnown(_ a: Gloss, _ b: Gloss, _ story: borrowing Analysis) -> Bool {
    func bodies(_ gloss: Gloss, _ story: borrowing Analysis) -> Set<Int> {
      let hits = (story.entityHits + story.namesakeHits).filter { $0.tokens.upperBound == gloss.name.upperBound }
      return Set(hits.map { Int(story.language.forms[$0.index].entity) })
    }
    let (first, second) = (bodies(a, story), bodies(b, story))
    return !first.isEmpty && !second.isEmpty && first.isDisjoint(with: second)
  }
}

enum Initials {
  /// Whether two glosses give the same name, inflection apart: equal first letters of every long word.
  static func isSame(_ a: Gloss, _ b: Gloss, _ story: borrowing Analysis) -> Bool {
    func stems(_ gloss: Gloss, _ story: borrowing Analysis) -> [String] {
      gloss.name.filter { story.tokens[$0].scalars > 3 }.map { String(story.text($0).lowercased().prefix(4)) }
    }
    return stems(a, story) == stems(b, story)
  }
}

/// An abbreviation that nobody explains.
struct NeverExpanded: Rule {
  static let card = RuleCard(
    id: "acronyms/never-expanded", title: "An abbreviation is never explained",
    mqm: .textualConventions, severity: .minor, confidence: .low, languages: .withData("entities"),
    options: [RuleOption("mentions", standard: 2, range: 1...20, help: "speak from this many mentions on")],
    why: "What every reader of the source knows, a reader abroad may not.",
    advice: "Give the name at the first mention.",
    examples: [
      .flags("en", "The [[KZRT]] raised its fees on Monday. Customers of the KZRT complained."),
      .flags("en", "Workers of [[QRVT]] went on strike on Monday. The board of QRVT will meet them."),
      .passes("en", "NATO and the UN met on Monday. NATO will meet again, the UN too."),
      .passes("en", "The Office for Local Affairs (OLA) opened. The OLA has two rooms."),
      .passes("en", "THE BOARD MET ON MONDAY\nThe board met on Monday, it said."),
    ])
  static var needs: Needs { .all(.acronyms) }

  private let mentions: Int
  init(_ style: HouseStyle) { mentions = style.option("mentions", of: NeverExpanded.card) }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    // Few a story, so a search in a short list is cheaper than hashing.
    var counts: [(first: Int, count: Int)] = []
    for token in story.capitalised where story.tokens[token].shape == .upper && (3...6).contains(story.tokens[token].scalars) {
      guard let paragraph = story.paragraph(at: Int(story.tokens[token].start)), story.paragraphs[paragraph].isBody else {
        continue
      }
      let hash = story.tokens[token].hash
      if let known = counts.firstIndex(where: { story.tokens[$0.first].hash == hash }) {
        counts[known].count += 1
      } else {
        counts.append((token, 1))
      }
    }
    for seen in counts where seen.count >= mentions && story.tokens[seen.first].id == 0 {
      let hash = story.tokens[seen.first].hash
      let isExplained = story.glosses().contains { story.tokens[$0.abbreviation].hash == hash }
      if isExplained || story.entityHits.contains(where: { $0.tokens.contains { story.tokens[$0].hash == hash } }) { continue }
      out.report(
        story.bytes(of: seen.first..<seen.first + 1),
        "\(Wording.quoted(story.text(seen.first))) (\(seen.count)) is never explained.")
    }
  }
}
