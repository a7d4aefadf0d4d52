/// The memory of the columns of a story, which serves the next one: to allocate and to grow them anew took 3 % of a run.
struct ColumnMemory {
  private var paragraphs: [Paragraph] = []
  // Filled here, then given to the analysis: a mutating function of an analysis copies all of it for every function that
  // it calls on it.
  var sentences: [Sentence] = []
  private var specials: [SpecialCharacter] = []
  private var quoteMarks: [QuoteMarkColumn] = []
  private var quotations: [Quotation] = []
  var numbers: [NumberColumn] = []
  var dates: [DateColumn] = []
  var people: [PersonName] = []
  var foreignRuns: [ForeignRun] = []
  private var phraseHits: [PhraseHit] = []
  private var entityHits: [PhraseHit] = []
  private var classHits: [PhraseHit] = []

  /// An empty column of paragraphs, which are made before the analysis.
  mutating func lendParagraphs(_ count: Int) -> [Paragraph] {
    var lent: [Paragraph] = []
    swap(&lent, &paragraphs)
    lent.reserveCapacity(count)
    return lent
  }

  /// Gives the memory of the columns that the analysis fills itself.
  mutating func lend(to analysis: inout Analysis) { exchange(&analysis) }

  /// Takes the columns back when the story has been checked, and forgets what they hold.
  mutating func takeBack(_ analysis: inout Analysis) {
    exchange(&analysis)
    swap(&paragraphs, &analysis.paragraphs)
    swap(&sentences, &analysis.sentences)
    swap(&numbers, &analysis.numbers)
    swap(&dates, &analysis.dates)
    swap(&people, &analysis.people)
    swap(&foreignRuns, &analysis.foreignRuns)
    forget(&paragraphs)
    forget(&sentences)
    forget(&specials)
    forget(&quoteMarks)
    forget(&quotations)
    forget(&numbers)
    forget(&dates)
    forget(&people)
    forget(&foreignRuns)
    forget(&phraseHits)
    forget(&entityHits)
    forget(&classHits)
  }

  private mutating func exchange(_ analysis: inout Analysis) {
    swap(&specials, &analysis.specials)
    swap(&quoteMarks, &analysis.quoteMarks)
    swap(&quotations, &analysis.quotations)
    swap(&phraseHits, &analysis.phraseHits)
    swap(&entityHits, &analysis.entityHits)
    swap(&classHits, &analysis.classHits)
  }

  @inline(__always)
  private func forget<Element>(_ column: inout [Element]) {
    if !column.isEmpty { column.removeAll(keepingCapacity: true) }
  }
}
