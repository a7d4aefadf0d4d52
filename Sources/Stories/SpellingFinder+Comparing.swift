import Lexicons
import TextBase

extension SpellingFinder {
  func pair(
    _ a: Int, _ b: Int, _ likeness: SpellingPair.Likeness, _ story: borrowing Analysis, _ scalars: ScalarTable
  ) -> SpellingPair? {
    let (first, second) = (spellings[a], spellings[b])
    // Swapped vowels sound alike, so that the likeness alone does not tell it.
    let isSwapped = isTransposed(a, b, story)
    let isSlipOfKnown = isSlipOfKnown(a, b, story)
    // One of them stands inside a sentence; the other may begin one if no lexicon knows the word.
    let (beforeA, behindA) = neighbours(a, story)
    let (beforeB, behindB) = neighbours(b, story)
    if max(first.inside, second.inside) == 0 {
      // Andrei Volkov, Andrey Volkov: a given name that begins sentences, with one surname behind it; or two letters of a word
      // that no lexicon knows have changed places.
      let isSlip = isSwapped && !isInVocabulary(a, story) && !isInVocabulary(b, story)
      guard !behindA.isDisjoint(with: behindB),
        isSlip || isGivenName(first.firstToken, story) || isGivenName(second.firstToken, story)
      else { return nil }
    } else if !isSlipOfKnown {
      for spelling in [a, b] where spellings[spelling].inside == 0 && isInVocabulary(spelling, story) { return nil }
    }
    guard !isWord(first, story), !isWord(second, story) else { return nil }
    // Marian and Marina Kowalski are two people.
    if isSwapped, [first, second].allSatisfy({ story.names.gender($0.hash) != nil }) { return nil }
    let shares = !beforeA.isDisjoint(with: beforeB) || !behindA.isDisjoint(with: behindB)
    let others =
      !shares && (!beforeA.isEmpty && !beforeB.isEmpty || !behindA.isEmpty && !behindB.isEmpty)
      || haveOtherInitials(a, b, story)
    if isOneLemma(a, b, story, scalars, sharesNeighbour: shares) { return nil }
    if isAccentOfInitial(first.first, second.first, story) { return nil }
    if hasCapitalNouns {
      let standAlone = beforeA.isEmpty && behindA.isEmpty && beforeB.isEmpty && behindB.isEmpty
      let hasApostrophe = [first, second].contains { story.tokens[$0.firstToken].joint > 0 }
      let isNoun = standAlone && !hasApostrophe && !isPerson(a, story) && !isPerson(b, story)
      // “das Papanikoloau abgelegt hatte”: two letters of a long word that changed places are a slip in nouns too, unless they
      // make another form: Betreiben, Betrieben.
      let isSlip = isSwapped && isLong(a) && isLong(b) && !swapsDiphthong(a, b, story)
      if !isSlip, isNoun || hasArticle(a, story) || hasArticle(b, story) { return nil }
    }
    // In the title of a body a name may be of another language, unless it is none: the Washington Post sounds like Waszyngton
    // and has other letters, Air Navigation Indonessia has one too many.
    if !shares, likeness == .sameSound, !isSlipOfKnown, !story.language.habits.contains(.lendsWords),
      [a, b].contains(where: { isInTitle($0, story) && (!hasCapitalNouns || isForeignWord($0, story)) })
    {
      return nil
    }
    return SpellingPair(
      a: first, b: second, likeness: likeness, isSlipOfKnown: isSlipOfKnown, sharesNeighbour: shares, hasOtherNeighbours: others
    )
  }

  /// R. Weißgerber, K. Weissgerber: an initial stands before each of them, and never the same.
  private func haveOtherInitials(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    func initials(_ spelling: Int) -> [UInt64] {
      mentions.compactMap { mention in
        guard mention.spelling == spelling, mention.token > 1, story.isMark(mention.token - 1, 0x2E),
          story.tokens[mention.token - 2].shape == .singleUpper
        else { return nil }
        return story.tokens[mention.token - 2].hash
      }
    }
    let first = initials(a)
    guard !first.isEmpty else { return false }
    let second = initials(b)
    return !second.isEmpty && !first.contains { second.contains($0) }
  }

  /// Whether two words are one word in two cases: what parts them are case endings.
  private func isOneLemma(
    _ a: Int, _ b: Int, _ story: borrowing Analysis, _ scalars: ScalarTable, sharesNeighbour: Bool
  ) -> Bool {
    let (x, y) = (spellings[a].first, spellings[b].first)
    let isGreek = story.tokens[spellings[a].firstToken].script == Script.greek.code
    let hasNoCases = !hasCases(story) && !hasCapitalNouns
    func isIn(_ range: ByteRange, _ classes: WordClassSet, _ story: borrowing Analysis) -> Bool {
      let id = story.language.id(of: WordHash.of(story.bytes, range, scalars))
      return id != 0 && story.language.classes(of: id).intersects(classes)
    }
    func areEndings(_ x: ByteRange, _ y: ByteRange, _ story: borrowing Analysis) -> Bool {
      let (added, inTurn) = (WordClassSet.of(.nameEndings, .nameSuffixes), WordClassSet.of(.nameEndingsInTurn))
      let areAdded = (x.isEmpty || isIn(x, added, story)) && (y.isEmpty || isIn(y, added, story))
      return areAdded || !x.isEmpty && !y.isEmpty && isIn(x, inTurn, story) && isIn(y, inTurn, story)
    }
    var (i, j) = (x.start, y.start)
    var count = 0
    while true {
      if count >= 3, areEndings(ByteRange(i, x.end), ByteRange(j, y.end), story) { return true }
      guard i < x.end, j < y.end else { return false }
      let (p, q) = (UTF8Text.decode(story.bytes, i), UTF8Text.decode(story.bytes, j))
      // An accent comes and goes with the case too: Aurora, Auroře. Between two neighbours of one name it is a slip, and where
      // there are no cases, but not in Greek, where the accent moves.
      let isSame =
        count == 0 || ((sharesNeighbour || hasNoCases) && !isGreek)
        ? WordHash.folded(p.scalar, scalars[p.scalar]) == WordHash.folded(q.scalar, scalars[q.scalar])
        : NameLetters.isSame(p.scalar, q.scalar)
      guard isSame else { return false }
      i += p.length
      j += q.length
      count += 1
    }
  }

  /// État and Etat: many papers set capitals without accents.
  private func isAccentOfInitial(_ x: ByteRange, _ y: ByteRange, _ story: borrowing Analysis) -> Bool {
    let (p, q) = (UTF8Text.decode(story.bytes, x.start), UTF8Text.decode(story.bytes, y.start))
    return p.scalar != q.scalar && NameLetters.isSame(p.scalar, q.scalar)
      && story.bytes[x.start + p.length..<x.end].elementsEqual(story.bytes[y.start + q.length..<y.end])
  }

  /// Whether cases change the end of a name, as in languages that have no articles, but for Bulgarian.
  func hasCases(_ story: borrowing Analysis) -> Bool {
    !story.language.has(.articles) && !story.language.habits.contains(.noCases)
  }

  /// Whether an article stands before any of its mentions, as before a noun; not where names have articles too.
  func hasArticle(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    !story.language.habits.contains(.articlesBeforeNames)
      && mentions.contains { $0.spelling == spelling && $0.token > 0 && story.isIn($0.token - 1, .articles) }
  }

  /// Whether it is part of a long name, which may be in another language: Global Poverty Project, Press Trust of India.
  func isInTitle(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    func isPart(_ token: Int, _ story: borrowing Analysis) -> Bool {
      story.tokens.indices.contains(token) && !story.tokens[token].flags.contains(.sentenceStart)
        && (story.tokens[token].isCapitalised || story.text(token) == "of")
    }
    return mentions.contains { mention in
      guard mention.spelling == spelling else { return false }
      var first = mention.token
      while !story.tokens[first].flags.contains(.lineStart), isPart(first - 1, story) { first -= 1 }
      var end = mention.token + 1
      while isPart(end, story), !story.tokens[end].flags.contains(.lineStart) { end += 1 }
      return end - first >= 3 && !(first..<end).contains { isGivenName($0, story) }
    }
  }

  func isForeignWord(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    story.language.foreignWords[spellings[spelling].hash] != 0
  }

  private func isLong(_ spelling: Int) -> Bool { letters[spelling].count >= 8 }

  /// Whether somebody speaks, has a title or a given name where it stands.
  func isPerson(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    let speech = WordClassSet.of(.speechVerbs, .speechVerbsMale, .speechVerbsFemale, .attributionWords)
    let titles = WordClassSet.of(.titleMale, .titleFemale, .titleAny)
    func isIn(_ token: Int, _ classes: WordClassSet, _ story: borrowing Analysis) -> Bool {
      story.tokens.indices.contains(token) && story.tokens[token].id != 0
        && story.language.classes(of: story.tokens[token].id).intersects(classes)
    }
    return mentions.contains { mention in
      guard isSame(mention.spelling, spelling) else { return false }
      let before = mention.token - 1
      return isIn(before, speech, story) || isIn(mention.token + 1, speech, story) || isIn(before, titles, story)
        || before >= 0 && story.tokens[before].shape == .capitalised && isGivenName(before, story)
    }
  }

  func isGivenName(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let gender = story.names.gender(story.tokens[token].hash)
    return gender == .male || gender == .female
  }

  /// Whether the story writes it without a capital too.
  private func isWord(_ spelling: NameSpelling, _ story: borrowing Analysis) -> Bool {
    story.tokens.contains { $0.hash == spelling.hash && $0.shape == .lower }
  }

  /// The capitalised words directly before and behind a spelling, titles and function words left out; English headlines
  /// capitalise too much to tell.
  func neighbours(_ spelling: Int, _ story: borrowing Analysis) -> (before: Set<UInt64>, behind: Set<UInt64>) {
    var before: Set<UInt64> = []
    var behind: Set<UInt64> = []
    let readsHeadlines = !story.language.habits.contains(.titleCase)
    for mention in mentions where mention.spelling == spelling {
      let token = mention.token
      guard readsHeadlines || story.field(at: Int(story.tokens[token].start)) != .headline else { continue }
      let isFirst = startsParagraph(token, story)
      if token > 0, !isFirst, let hash = neighbour(token - (story.isDash(token - 1) ? 2 : 1), story) { before.insert(hash) }
      let next = token + (story.isDash(token + 1) ? 2 : 1)
      if story.tokens[token].joint == 0, let hash = neighbour(next, story), !startsParagraph(next, story) {
        behind.insert(hash)
      }
    }
    return (before, behind)
  }

  /// A line may end between the two parts of a name; a paragraph does not.
  private func startsParagraph(_ token: Int, _ story: borrowing Analysis) -> Bool {
    guard story.tokens[token].flags.contains(.lineStart) else { return false }
    return story.paragraph(at: Int(story.tokens[token].start)).map { story.paragraphs[$0].tokens.lowerBound == token } ?? true
  }

  private func neighbour(_ token: Int, _ story: borrowing Analysis) -> UInt64? {
    guard story.tokens.indices.contains(token), story.tokens[token].isCapitalised else { return nil }
    let word = story.tokens[token]
    if word.id != 0, story.language.classes(of: word.id).intersects(SpellingFinder.common) {
      // Jan Olthoff: a month, and a given name.
      guard story.isIn(token, .month), story.names.gender(word.hash) != nil else { return nil }
    }
    let spelling = spelling(at: token).map { spellings[$0] }
    // Any word has a capital at the start of a sentence; a name is known, or stands elsewhere.
    if word.flags.contains(.sentenceStart), spelling.map({ $0.inside == 0 }) ?? true,
      story.names.gender(word.hash) == nil
    {
      return nil
    }
    return spelling?.stemHash ?? word.hash
  }

  private func spelling(at token: Int) -> Int? {
    var low = 0
    var high = mentions.count
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].token < token { low = middle + 1 } else { high = middle }
    }
    return low < mentions.count && mentions[low].token == token ? mentions[low].spelling : nil
  }
}
