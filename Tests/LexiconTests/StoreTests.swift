import Findings
import Lexicons
import TestKit
import TextBase
import Testing

/// The store: roots, cache, and that what comes from an image is what was compiled.
@Suite struct StoreTests {
  private func images(_ cache: String) throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    try Files.tree(cache) { file in
      result[Paths.name(of: file.path)] = (try? Files.read(file.path)) ?? []
    }
    return result
  }

  /// Compiling twice gives images of the same tables. Their bytes may differ where a record has padding.
  @Test func imagesAreOfTheSameSize() throws {
    let (a, b) = (TemporaryFolder("images-a"), TemporaryFolder("images-b"))
    for folder in [a, b] {
      let store = try LexiconStore(roots: [Package.lexicons], cache: folder.path)
      for tag in ["en", "de", "he"] { _ = try store.language(tag) }
    }
    let first = try images(a.path)
    #expect(first.keys.sorted() == ["de.image", "en.image", "he.image", "index.image"])
    let second = try images(b.path)
    #expect(second.mapValues(\.count) == first.mapValues(\.count))
    #expect(first.values.allSatisfy { $0.count > 1000 })
  }

  /// A language from an image answers as the freshly compiled one does.
  @Test func anImageAnswersLikeAFreshCompile() throws {
    let folder = TemporaryFolder("images")
    let writing = try LexiconStore(roots: [Package.lexicons], cache: folder.path)
    for tag in ["en", "de", "ru"] { _ = try writing.language(tag) }
    let reading = try LexiconStore(roots: [Package.lexicons], cache: folder.path)
    #expect(reading.index.tags == Shared.store.index.tags && reading.index.packs == Shared.store.index.packs)
    #expect(reading.index.digest == Shared.store.index.digest && reading.names.count == Shared.store.names.count)
    for tag in ["en", "de", "ru"] {
      let (cached, fresh) = (try reading.language(tag), try Shared.store.language(tag))
      #expect(cached.phrases.map { cached.id($0) } == fresh.phrases.map { fresh.id($0) }, "\(tag)")
      #expect(cached.phrases.map { cached.advice($0) } == fresh.phrases.map { fresh.advice($0) })
      #expect(cached.phrases.map { cached.sources($0) } == fresh.phrases.map { fresh.sources($0) })
      #expect(cached.entities.map { cached.name($0) } == fresh.entities.map { fresh.name($0) })
      #expect(cached.forms.map { cached.display($0) } == fresh.forms.map { fresh.display($0) })
      #expect(cached.personas.map { cached.id($0) } == fresh.personas.map { fresh.id($0) })
      #expect(
        cached.packs == fresh.packs && cached.filledClasses == fresh.filledClasses && cached.hasLexicon == fresh.hasLexicon)
      #expect(cached.profile.quoteStyles == fresh.profile.quoteStyles && cached.profile.figuresFor == fresh.profile.figuresFor)
      #expect(cached.profile.tag == tag && cached.profile.name == fresh.profile.name)
    }
    for example in RuleExample.cards + RuleExample.lexicons.prefix(300)
    where ["en", "de", "ru"].contains(example.example.language) {
      let file = Array(example.example.unmarked.text.utf8)
      let (language, source) = (example.example.language, example.example.sourceLanguage)
      let cached = try report(file, language: language, sourceLanguage: source, rules: [example.rule], store: reading).findings
      let fresh = try report(file, language: language, sourceLanguage: source, rules: [example.rule]).findings
      if cached != fresh { example.note("differs with a cached lexicon") }
    }
  }

  @Test func aDamagedImageIsCompiledAnew() throws {
    let lexicon = SmallLexicon("damaged")
    lexicon.add(match: ["step"])
    let cache = TemporaryFolder("damaged-cache")
    _ = try lexicon.open(cache: cache.path).language("en")
    let good = try images(cache.path)
    var random = Seeded(9)
    try Files.tree(cache.path) { file in
      let path = file.path
      for cut in [0, 1, 7, 8, 40] { check(Array((good[name(path)] ?? []).prefix(cut)), at: path) }
      check([UInt8](repeating: 0xFF, count: 64), at: path)
      check((0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }, at: path)
    }

    func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? "" }
    func check(_ bytes: [UInt8], at path: String) {
      try? Files.write(bytes, to: path)
      let found = try? report(Array("A step.".utf8), language: "en", rules: ["calque"], store: lexicon.open(cache: cache.path))
        .findings
      #expect(found?.map(\.text) == ["step"], "\(name(path)) of \(bytes.count) bytes")
    }
  }

  @Test func aChangedFileMakesAnotherImage() throws {
    let lexicon = SmallLexicon("changed")
    let cache = TemporaryFolder("changed-cache")
    lexicon.add(match: ["step"])
    let first = try lexicon.open(cache: cache.path)
    _ = try first.language("en")
    lexicon.add(match: ["stride forward"])
    let second = try lexicon.open(cache: cache.path)
    #expect(first.index.digest != second.index.digest)
    let text = Array("A step, a stride forward.".utf8)
    #expect(try report(text, language: "en", rules: ["calque"], store: second).findings.map(\.text) == ["stride forward"])
  }

  @Test func aCacheThatCannotBeWrittenCostsNothingElse() throws {
    let lexicon = SmallLexicon("unwritable")
    lexicon.add(match: ["step"])
    let store = try lexicon.open(cache: "/dev/null/no/such/folder")
    #expect(try report(Array("A step.".utf8), language: "en", rules: ["calque"], store: store).findings.count == 1)
  }

  /// A file in a later root takes the place of the one with its name in an earlier root.
  @Test func laterRootsReplaceFiles() throws {
    let (shipped, own) = (SmallLexicon("root-shipped"), TemporaryFolder("root-own"))
    shipped.add(entry: "one", match: ["step"])
    shipped.add(entry: "two", match: ["stride"])
    let other = SmallLexicon("root-other")
    other.add(entry: "one", match: ["leap"])
    own.write("pairs/one.yaml", Package.text(other.folder.path + "/pairs/one.yaml"))
    let store = try LexiconStore(roots: [shipped.folder.path, own.path], cache: nil)
    let text = Array("A step, a stride, a leap.".utf8)
    #expect(try report(text, language: "en", rules: ["calque"], store: store).findings.map(\.text) == ["stride", "leap"])
  }

  @Test func noLexiconsAtAllIsStillAStore() throws {
    let store = try LexiconStore(roots: [], cache: nil)
    let result = try report(Array("She said “yes, ”and left. “No,” he said.".utf8), language: "en", store: store)
    #expect(result.findings.contains { $0.rule == "quotes/misplaced-space" })
    #expect(result.notChecked.contains { $0.family == "language" })
  }

  // MARK: names

  @Test func givenNamesHaveGenders() throws {
    let lexicon = SmallLexicon("names")
    lexicon.folder.write(
      "und/given-names.tsv",
      "name\tgender\torigins\tsources\nAnna\tfemale\tde,en\tx\nAndrea\tfemale\tde\tx\nAndrea\tmale\tit\tx\nRobin\teither\ten\tx\n"
    )
    let names = try lexicon.open().names
    let scalars = ScalarTable()
    func gender(_ name: String, _ origin: String? = nil) -> NameGender? {
      names.gender(WordHash.of(name, scalars), origin: origin)
    }
    #expect(names.count == 3)
    #expect(gender("Anna") == .female && gender("ANNA") == .female && gender("Peter") == nil)
    #expect(gender("Andrea") == .either && gender("Andrea", "it") == .male && gender("Andrea", "de") == .female)
    #expect(gender("Andrea", "pl") == .either && gender("Robin") == .either)
  }
}

extension RuleExample {
  func note(_ text: String) {
    Issue.record(
      "\(description) \(text)",
      sourceLocation: SourceLocation(fileID: example.file, filePath: path, line: max(1, example.line), column: 1))
  }
}
