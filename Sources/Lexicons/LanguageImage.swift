import Findings
import TextBase

extension LanguageBuilder {
  /// Writes the compiled language, in the order in which `Language` reads it.
  func write(to image: inout ImageWriter) {
    let (lists, anchors) = anchors()
    let (facts, classSets) = facts(lists)
    profile.write(to: &image)
    image.put(hasLexicon ? 1 : 0)
    HashTable.write(ids, to: &image)
    image.put(classSets)
    image.put(months)
    image.put(weekdays)
    image.put(scales)
    HashTable.write(figureNames, to: &image)
    image.put(figureStarts)
    image.put(units)
    HashTable.write(creditedNames, to: &image)
    image.put(weekdayTexts)
    image.put(monthTexts)
    image.put(scaleTexts)
    image.put(partnerIDs)
    image.put(wordTexts)
    image.put(Int(bitPattern: UInt(prefixLengths)))
    HashTable.write(prefixKeys, to: &image)
    image.put(prefixTrail())
    image.put(patterns)
    image.put(elements.map { stored($0) })
    image.put(alternatives)
    image.put(items)
    image.put(wordSets)
    image.put(facts)
    image.put(lists)
    image.put(anchors)
    image.put(phrases)
    image.put(entities)
    image.put(forms)
    image.put(personas)
    image.put(classWords)
    image.put(packs.sorted())
    strings.write(to: &image)
    image.put([filledClasses])
    foreignWords.write(to: &image)
  }
}

extension LanguageProfile {
  func write(to image: inout ImageWriter) {
    image.put(tag)
    image.put(name)
    image.put(scripts)
    image.put(direction.rawValue)
    image.put(quoteStyles.flatMap { [$0.outerOpen, $0.outerClose, $0.innerOpen, $0.innerClose] })
    image.put(foreignQuotes.flatMap { $0 })
    image.put(quoteSpacing.rawValue)
    image.put(reopening.rawValue)
    image.put(attached.rawValue)
    image.put(comma.rawValue)
    image.put(apostrophes.rawValue)
    image.put(groupSeparators)
    image.put(decimalSeparators)
    image.put(figuresFor)
    image.put(dateOrders.map(\.rawValue))
    for marks in [dateMarks.year, dateMarks.month, dateMarks.day, dateMarks.weekdays] { image.put(marks) }
    image.put(spaceBefore)
    image.put(fullWidth ? 1 : 0)
    image.put(measures?.rawValue ?? "")
    image.put(percentSpacing.rawValue)
    image.put(unitSpacing.rawValue)
    image.put(sentenceFinal)
    image.put(letters)
    image.put(needsNo)
    image.put(Int(truncatingIfNeeded: habits.bits))
    image.put(marks.rawValue)
    image.put(moneySide?.rawValue ?? "")
    image.put(otherRegions)
    image.put(mayStandApart)
    image.put(elisions)
    image.put(contractions)
    image.put(namedDates)
  }

  init(from image: inout ImageReader) throws(ImageReader.Damaged) {
    tag = try image.text()
    name = try image.text()
    scripts = try image.texts()
    direction = try image.choice(Direction.self)
    let styles = try image.array(UInt32.self)
    quoteStyles = stride(from: 0, to: styles.count, by: 4).map {
      QuoteStyle(outerOpen: styles[$0], outerClose: styles[$0 + 1], innerOpen: styles[$0 + 2], innerClose: styles[$0 + 3])
    }
    let foreign = try image.array(UInt32.self)
    foreignQuotes = stride(from: 0, to: foreign.count, by: 2).map { [foreign[$0], foreign[$0 + 1]] }
    quoteSpacing = try image.choice(QuoteSpacing.self)
    reopening = try image.choice(QuoteReopening.self)
    attached = try image.choice(QuoteNeighbours.self)
    comma = try image.choice(CommaPlace.self)
    apostrophes = try image.choice(ApostropheUse.self)
    groupSeparators = try image.array(UInt32.self)
    decimalSeparators = try image.array(UInt32.self)
    figuresFor = try image.array(Int.self)
    dateOrders = try image.texts().compactMap { DateOrder(rawValue: $0) }
    dateMarks.year = try image.array(UInt32.self)
    dateMarks.month = try image.array(UInt32.self)
    dateMarks.day = try image.array(UInt32.self)
    dateMarks.weekdays = try image.array(UInt32.self)
    spaceBefore = try image.array(UInt32.self)
    fullWidth = try image.int() == 1
    measures = UnitSystem(rawValue: try image.text())
    percentSpacing = try image.choice(SignSpacing.self)
    unitSpacing = try image.choice(SignSpacing.self)
    sentenceFinal = try image.array(UInt32.self)
    letters = try image.array(UInt32.self)
    needsNo = try image.texts()
    habits.bits = UInt64(truncatingIfNeeded: try image.int())
    marks = try image.choice(MarkSet.self)
    moneySide = MoneySide(rawValue: try image.text())
    otherRegions = try image.texts()
    mayStandApart = try image.array(UInt32.self)
    elisions = try image.array(UInt64.self)
    contractions = try image.array(UInt64.self)
    namedDates = try image.array(Int.self)
  }
}

extension ImageReader {
  mutating func choice<T: RawRepresentable>(_ type: T.Type) throws(Damaged) -> T where T.RawValue == String {
    guard let value = T(rawValue: try text()) else { throw Damaged() }
    return value
  }
}
