import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A paragraph that stops in the middle of its sentence.
struct BreaksOff: Rule {
  static let card = RuleCard(
    id: "truncation/ends-abruptly", title: "A paragraph stops in the middle of a sentence",
    mqm: .omission, severity: .major, confidence: .medium,
    why: "A sentence that stops without a mark was cut by a limit on length, by pasting or by a translator that gave up.",
    advice: "Look into the source for the rest of the sentence.",
    examples: [
      .flags(
        "en",
        "Port closed\nThe port was closed on Monday.\nShips waited outside the harbour, in sight of the town, for most of the [[week]]\nWork began again on Friday.\nNobody was hurt."
      ),
      .flags(
        "ru",
        "Порт закрыт\nПорт закрыли рано утром в понедельник.\nКорабли ждали в открытом море, не заходя в порт, почти всю неделю из-за сильного [[вет]]\nРабота снова началась в пятницу утром.\nНикто из моряков не пострадал."
      ),
      .flags(
        "zh",
        "港口关闭\n港口从星期一早上起全面关闭。\n由于台风的影响，几十艘货船在外海等待了将近一个[[星]]\n星期五早上已经恢复作业。\n当局说没有人在风暴中受伤。"),
      .passes(
        "en",
        "Port closed\nThe port was closed on Monday.\nNobody was hurt.\nFerry company plans a new tunnel beneath the northern harbour this summer\nThe ferry company wants to build its tunnel from May.\nThe state will pay for it."
      ),
      .flags(
        "es",
        "Puerto cerrado\nEl puerto cerró el lunes.\nLos barcos esperaron fuera.\nLos dueños [[de]]\nEl viernes volvió el trabajo.\nNadie resultó herido."
      ),
      .passes(
        "es",
        "Muere el hombre que cuidaba el faro\nVivió 43 años en la isla. Su libro se tradujo a ocho idiomas\nEl farero daba clase donde hiciera falta.\nNadie lo olvidó.\nEl puerto cerró el lunes."
      ),
      .passes(
        "en", "Port closed\nThe port was closed on Monday.\nWhat happens next\nWork began again on Friday.\nNobody was hurt."),
      .passes(
        "en",
        "The port was closed on Monday.\nThe ministry named three reasons for it:\n- the storm that had come from the north-west in the night\n- the ice\nNobody was hurt."
      ),
      .passes(
        "en",
        "Roses by the harbour wall stand in the rain\nand nobody comes to look\nand nobody comes to look at the sea again\nthe end"
      ),
      .passes(
        "de",
        "Hafen zu\nDer Hafen wurde am Montag geschlossen.\nSchiffe warteten draußen.\nNordland riegelt nach dem Sturm eine Hafenstadt ab\nDie Armee sprach von einer Vorsichtsmaßnahme."
      ),
      .flags(
        "fr",
        "Port fermé\nLe port a fermé lundi.\n« Nous attendons dehors. »\n« Nous verrons bien. »\nLes bateaux ont attendu au large. Presque tous les pêcheurs sont restés à [[quai]]\n« On verra. »\nLe travail a repris vendredi."
      ),
      .flags(
        "en",
        "Port closed\nThe port was closed on Monday.\nShips waited outside the harbour, in sight of the[[,]]\n“We saw them,” said a pilot.\nWork began again on Friday.\nNobody was hurt."
      ),
      .flags(
        "en",
        "Port closed\nThe port was closed on Monday.\nShips waited outside the harbour, in sight of the town and its churches[[,]]\n“We saw them,” said a pilot.\nWork began again on Friday.\nNobody was hurt."
      ),
      .passes(
        "en",
        "Port closed\nThe port was closed on Monday.\nLooking down on the ships outside the harbour a pilot said,\n“We saw them.”\nWork began again on Friday.\nNobody was hurt."
      ),
      .passes(
        "es",
        "Puerto cerrado\nEl puerto cerró el lunes.\nLos barcos esperaron fuera.\nEl viernes volvió el trabajo. Nadie resultó herido. EFP"
      ),
      .passes(
        "de",
        "Hafen zu\nDer Hafen wurde am Montag geschlossen.\nSchiffe warteten draußen.\nAm Freitag wurde wieder gearbeitet, niemand wurde bei dem Sturm verletzt./kob/he"
      ),
      .flags(
        "pl",
        "Port zamknięty\nPort zamknięto w poniedziałek rano.\n– To była burza – mówi pilot Jan Nowicki. – Jeszcze w nocy nie wiedzieliśmy, czy [[nie]]\nPraca ruszyła znowu w piątek rano.\nNikt z załogi nie ucierpiał."
      ),
      .passes(
        "pl",
        "Port zamknięty\nPort zamknięto w poniedziałek rano.\nPodano trzy powody, dla których statki musiały czekać na morzu:\n– burza, która w nocy nadeszła od północnego zachodu\n– lód na redzie\nNikt z załogi nie ucierpiał."
      ),
      .flags(
        "he",
        "הנמל נסגר\nהנמל נסגר ביום שני בבוקר.\nאיש מאנשי הצוות לא נפגע.\nהאוניות חיכו בים הפתוח. לדברי ראש העיר, הספינות לא נכנסו אל [[המעגן]]\nהעבודה חודשה ביום שישי בבוקר.\nהעירייה לא הגיבה על הדברים."
      ),
      .flags(
        "en",
        "Port closed\nThe port was closed on Monday.\nNobody was hurt.\nWork began again on Friday.\nAnyone who saw one of the ships should contact the harbour [[mast]]"
      ),
      .flags(
        "fa",
        "بندر بسته شد\nبندر صبح دوشنبه به دلیل توفان بسته شد.\nکشتی‌ها در دریای آزاد در انتظار ماندند و به گفته شهردار هیچ یک از آنها تا پایان هفته وارد [[بندر]]\nکار صبح جمعه دوباره آغاز شد.\nهیچ یک از ملوانان آسیب ندید.\nشهرداری پاسخی نداد."
      ),
      .passes(
        "ko",
        "항구 폐쇄\n항구가 월요일 아침에 폐쇄되었다.\n배들이 왜 일주일 내내 먼 바다에서 기다려야 했느냐는 여러 기자들의 거듭된 질문에 대한 짧은 답변으로\n시장은 말했다: \"폭풍 때문입니다.\"\n작업은 금요일에 다시 시작되었다.\n아무도 다치지 않았다."
      ),
      .passes("th", "ท่าเรือปิดเมื่อวันจันทร์\nเรือหลายลำรออยู่นอกท่าเรือเกือบตลอดทั้งสัปดาห์\nเริ่มงานอีกครั้งวันศุกร์"),
    ])

  static var needs: Needs { .all(.openParagraphs) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard !story.language.profile.sentenceFinal.isEmpty, story.language.hasLexicon else { return }
    let ends = story.paragraphs.indices.map { ParagraphEnd.of($0, story) }
    let body = story.paragraphs.indices.filter { story.paragraphs[$0].isBody && story.paragraphs[$0].words >= 5 }
    let finished = body.count { ends[$0] == .finished }
    // Where many paragraphs have no stop, none is missing.
    guard finished >= 2, finished * 3 >= body.count * 2, let firstOfBody = body.first(where: { ends[$0] == .finished }) else {
      return
    }
    // A first line with a full stop is the lede of a story that has no headline.
    let first = endsInFullStop(0, story) ? 0 : firstOfBody
    // Lines that sum up the story stand under the headline, with stops or without.
    let open = story.paragraphs.indices.filter { index in
      index > 0 && (ends[index] == .open || ends[index] == .comma) && story.paragraphs[index].isBody
        && (story.paragraphs[index].words >= 5 || story.paragraphs[index].words >= 3 && isShortCut(index, story))
        && !ParagraphEnd.isListItem(index, story)
    }
    let lastOfBody = story.paragraphs.indices.last { story.paragraphs[$0].isBody } ?? 0
    let isSummedUp = open.count { (2...6).contains($0) } >= 2 || open.count { $0 <= 4 } >= 2
    let isAlone = ends.indices.count { $0 > 0 && (ends[$0] == .open || ends[$0] == .comma) } == 1
    // Lines below the headline that sum up the story.
    let summary = ends.indices.first { $0 > 0 && ends[$0] != .open } ?? 0
    let openBelow = open.count { $0 >= summary }
    for index in open {
      let judged = judge(index, ends, after: first, isSummedUp, isAlone: isAlone, story)
      let isCut = judged != .high && index == lastOfBody && isCutAtTheEnd(index, ends, story)
      guard let confidence = isCut ? .medium : judged else { continue }
      // Headlines of other stories stand among the paragraphs.
      let isInSummary = summary > 3 && index < summary
      if confidence == .medium, openBelow >= 3 || isInSummary || BreaksOff.isTitle(index, story) { continue }
      if ends[index] == .open, !BreaksOff.endsInLink(index, story), Heading.heads(index, story) { continue }
      // Without capitals nothing shows whether the next line goes on with the sentence. Where copy is set in lines, many are
      // open; a crosshead has fewer words.
      let isOnlyOne =
        ends[index] == .open && isAlone && ends.count >= 6
        && (beginsBehindStop(index, story) || story.paragraphs[index].words >= 14 && !introducesSpeech(index + 1, story))
      let isSure = confidence == .high || seesGoingOn(index, story) || isOnlyOne
      let last = story.paragraphs[index].tokens.upperBound - 1
      out.report(
        story.bytes(of: last..<last + 1),
        ends[index] == .comma
          ? "The paragraph stops at a comma; the rest of its sentence is missing."
          : "The paragraph stops after \(Wording.quoted(story.text(last))), without a mark that ends its sentence.",
        confidence: isSure ? confidence : .low)
    }
  }

  /// Whether the script of the paragraph would show a next line that goes on: by a small letter, or by the writing of whole
  /// paragraphs in one line, as Chinese and Japanese copy is.
  private func seesGoingOn(_ index: Int, _ story: borrowing Analysis) -> Bool {
    let tokens = story.paragraphs[index].tokens
    guard let last = tokens.last, let word = tokens.last(where: { story.tokens[$0].kind != .mark }) else { return false }
    return story.tokens[word].shape != .none || story.tokens[last].kind == .ideograph
  }

  private func endsInFullStop(_ index: Int, _ story: borrowing Analysis) -> Bool {
    guard let last = story.paragraphs[index].tokens.last else { return false }
    return isFullStop(last, story)
  }

  /// A full stop of any script: . । ۔ 。
  private func isFullStop(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.isMark(token, 0x2E) || story.isMark(token, 0x964) || story.isMark(token, 0x6D4) || story.isMark(token, 0x3002)
  }

  /// Whether the open sentence stands behind one with a full stop, which a line that was parted seldom has.
  private func beginsBehindStop(_ index: Int, _ story: borrowing Analysis) -> Bool {
    guard story.paragraphs[index].sentences.count >= 2, let last = story.paragraphs[index].sentences.last else { return false }
    var stop = story.sentences[last].tokens.lowerBound - 1
    if story.tokens[stop].kind == .quote { stop -= 1 }
    return isFullStop(stop, story)
  }

  /// “Asked why, / the mayor said: “We waited””: the line above may be the first half of what leads to the words.
  private func introducesSpeech(_ index: Int, _ story: borrowing Analysis) -> Bool {
    guard index < story.paragraphs.count else { return false }
    return story.paragraphs[index].tokens.prefix(8).contains { token in
      story.isColon(token) && token + 1 < story.tokens.count && story.tokens[token + 1].kind == .quote
    }
  }

  private func judge(
    _ index: Int, _ ends: [ParagraphEnd], after first: Int, _ isSummedUp: Bool, isAlone: Bool, _ story: borrowing Analysis
  ) -> Confidence? {
    let paragraph = story.paragraphs[index]
    guard paragraph.language == nil, !ParagraphEnd.isListItem(index, story) else { return nil }
    if index > 0, ParagraphEnd.endsWithColon(index - 1, story) { return nil }
    // The next paragraph goes on with the sentence: it was split, not cut.
    if index + 1 < story.paragraphs.count, ParagraphEnd.goesOn(index + 1, story) { return nil }
    let last = paragraph.tokens.upperBound - 1
    if ends[index] == .comma { return BreaksOff.isLink(last - 1, story) || !introduces(index, story) ? .medium : nil }
    let words = story.paragraphs[index].words
    // A standfirst above the byline ends as it likes: “de sopas de sobre”.
    if index < first, index + 1 < story.paragraphs.count, story.paragraphs[index + 1].field == .byline { return nil }
    // A link or a line of names has few small words.
    if BreaksOff.endsInLink(index, story), words >= 7 || isShortCut(index, story) { return words >= 7 ? .high : .medium }
    let endsInGrammar = !story.language.habits.contains(.verbLast) && story.isIn(last, .function)
    if endsInGrammar, words >= 6, !story.tokens[last].isCapitalised { return .medium }
    // A standfirst above the first paragraph has no stop, however many sentences it has.
    let isLede = story.dateline.map { $0.start == paragraph.range.start } ?? false
    if index < first, index <= 3, words <= 30, !isLede { return nil }
    if paragraph.sentences.count >= 2, words >= 8 { return .medium }
    if isSummedUp, index <= 6 { return nil }
    // Two open lines together are a list or a poem.
    let isBesideOpen =
      (ends[index - 1] == .open && index - 1 > first) || (index + 1 < ends.count && ends[index + 1] == .open)
    guard index > first || words >= 25 || isLede, !isBesideOpen else { return nil }
    if story.tokens[last].kind == .number, !isAlone || words < 15 { return nil }
    // Alone among finished paragraphs a line of seven words with a comma heads nothing: subheads come in numbers.
    if isAlone, words >= 7, ends.count >= 6, hasComma(index, story) { return .medium }
    // A line of up to ten words without a comma may head what follows.
    guard words >= 9 else { return nil }
    return words > 10 || hasComma(index, story) ? .medium : .low
  }

  /// Whether the last word is an article or a preposition. The ship broke up, er riegelt die Stadt ab: a particle ends a
  /// sentence well.
  private static func endsInLink(_ index: Int, _ story: borrowing Analysis) -> Bool {
    story.paragraphs[index].tokens.last.map { isLink($0, story) } ?? false
  }

  private static func isLink(_ token: Int, _ story: borrowing Analysis) -> Bool {
    guard story.tokens[token].shape == .lower, story.tokens[token].joint == 0 else { return false }
    return story.isIn(token, .articles) || story.isIn(token, .prepositions) && !story.isIn(token, .verbParticles)
  }

  /// A line of three or four words that ends in an article or a preposition. Languages without articles have too many
  /// prepositions that are other words too.
  private func isShortCut(_ index: Int, _ story: borrowing Analysis) -> Bool {
    story.language.has(.articles) && BreaksOff.endsInLink(index, story)
  }

  /// The last paragraph heads nothing: six words that end in a small letter, and no label with a colon before them.
  private func isCutAtTheEnd(_ index: Int, _ ends: [ParagraphEnd], _ story: borrowing Analysis) -> Bool {
    let paragraph = story.paragraphs[index]
    guard ends[index] == .open, index > 1, ends[index - 1] == .finished, story.paragraphs[index].words >= 6,
      let first = paragraph.tokens.first, let last = paragraph.tokens.last, story.tokens[first].isCapitalised,
      story.tokens[last].kind == .word, story.tokens[last].shape == .lower, !story.isMark(first + 1, 0x3A),
      !paragraph.tokens.contains(where: { story.tokens[$0].kind == .address })
    else { return false }
    return paragraph.tokens.count { story.isIn($0, .function) } >= 2
  }

  /// A comma before a quotation in the next paragraph, or behind one; a line of an address or a salutation.
  private func introduces(_ index: Int, _ story: borrowing Analysis) -> Bool {
    let paragraph = story.paragraphs[index]
    let last = paragraph.tokens.upperBound - 1
    if paragraph.words < 9 || story.tokens[last - 1].kind == .quote { return true }
    guard index + 1 < story.paragraphs.count, let next = story.paragraphs[index + 1].tokens.first else { return false }
    let sentence = paragraph.sentences.last.map { story.sentences[$0].tokens } ?? paragraph.tokens
    // What introduces a quotation says that somebody speaks.
    if story.tokens[next].kind != .word, story.tokens[next].kind != .ideograph {
      return !story.language.has(.speechVerbs) || sentence.contains { story.isIn($0, .speechVerbs) }
    }
    // A comma inside a quotation that goes on nowhere was no end of it.
    return !story.tokens[last].flags.contains(.quoted) && sentence.contains { story.tokens[$0].kind == .quote }
  }

  private func hasComma(_ index: Int, _ story: borrowing Analysis) -> Bool {
    story.paragraphs[index].tokens.contains { story.isMark($0, 0x2C) || story.isMark($0, 0xFF0C) || story.isMark($0, 0x60C) }
  }

  /// Headline Style Sets Most Words With a Capital.
  private static func isTitle(_ index: Int, _ story: borrowing Analysis) -> Bool {
    guard story.language.habits.contains(.titleCase), story.paragraphs[index].words <= 20 else { return false }
    var words = 0
    var capitals = 0
    for token in story.tokens[story.paragraphs[index].tokens] where token.kind == .word && token.scalars >= 4 {
      words += 1
      if token.isCapitalised { capitals += 1 }
    }
    return capitals * 10 >= words * 7
  }
}
