import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A whole word typed in the look-alike letters of another alphabet: a Latin “c” for the Russian preposition.
struct LookAlikeWord: Rule {
  static let card = RuleCard(
    id: "script/look-alike-word", title: "A word is typed in another alphabet that looks the same",
    mqm: .characterEncoding, severity: .major, confidence: .high, languages: .withData("function"),
    why: "Short words and abbreviations are often typed on the wrong keyboard. No search finds them and no voice reads them.",
    advice: "Type the word again on the keyboard of the language.",
    examples: [
      .flags("ru", "Мэр говорил [[c]] советом города.", fixed: "Мэр говорил с советом города."),
      .flags("en", "The mayor bought [[\u{430}]] house on Monday.", fixed: "The mayor bought a house on Monday."),
      .flags(
        "ru", "Мэр СССР не помнит. О [[CCCP]] он говорить не стал.", fixed: "Мэр СССР не помнит. О СССР он говорить не стал."),
      .passes("ru", "Сборная CCCP выступала на майках с этой надписью."),
      .passes("ru", "Витамин C и класс A; пункты a) и c) приняты."),
      .passes("ru", "Компания CMX работает c 2010 года.".replacing(" c ", with: " с ")),
      .passes("en", "The letter \u{430}, the first of the alphabet, and the word \u{441}\u{430}\u{434} were on the wall."),
    ])

  static var needs: Needs { .all(.secondAlphabet) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let own = story.language.scriptCodes.first.map({ Script(code: $0) }),
      let alphabet = LookAlikes.Alphabet(rawValue: own.code)
    else { return }
    let hasOther = [Script.latin, .cyrillic, .greek].contains { $0.code != own.code && story.scripts.contains($0.code) }
    guard hasOther else { return }
    var known: Set<UInt64>?
    for paragraph in story.paragraphs where paragraph.language == nil {
      for index in paragraph.tokens {
        let token = story.tokens[index]
        guard token.kind == .word, token.script != own.code, token.length <= 40, !token.flags.contains(.mixedScript),
          LookAlikes.Alphabet(rawValue: token.script) != nil, let text = rewritten(token.range, in: alphabet, story)
        else { continue }
        let hash = hash(text)
        guard isOwnWord(story, index - 1, paragraph.tokens, own), isOwnWord(story, index + 1, paragraph.tokens, own) else {
          // At the start of a sentence before a small letter.
          guard token.shape == .singleUpper, token.flags.contains(.sentenceStart), story.language.id(of: hash) != 0,
            isOwnWord(story, index + 1, paragraph.tokens, own), story.tokens[index + 1].shape == .lower
          else { continue }
          report(index, text, story, &out)
          continue
        }
        if token.shape == .lower {
          guard story.language.id(of: hash) != 0 else { continue }
        } else {
          guard token.scalars >= 3 else { continue }
          if known == nil {
            known = Set(story.tokens.lazy.filter { $0.kind == .word && $0.script == own.code }.map(\.hash))
          }
          guard known?.contains(hash) == true else { continue }
        }
        report(index, text, story, &out)
      }
    }
  }

  private func report(_ index: Int, _ text: String, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let token = story.tokens[index]
    let script = Script(code: token.script)
    let name = script == .latin ? "Latin" : script == .cyrillic ? "Cyrillic" : "Greek"
    out.report(
      token.range, "\(Wording.quoted(story.text(index))) is typed in \(name) letters that look like the word.",
      fixes: [.replace(token.range, with: text, "Type \(Wording.quoted(text)) in the letters of the language", .safe)])
  }

  /// A word of the story's own alphabet, with nothing but a space between.
  private func isOwnWord(_ story: borrowing Analysis, _ index: Int, _ paragraph: Range<Int>, _ own: Script) -> Bool {
    guard paragraph.contains(index) else { return false }
    let token = story.tokens[index]
    return token.kind == .word && token.script == own.code
  }

  private func rewritten(_ range: ByteRange, in alphabet: LookAlikes.Alphabet, _ story: borrowing Analysis) -> String? {
    var text = ""
    var at = range.start
    while at < range.end {
      let (scalar, length) = UTF8Text.decode(story.bytes, at)
      guard let same = LookAlikes.letter(scalar, in: alphabet), let value = Unicode.Scalar(same) else { return nil }
      text.unicodeScalars.append(value)
      at += length
    }
    return text
  }

  private func hash(_ text: String) -> UInt64 {
    var hash = FNV.basis
    for scalar in text.lowercased().unicodeScalars {
      hash = FNV.combine(hash, scalar: scalar.value == 0x451 ? 0x435 : scalar.value)
    }
    return hash
  }
}
