import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// One part of a country as an oblast here and a region there.
struct MixedAreaWords: Rule {
  static let card = RuleCard(
    id: "places/mixed-area-words", title: "One area is called by a foreign and by a plain word", mqm: .inconsistentUse,
    severity: .minor, confidence: .medium, languages: .withData("area-native"),
    why: """
      “Kharkiv oblast” and “Kharkiv region” are one area. Readers who do not know the foreign word take them for two, and \
      search for the difference.
      """,
    advice: "Use one word for the area; most styles prefer the plain one.",
    examples: [
      .flags("en", "Shops in Kharkiv oblast closed on Monday. Roads across [[Kharkiv region]] were blocked."),
      .flags("en", "Schools of the Perm territory reopened. Buses run all over [[Perm Krai]] again."),
      .flags("fr", "Les écoles de l’oblast de Kharkiv ont rouvert. Des bus circulent dans la [[région de Kharkiv]]."),
      .flags("de", "In der Oblast Charkiw blieben Läden zu. Straßen im [[Gebiet Charkiw]] waren gesperrt."),
      .flags("es", "Las escuelas del óblast de Járkov abrieron. En la [[región de Járkov]] circulan autobuses."),
      // The case endings of the adjectives are compared letter by letter.
      .flags(
        "ru", "Школы Пермского края открылись. По всей [[Пермской территории]] ходят автобусы.", except: [.decomposed]),
      .flags(
        "uk", "Крамниці Харківської області зачинені. Дороги у [[Харківській провінції]] перекрито.", except: [.decomposed]),
      .passes("ru", "Школы Пермского края открылись. На территории Пермского края ходят автобусы."),
      .passes("ru", "Магазины Харьковской области закрыты. В Полтавской провинции спокойно."),
      .passes("en", "Shops in Kharkiv oblast closed on Monday. Roads across Poltava region were blocked."),
      .passes("en", "Shops in Kharkiv region closed. The Kharkiv district and the city stayed calm; Kharkiv Region voted."),
      .passes("en", "Shops in Kharkiv oblast closed. “The Kharkiv region is calm,” the governor said."),
      .passes("en", "Nizhny Novgorod oblast lies on the Volga, Novgorod region far to the north-west."),
      .passes("en", "Shops in the Kharkiv oblast, or Kharkiv region, closed on Monday."),
      .passes("fr", "L’oblast de Kharkiv compte plusieurs villes. La région de Poltava est voisine."),
    ])

  init(_ style: HouseStyle) {}

  private struct Mention {
    /// Of the name, with every capitalised word of it.
    var name: UInt64
    var word: UInt32
    var isNative: Bool
    var tokens: Range<Int>
  }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.wordClasses.contains(.areaNative), story.wordClasses.contains(.areaPlain) else { return }
    var mentions: [Mention] = []
    var next = 0
    let order = Order(story.language)
    for token in story.capitalised where token >= next {
      guard let mention = mention(token, order, story) else { continue }
      next = mention.tokens.upperBound
      mentions.append(mention)
    }
    guard mentions.contains(where: \.isNative), mentions.contains(where: { !$0.isNative }) else { return }
    var reported: Set<UInt64> = []
    for (index, mention) in mentions.enumerated() where !reported.contains(mention.name) {
      let own = mentions.prefix(index).filter { $0.name == mention.name }
      guard let first = own.first(where: { isOther($0, mention, story) }), !isGloss(first, mention, story) else { continue }
      reported.insert(mention.name)
      let forms = [first, mention].map { form in
        (story.text(form.tokens), mentions.count { $0.name == form.name && $0.word == form.word })
      }
      out.report(
        story.bytes(of: mention.tokens), "One area in two forms: \(Wording.counts(forms)).",
        related: [("first written here", story.bytes(of: first.tokens))])
    }
  }

  /// The foreign and the plain word for the same kind of area.
  private func isOther(_ a: Mention, _ b: Mention, _ story: borrowing Analysis) -> Bool {
    a.isNative != b.isNative && story.language.arePartners(a.word, b.word)
  }

  /// “The Kharkiv oblast, or Kharkiv region”: one explains the other.
  private func isGloss(_ a: Mention, _ b: Mention, _ story: borrowing Analysis) -> Bool {
    let between = a.tokens.upperBound..<b.tokens.lowerBound
    return between.count <= 4 && !between.contains { story.tokens[$0].flags.contains(.sentenceStart) }
  }

  /// Kharkiv region, région de Kharkiv, Gebiet Charkiw: `token` is the first capitalised word of it.
  private func mention(_ token: Int, _ order: Order, _ story: borrowing Analysis) -> Mention? {
    let word = story.tokens[token]
    guard !word.flags.contains(.quoted), !word.flags.contains(.possessive) else { return nil }
    func area(_ index: Int, _ story: borrowing Analysis) -> Bool? {
      if story.isIn(index, .areaNative) { return true }
      return story.isIn(index, .areaPlain) ? false : nil
    }
    func continues(_ index: Int, _ story: borrowing Analysis) -> Bool {
      story.tokens.indices.contains(index) && story.tokens[index].isCapitalised && story.tokens[index].kind == .word
        && !story.tokens[index].flags.contains(.lineStart) && area(index, story) == nil && !story.isIn(index, .function)
    }
    if order != .beforeName {
      // Any adjective has a capital at the start of a sentence: Наш край.
      guard area(token, story) == nil, order == .behindName || !word.flags.contains(.sentenceStart),
        !story.isIn(token, .function), !story.isIn(token, .articles)
      else { return nil }
      var end = token + 1
      while continues(end, story), end - token < 4 { end += 1 }
      guard story.tokens.indices.contains(end), let isNative = area(end, story),
        !story.tokens[end - 1].flags.contains(.possessive), !continues(end + 1, story)
      else { return nil }
      return Mention(
        name: name(token..<end, order, story), word: story.tokens[end].id, isNative: isNative, tokens: token..<end + 1)
    }
    // Nouns of German have a capital themselves.
    var place = token - 1
    if area(token, story) != nil { return nil }
    if area(place, story) == nil, story.isIn(place, .prepositions) { place -= 1 }
    guard let isNative = area(place, story), !story.tokens[place].flags.contains(.quoted) else { return nil }
    var end = token + 1
    while continues(end, story), end - token < 4 { end += 1 }
    return Mention(
      name: name(token..<end, order, story), word: story.tokens[place].id, isNative: isNative, tokens: place..<end)
  }

  /// Where the word for the area stands: Kharkiv region, Харьковская область; région de Kharkiv, Gebiet Charkiw.
  private enum Order {
    case behindName, behindAdjective, beforeName

    init(_ language: Language) {
      self =
        language.habits.contains(.areaBehindName)
        ? .behindName : language.habits.contains(.areaBehindAdjective) ? .behindAdjective : .beforeName
    }
  }

  /// Of the bytes of the name, without the case endings of an adjective.
  private func name(_ tokens: Range<Int>, _ order: Order, _ story: borrowing Analysis) -> UInt64 {
    var hash = FNV.basis
    for token in tokens {
      var core = story.coreBytes(of: token..<token + 1)
      if order == .behindAdjective { core.end -= story.ending(of: token, in: .nameEndings) }
      for byte in story.bytes[core.start..<core.end] { hash = FNV.combine(hash, scalar: UInt32(byte)) }
    }
    return hash
  }
}
