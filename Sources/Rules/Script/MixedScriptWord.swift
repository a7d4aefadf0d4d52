import Findings
import RuleKit
import Stories
import TextBase

/// Letters of two alphabets in one word, of which one kind only looks like the other: “Mоscow” with a Cyrillic о.
struct MixedScriptWord: Rule {
  static let card = RuleCard(
    id: "script/mixed-script-word", title: "A word holds look-alike letters of another alphabet",
    mqm: .characterEncoding, severity: .major, confidence: .high,
    why: """
      Nobody sees the difference and no search finds the word. Such letters come from switched keyboards, from recognised \
      scans and from copy that was made to slip past filters.
      """,
    advice: "Type the word again on one keyboard.",
    examples: [
      .flags("en", "The mayor of [[M\u{43E}scow]] spoke on Monday.", fixed: "The mayor of Moscow spoke on Monday."),
      .flags("ru", "Вчера [[г\u{6F}р\u{6F}д]] принял бюджет.", fixed: "Вчера город принял бюджет."),
      .flags("uk", "Вчора [[м\u{69}сто]] ухвалило бюджет.", fixed: "Вчора місто ухвалило бюджет."),
      .flags("de", "Der [[St\u{430}dtrat]] tagte am Montag.", fixed: "Der Stadtrat tagte am Montag."),
      .flags("el", "Ο [[δήμαρχ\u{6F}ς]] μίλησε τη Δευτέρα.", fixed: "Ο δήμαρχος μίλησε τη Δευτέρα."),
      .flags("en", "The [[\u{421}OVID]] figures rose.", fixed: "The COVID figures rose."),
      .flags("it", "La squadra ha [[vint\u{3BF}]] la gara di lunedì.", fixed: "La squadra ha vinto la gara di lunedì."),
      .passes("ru", "В COVID-19-ный год Wi-Fi-роутер стоил дороже."),
      .passes("en", "A gap of 5 μm, a loss of 3 kΩ and the protein TNFα were named."),
      .passes("ru", "Сайт Лента.ru и ITшники из Googleа писали про iФон."),
      .passes("uk", "Гра почалася ходами 1.e4 c5 2.Кf3 d6 3.d4, а далі Фxd4."),
      .passes("uk", "Компанія Microsoft’у та NATO’вський план."),
      .passes("ko", "K팝과 IT산업이 성장했다."),
    ])

  static var needs: Needs { .all(.mixedScriptWords) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.tokens.indices where story.tokens[index].flags.contains(.mixedScript) {
      let range = story.tokens[index].range
      guard !story.isDamaged(range) else { continue }
      // Parts joined by an apostrophe or a point are words of their own: NATO’вський, Лента.ru.
      var part = range.start
      var at = range.start
      while at <= range.end {
        let (scalar, length) = at < range.end ? UTF8Text.decode(story.bytes, at) : (0, 1)
        if at == range.end || isJoint(scalar) {
          if at > part { check(ByteRange(part, at), token: range, story, &out) }
          part = at + length
        }
        at += length
      }
    }
  }

  private func isJoint(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x27, 0x2E, 0x3A, 0x5F, 0xB7, 0x2019, 0x2018, 0x2BC, 0x30...0x39: true
    // Korean hangs its endings on foreign words; Chinese and Japanese set no space.
    case 0x1100...0x11FF, 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF: true
    default: false
    }
  }

  private struct Letter {
    var scalar: UInt32
    var alphabet: LookAlikes.Alphabet?
    var isUpper: Bool
    var range: ByteRange
  }

  private func check(_ range: ByteRange, token: ByteRange, _ story: borrowing Analysis, _ out: inout FindingSink) {
    var letters: [Letter] = []
    var at = range.start
    while at < range.end {
      let (scalar, length) = UTF8Text.decode(story.bytes, at)
      if let value = Unicode.Scalar(scalar), value.properties.isAlphabetic {
        letters.append(
          Letter(
            scalar: scalar, alphabet: alphabet(scalar), isUpper: value.properties.isUppercase, range: ByteRange(at, at + length)
          ))
      }
      at += length
    }
    guard letters.count >= 2, !isChessMove(letters, range, story) else { return }
    let alphabets: [LookAlikes.Alphabet] = [.latin, .cyrillic, .greek]
    let counts = alphabets.map { alphabet in (alphabet, letters.count { $0.alphabet == alphabet }) }
    let own = alphabet(ofScript: story.language.profile.scripts.first)
    let ranked = counts.filter { $0.1 > 0 }.sorted { ($0.1, $0.0 == own ? 1 : 0) > ($1.1, $1.0 == own ? 1 : 0) }
    for (alphabet, _) in ranked {
      guard !isMeant(letters, alphabet, own), let word = rewritten(letters, in: alphabet, range, story) else { continue }
      let strange = letters.filter { $0.alphabet != alphabet }
      guard let first = strange.first else { return }
      var names: [String] = []
      for letter in strange {
        let sign = story.text(letter.range)
        if !names.contains(sign) { names.append(sign) }
      }
      let which = names.prefix(4).map { Wording.quoted($0) }.joined(separator: ", ")
      let edits = strange.compactMap { letter -> Edit? in
        guard let same = LookAlikes.letter(letter.scalar, in: alphabet), let value = Unicode.Scalar(same) else { return nil }
        return Edit(letter.range, String(Character(value)))
      }
      out.report(
        token,
        "\(which) in \(Wording.quoted(story.text(token), limit: 30)) is \(name(first.alphabet)), the rest is \(name(alphabet)).",
        fixes: [
          Fix(
            title: "Write \(Wording.quoted(word, limit: 30)) in \(name(alphabet)) letters", applicability: .safe, edits: edits)
        ])
      return
    }
  }

  private func alphabet(_ scalar: UInt32) -> LookAlikes.Alphabet? {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
    case 0x400...0x52F: .cyrillic
    default: nil
    }
  }

  private func alphabet(ofScript iso: String?) -> LookAlikes.Alphabet? {
    iso.flatMap { Script(iso: $0) }.flatMap { LookAlikes.Alphabet(rawValue: $0.code) }
  }

  private func name(_ alphabet: LookAlikes.Alphabet?) -> String {
    switch alphabet {
    case .latin: "Latin"
    case .cyrillic: "Cyrillic"
    case .greek: "Greek"
    case nil: "of a rarer alphabet"
    }
  }

  /// The word in one alphabet; nil when a letter has no look-alike there.
  private func rewritten(
    _ letters: [Letter], in alphabet: LookAlikes.Alphabet, _ range: ByteRange, _ story: borrowing Analysis
  ) -> String? {
    var text = ""
    var at = range.start
    for letter in letters where letter.alphabet != alphabet {
      guard let same = LookAlikes.letter(letter.scalar, in: alphabet), let value = Unicode.Scalar(same) else { return nil }
      text += story.text(ByteRange(at, letter.range.start))
      text.unicodeScalars.append(value)
      at = letter.range.end
    }
    return text + story.text(ByteRange(at, range.end))
  }

  /// Кf3, Фxe7: a chessman by its Cyrillic initial, the square in Latin letters.
  private func isChessMove(_ letters: [Letter], _ range: ByteRange, _ story: borrowing Analysis) -> Bool {
    guard letters.count <= 4, letters[0].alphabet == .cyrillic, letters[0].isUpper,
      (0x31...0x38).contains(story.scalar(at: range.end))
    else { return false }
    return letters.dropFirst().allSatisfy { $0.scalar == 0x78 || (0x61...0x68).contains($0.scalar) }
  }

  /// Words that are written in two alphabets on purpose.
  private func isMeant(_ letters: [Letter], _ alphabet: LookAlikes.Alphabet, _ own: LookAlikes.Alphabet?) -> Bool {
    guard let first = letters.first, let last = letters.last else { return true }
    let change = letters.indices.dropFirst().filter { letters[$0].alphabet != letters[$0 - 1].alphabet }
    if letters.contains(where: { $0.alphabet == .greek }) {
      // kΩ
      if letters.count < 3 { return true }
      if alphabet == .greek { return own != .greek && letters.count < 4 }
      // μm, TNFα, IFNγ, ΔT: signs of science stand beside capitals. A Greek letter beside a small one is none, nor is a capital
      // of Greek in a word.
      let isInWord = letters.indices.filter { letters[$0].alphabet == .greek }.allSatisfy { index in
        letters[index].isUpper
          || [index - 1, index + 1].contains {
            letters.indices.contains($0) && letters[$0].alphabet != .greek && !letters[$0].isUpper
          }
      }
      return !isInWord || letters.count < (letters.allSatisfy(\.isUpper) ? 3 : 4)
    }
    guard change.count == 1, own == .cyrillic, let split = change.first else { return false }
    if first.alphabet == .latin {
      // iФон, ITшник; Googleа with an ending.
      if split == 1, !first.isUpper, letters[1].isUpper { return true }
      if split >= 2, letters[..<split].allSatisfy(\.isUpper), !last.isUpper { return true }
      if split >= 3, letters.count - split <= 3, alphabet == .latin, !last.isUpper { return true }
    }
    return false
  }
}
