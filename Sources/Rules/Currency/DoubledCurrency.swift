import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// An amount that names its currency twice: $5 dollars, €2 million euros.
struct DoubledCurrency: Rule {
  static let card = RuleCard(
    id: "currency/doubled-currency", title: "The currency of an amount stands twice", mqm: .numberFormat, severity: .minor,
    confidence: .high,
    why: "Sign and word say the same. Both together show that one was added, or the other left, in translation.",
    advice: "Keep the sign or the word.",
    examples: [
      .flags("en", "The ticket costs [[$5 dollars]] now.", fixed: "The ticket costs $5 now."),
      .flags("en", "The fund holds [[€2.5 million euros]] in cash.", fixed: "The fund holds €2.5 million in cash."),
      .flags("de", "Die Karte kostet [[5 € Euro]] im Vorverkauf.", fixed: "Die Karte kostet 5 € im Vorverkauf."),
      .flags("fr", "Le pont coûte [[£18 millions de livres]], dit le maire."),
      .flags("ru", "Ремонт обошёлся в [[£180 тысяч фунтов]].", fixed: "Ремонт обошёлся в £180 тысяч."),
      .flags("ru", "Билет стоит [[₺18 лир]].", fixed: "Билет стоит ₺18."),
      .flags("zh", "市政府拨款[[$500万美元]]修路。", fixed: "市政府拨款$500万修路。"),
      .flags("es", "El fondo tiene [[€ 180.000 €]] en caja."),
      .flags("fa", "این پل [[$۳ میلیارد دلار]] هزینه داشت."),
      .flags("hi", "पुल पर [[£10,000 पाउंड]] खर्च हुए।"),
      .flags("sv", "Fonden har [[2 miljoner euro €]] kvar."),
      .passes("en", "The fund holds 2 million dollars; €5 is the fee."),
      .passes("en", "The fund holds 2 million euros €5 is the fee."),
      .flags("en", "The fund holds [[€$2.5]] million in cash."),
      .flags("tr", "Fonda [[40 milyon € avro]] var.", fixed: "Fonda 40 milyon € var."),
      .passes("de", "Er zahlte 5 € Euro NCAP für den Test."),
      .flags("de", "Die Regierung stellte [[$45 Millionen Dollar]] Soforthilfe in Aussicht."),
      .flags("pt", "A dívida chegou a R[[$ 3,2 bilhões de reais]] em dezembro."),
      .flags("ru", "Компания вложит [[€3,7 млн. евро]] в новый завод."),
      .flags("fr", "La société a levé [[18 millions de francs suisses CHF]] auprès d’un fonds."),
      .flags("fr", "Le fonds a versé [[2 millions d’euros €]] au projet."),
      .flags("en", "The fund gave [[USD 25 million dollars]] to the project."),
      .flags("sv", "Fonden gav [[SEK 25 miljoner kronor]] till projektet."),
      .passes("de", "Beim Kurs EUR/USD 1,08 Dollar stieg der Gewinn."),
      .passes("en", "The fund gave USD 25 million. Dollars were scarce, and SEK 3 bought euros."),
      .passes("fr", "La société a levé 18 millions de francs. CHF est le code du franc suisse."),
      .passes("pt", "A dívida chegou a R$ 3,2 bilhões. De dólares ninguém falou."),
      .passes("en", "They paid $5 $6 was due."),
      .passes("en", "The ticket costs $5, or 4 euros."),
      .passes("en", "He paid $5 to the Canadian dollar fund."),
      .passes("en", "The fund holds £2 million sterling and 5 dollars."),
      .passes("fr", "Le billet coûte 5 €. Euro et dollar reculent."),
    ])

  static var needs: Needs { .all(.figures) }

  /// By the sign, how the names of its currency begin in the languages of the lexicons; cases and plurals end them.
  private static let names: [UInt32: [[UInt8]]] = [
    0x24: "dollar dólar dollár доллар долар dolar δολάρι دولار دلار דולר डॉलर 美元 美金 ドル 달러 ดอลลาร์ đô USD",
    0x20AC: "euro avro евро євро ευρώ يورو أورو یورو יורו אירו यूरो 欧元 ユーロ 유로 ยูโร EUR",
    0xA3: "pound pfund livre libra sterline фунт funt pond pund جنيه پوند 英镑 पाउंड पौंड ポンド 파운드 ปอนด์ GBP",
    0xA5: "yen yuan иен юан 日元 人民币 元 円 엔 위안 เยน หยวน JPY CNY",
    0x20BD: "rubl rouble ruble рубл روبل 卢布 ルーブル 루블 รูเบิล RUB", 0x20B4: "hryvnia hrywn hrywien hřiv гривн гривен UAH",
    0x20BA: "lira lire лир lir 里拉 リラ 리라 ลีรา TRY", 0x20A9: "won вон 韩元 韩币 ウォン 원 วอน KRW",
    0x20B9: "rupee rupi рупи रुपय रुपए रुपये 卢比 ルピー 루피 รูปี INR", 0x20B1: "peso песо 比索 ペソ 페소 เปโซ PHP",
    0xE3F: "baht бат 泰铢 铢 バーツ 바트 บาท THB", 0x20BE: "lari лари ларі GEL", 0x20AA: "shekel шекел שקל ILS",
    0x20AB: "đồng dong VND",
  ].mapValues { $0.split(separator: " ").map { Array($0.utf8) } }

  /// Korean writes its scale words, the figure and the currency together: 200만달러.
  private static let joinedScales = ["만", "억", "조", "천", "백"].map { Array($0.utf8) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for number in story.numbers {
      let paragraph = story.paragraphs[number.paragraph].tokens
      let doubled =
        wordAndSign(number, paragraph, story) ?? wordAndCode(number, paragraph, story) ?? codeAndWord(number, paragraph, story)
      if let range = doubled {
        out.report(range, "“\(story.text(range))” names the currency twice.")
        continue
      }
      guard number.isMoney else { continue }
      let before = number.tokens.lowerBound - 1
      var first = number.tokens.lowerBound
      var next = number.tokens.upperBound
      var sign: UInt32 = 0
      if before >= paragraph.lowerBound, story.tokens[before].kind == .symbol {
        sign = story.scalar(at: Int(story.tokens[before].start))
        first = before
        if let range = signs(sign, before, number, paragraph, story) {
          out.report(range, "“\(story.text(range))” has two signs of currency.")
          continue
        }
      } else if let behind = [next, number.end].first(where: { $0 < paragraph.upperBound && story.tokens[$0].kind == .symbol })
      {
        sign = story.scalar(at: Int(story.tokens[behind].start))
        next = behind + 1
      }
      guard let names = names(of: sign, before, story), let (word, end) = name(behind: next, number, names, paragraph, story)
      else {
        continue
      }
      let whole = ByteRange(Int(story.tokens[first].start), end)
      let edit = ByteRange(Int(story.tokens[word - 1].end), end)
      // “million de livres”: a word of grammar would stay.
      let isAlone = word >= number.tokens.upperBound && !story.isIn(word - 1, .genitiveLinks)
      out.report(
        whole, "“\(story.text(whole))” names the currency twice.",
        fixes: isAlone ? [.replace(edit, with: "", "Remove the word", .safe)] : [])
    }
  }

  /// The names of a currency by its sign, with the letter that stands before it: R$ is no dollar.
  private func names(of sign: UInt32, _ token: Int, _ story: borrowing Analysis) -> [[UInt8]]? {
    let letter = token - 1
    let isReal =
      sign == 0x24 && letter >= 0 && story.tokens[letter].end == story.tokens[letter + 1].start
      && story.tokens[letter].length == 1 && story.bytes[Int(story.tokens[letter].start)] == UInt8(ascii: "R")
    return isReal ? Self.reais : Self.names[sign]
  }

  private static let reais = ["reais", "real", "реал"].map { Array($0.utf8) }

  /// 2 million euros €: the sign stands behind the name, and belongs to no figure of its own.
  private func wordAndSign(_ number: NumberColumn, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> ByteRange? {
    let sign = number.end + 1
    guard sign < paragraph.upperBound, story.tokens[number.end].kind == .word, story.tokens[sign].kind == .symbol,
      let names = Self.names[story.scalar(at: Int(story.tokens[sign].start))],
      // millions d’euros €
      end(of: names, from: story.coreBytes(of: number.end..<sign).start, in: story.tokens[number.end], story) != nil,
      sign + 1 == paragraph.upperBound || story.tokens[sign + 1].kind != .number
    else { return nil }
    return story.bytes(of: number.tokens.lowerBound..<sign + 1)
  }

  /// USD 25 million dollars: the code stands before the figure.
  private func codeAndWord(_ number: NumberColumn, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> ByteRange? {
    let code = number.tokens.lowerBound - 1
    // EUR/USD 1.08 is a rate.
    guard code >= paragraph.lowerBound, story.tokens[code].shape == .upper, story.tokens[code].length == 3,
      !story.isMark(code - 1, 0x2F), let names = Self.codes[story.text(code)],
      let (_, end) = name(behind: number.tokens.upperBound, number, names, paragraph, story)
    else { return nil }
    return ByteRange(Int(story.tokens[code].start), end)
  }

  /// 18 millions de francs suisses CHF: the code stands behind the name, perhaps with an adjective between.
  private func wordAndCode(_ number: NumberColumn, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> ByteRange? {
    var name = number.end
    if name < paragraph.upperBound, story.isIn(name, .genitiveLinks) { name += 1 }
    for code in name + 1..<name + 3 where code < paragraph.upperBound {
      guard story.tokens[code].shape == .upper, story.tokens[code].length == 3,
        code == name + 1 || story.tokens[name + 1].kind == .word, let names = Self.codes[story.text(code)],
        end(of: names, from: Int(story.tokens[name].start), in: story.tokens[name], story) != nil
      else { continue }
      return story.bytes(of: number.tokens.lowerBound..<code + 1)
    }
    return nil
  }

  private static let codes: [String: [[UInt8]]] = [
    "USD": names[0x24]!, "EUR": names[0x20AC]!, "GBP": names[0xA3]!, "JPY": names[0xA5]!, "CNY": names[0xA5]!,
    "RUB": names[0x20BD]!, "UAH": names[0x20B4]!, "TRY": names[0x20BA]!, "INR": names[0x20B9]!,
    "CHF": ["franc", "frank", "franchi", "франк"].map { Array($0.utf8) },
    "SEK": ["kron", "coron", "cour", "крон"].map { Array($0.utf8) },
    "PLN": ["zlot", "zł", "злот"].map { Array($0.utf8) },
  ]

  /// A figure between two equal signs, € 18 €, or behind two: €$18.
  private func signs(
    _ sign: UInt32, _ before: Int, _ number: NumberColumn, _ paragraph: Range<Int>, _ story: borrowing Analysis
  ) -> ByteRange? {
    guard Currency.isSign(sign) else { return nil }
    if number.end < paragraph.upperBound, isSign(number.end, sign, story),
      // From $5 to $6: the second sign belongs to the next figure.
      story.numbers.first(where: { $0.tokens.lowerBound == number.end + 1 }) == nil
    {
      return story.bytes(of: before..<number.end + 1)
    }
    let another = before - 1
    guard another >= paragraph.lowerBound, story.tokens[another].kind == .symbol,
      story.tokens[another].end == story.tokens[before].start,
      Currency.isSign(story.scalar(at: Int(story.tokens[another].start)))
    else { return nil }
    return story.bytes(of: another..<number.tokens.upperBound)
  }

  private func isSign(_ token: Int, _ sign: UInt32, _ story: borrowing Analysis) -> Bool {
    story.tokens[token].kind == .symbol && story.scalar(at: Int(story.tokens[token].start)) == sign
  }

  /// The token in which one of `names` stands behind the figure, its scale word and “de”, and where the name ends.
  private func name(
    behind next: Int, _ number: NumberColumn, _ names: [[UInt8]], _ paragraph: Range<Int>, _ story: borrowing Analysis
  ) -> (word: Int, end: Int)? {
    // 200만달러: the figure has grown together with its name.
    if number.hasLetters,
      let end = end(of: names, from: number.digits.end, in: story.tokens[number.tokens.upperBound - 1], story)
    {
      return (number.tokens.upperBound - 1, end)
    }
    var word = next
    while word < min(paragraph.upperBound, max(next, number.end) + 3) {
      let token = story.tokens[word]
      // εκατ. ευρώ: the full stop of the scale word.
      if word > next, story.isMark(word, 0x2E), word + 1 < paragraph.upperBound, !story.tokens[word + 1].isCapitalised {
        word += 1
        continue
      }
      guard token.kind == .word || token.kind == .ideograph else { return nil }
      if let end = end(of: names, from: Int(token.start), in: token, story) {
        let follower = word + 1
        // $5 dollar-denominated bonds; €5 Euro NCAP.
        let isPart =
          token.kind == .word && follower < paragraph.upperBound
          && (story.tokens[follower].isCapitalised && (number.scale == 0 || !story.language.habits.contains(.capitalNouns))
            || story.isMark(follower, 0x2D))
        return isPart ? nil : (word, end)
      }
      guard word < number.end || story.isIn(word, .genitiveLinks) else { return nil }
      word += 1
    }
    return nil
  }

  /// Where one of `names` ends that begins at the byte `first` of a token.
  private func end(of names: [[UInt8]], from first: Int, in token: Token, _ story: borrowing Analysis) -> Int? {
    var start = first
    func holds(_ text: [UInt8], _ at: Int) -> Bool {
      guard at + text.count <= story.bytes.count else { return false }
      return text.indices.allSatisfy { place in
        let byte = story.bytes[at + place]
        return byte == text[place] || byte &- 0x41 < 26 && byte | 0x20 == text[place]
      }
    }
    while let scale = Self.joinedScales.first(where: { holds($0, start) }), start < Int(token.end) { start += scale.count }
    guard start < Int(token.end), let name = names.first(where: { holds($0, start) })
    else {
      return nil
    }
    let end = start + name.count
    guard token.kind == .word, token.script != Script.hangul.code else { return end }
    // A letter or four that bend the word, each of up to two bytes.
    return Int(token.end) - end <= (name[0] < 0x80 ? 4 : 10) ? max(end, Int(token.end)) : nil
  }
}
