import Lexicons
import TextBase

/// A person named in full in headline or body: a given name that tells a gender, and a surname behind it.
public struct PersonName: Sendable {
  /// From the given name to the surname.
  public var tokens: Range<Int>
  public var gender: NameGender
  public var sentence: Int
  public var isQuoted: Bool

  public init(tokens: Range<Int>, gender: NameGender, sentence: Int, isQuoted: Bool) {
    self.tokens = tokens
    self.gender = gender
    self.sentence = sentence
    self.isQuoted = isQuoted
  }

  public var given: Int { tokens.lowerBound }
  public var surname: Int { tokens.upperBound - 1 }
}

extension Analysis {
  /// People whose full name tells their gender beyond doubt, in the order of the story.
  func findPeople(into people: inout [PersonName]) {
    guard capitalised.count > 1, !names.isEmpty else { return }
    let isCzech = traits.hasCzechNames
    for token in capitalised { names.fetch(tokens[token].hash) }
    var sentence = 0
    var next = 0
    for token in capitalised where token >= next {
      let word = tokens[token]
      guard word.shape == .capitalised, word.joint == 0, mayGoOn(token + 1),
        let byName = names.gender(word.hash) ?? (isCzech ? czech(behind: token) : nil)
      else {
        continue
      }
      while sentences[sentence].tokens.upperBound <= token { sentence += 1 }
      guard isNamed(sentences[sentence].paragraph), let end = endOfName(token, sentences[sentence].tokens.upperBound) else {
        continue
      }
      next = end
      if word.scalars <= 3, NameParticles.hashes.contains(word.hash), isBehindName(token) { continue }
      guard let gender = gender(byName, given: token, surname: end - 1) else { continue }
      people.append(
        PersonName(tokens: token..<end, gender: gender, sentence: sentence, isQuoted: word.flags.contains(.quoted)))
    }
  }

  /// Сірін Бен Айссу, later Бен Айссу: whether a given name that is also a particle is the middle of a longer name somewhere in the story.
  private func isBehindName(_ given: Int) -> Bool {
    let (name, surname) = (tokens[given].hash, tokens[given + 1].hash)
    return capitalised.contains { token in
      token > 0 && token + 1 < tokens.count && tokens[token].hash == name && tokens[token + 1].hash == surname
        && tokens[token - 1].isCapitalised && tokens[token - 1].id == 0 && !tokens[token].flags.contains(.lineStart)
    }
  }

  /// Whether a name can go on at a token: with a name, an initial or a particle.
  private func mayGoOn(_ token: Int) -> Bool {
    guard token < tokens.count else { return false }
    switch tokens[token].shape {
    case .capitalised, .mixed, .singleUpper: return true
    case .lower: return tokens[token].scalars <= 4
    default: return false
    }
  }

  /// A surname in -ová is a woman's, whatever name stands before it.
  private func czech(behind token: Int) -> NameGender? {
    guard token + 1 < tokens.count, tokens[token + 1].shape == .capitalised,
      tokens[token].id == 0, let ending = SurnameEnding.of(bytes, tokens[token + 1]), ending.origin == "cs"
    else { return nil }
    return ending.gender
  }

  private func isNamed(_ paragraph: Int) -> Bool {
    guard paragraphs[paragraph].language == nil else { return false }
    switch paragraphs[paragraph].field {
    case .body, .headline: return true
    default: return false
    }
  }

  /// The token behind a surname that follows a given name: over further names, an initial, or a particle.
  private func endOfName(_ given: Int, _ limit: Int) -> Int? {
    var at = given + 1
    var end: Int?
    while at < limit, at - given <= 5 {
      let word = tokens[at]
      guard word.flags.contains(.spaceBefore) || isMark(at, 0x2D) || isMark(at - 1, 0x2D), !word.flags.contains(.lineStart)
      else { break }
      if word.kind == .word, word.shape == .capitalised || word.shape == .mixed {
        at += 1
        end = at
        continue
      }
      if isMark(at, 0x2D), end != nil, at + 1 < limit, tokens[at + 1].isCapitalised {
        at += 1
        continue
      }
      // Anna M. Weber
      if word.shape == .singleUpper, at + 2 < limit, isMark(at + 1, 0x2E), tokens[at + 2].shape == .capitalised {
        at += 2
        continue
      }
      // Anna von Weber, Anna de la Cruz
      if word.shape == .lower, word.scalars <= 4, NameParticles.hashes.contains(word.hash), at + 1 < limit,
        tokens[at + 1].shape == .capitalised
      {
        at += 1
        continue
      }
      break
    }
    guard let end, end - given <= 5 else { return nil }
    return end
  }

  /// The gender that given name, patronymic and surname agree on.
  private func gender(_ byName: NameGender, given: Int, surname: Int) -> NameGender? {
    let ending = SurnameEnding.of(bytes, tokens[surname])
    var gender = byName
    if gender == .either, let origin = ending?.origin {
      gender = names.gender(tokens[given].hash, origin: origin) ?? .either
    }
    if surname - given >= 2, let patronymic = SurnameEnding.patronymic(bytes, tokens[given + 1]) {
      if gender == .either { gender = patronymic } else if gender != patronymic { return nil }
    }
    if let bySurname = ending?.gender {
      if gender == .either { gender = bySurname } else if gender != bySurname { return nil }
    }
    return gender == .either ? nil : gender
  }
}

/// The small words inside names.
private enum NameParticles {
  static let hashes: Set<UInt64> = Set(
    """
    abu af al av ben bin bint da das de del della den der des di do dos du e el ibn la le te ten ter van von y zu zum
    абу ад аль бен бин бинт ван да де дель ди фон
    """.split(whereSeparator: \.isWhitespace).map { WordHash.of(folded: $0) })
}

/// What the end of a surname tells: Petrova is a woman, Bianchi's given name is Italian.
public struct SurnameEnding {
  public var gender: NameGender?
  /// An origin of the table of given names.
  public var origin: String?

  private struct Ending {
    let letters: [UInt8]
    let gender: NameGender?
    let origin: String?

    static func all(_ gender: NameGender?, _ origin: String?, _ endings: String) -> [Ending] {
      endings.split(separator: " ").map { Ending(letters: Array($0.utf8), gender: gender, origin: origin) }
    }
  }

  /// Endings by their last byte: a surname is compared with few.
  private struct Table {
    private var byLast = [[Ending]](repeating: [], count: 256)

    init(_ endings: [Ending]) {
      for ending in endings { byLast[Int(ending.letters.last!)].append(ending) }
    }

    /// The first that the word, without its possessive ending, ends in.
    func first(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Token) -> Ending? {
      let end = word.joint > 0 ? Int(word.start) + Int(word.joint) : Int(word.end)
      return byLast[Int(bytes[end - 1])].first { ending in
        let start = end - ending.letters.count
        guard start > Int(word.start) else { return false }
        for place in ending.letters.indices where bytes[start + place] != ending.letters[place] { return false }
        return true
      }
    }
  }

  private static let endings = Table(
    Ending.all(.female, "ru", "ова ева ёва ская цкая skaya ova eva") + Ending.all(.male, "ru", "ов ский цкий sky ov")
      + Ending.all(.female, "uk", "ська цька") + Ending.all(.male, "uk", "ський цький skyy")
      + Ending.all(nil, "uk", "енко enko")
      + Ending.all(.female, "pl", "ska cka") + Ending.all(.male, "pl", "ski cki") + Ending.all(.female, "cs", "ová")
      + Ending.all(nil, "it", "elli etti ucci ianchi ini") + Ending.all(nil, "fi", "nen") + Ending.all(nil, "sv", "sson")
      + Ending.all(nil, "tr", "oğlu"))

  private static let patronymics = Table(
    Ending.all(.male, nil, "ович евич йович ьич ovich evich ovych")
      + Ending.all(.female, nil, "овна евна ична івна ївна ovna evna ivna"))

  public static func of(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Token) -> SurnameEnding? {
    guard word.scalars >= 5 else { return nil }
    return endings.first(bytes, word).map { SurnameEnding(gender: $0.gender, origin: $0.origin) }
  }

  public static func patronymic(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Token) -> NameGender? {
    guard word.scalars >= 7 else { return nil }
    return patronymics.first(bytes, word)?.gender
  }
}
