import Findings
import Synchronization
import TextBase

/// The lexicons of a run. Languages are compiled when first asked for, or loaded from an image that an earlier run left in
/// the cache; an image is used only while every file has the size and time it was made from.
public final class LexiconStore: Sendable {
  public let roots: [String]
  public let index: LanguageIndex
  public let names: GivenNames
  private let files: [LexiconFile]
  private let cache: String?
  private let isForMany: Bool
  private let sources: Mutex<ParsedSources?>
  private let languages = Mutex<[String: Language]>([:])

  public var fileCount: Int { files.count }

  /// Version of the image's layout; part of the cache key.
  private static let imageFormat = 38

  /// Opens the lexicons under `roots`; a file in a later root takes the place of one with the same relative path in an
  /// earlier one. `cache` is the directory for images, nil for none. `isForMany` when many stories will be checked by them.
  public init(roots: [String], cache: String?, isForMany: Bool = false) throws(SetupProblems) {
    self.roots = roots
    self.isForMany = isForMany
    var files: [LexiconFile] = []
    for root in roots {
      do throws(FileProblem) {
        let start = root.utf8.count + (root.hasSuffix("/") ? 0 : 1)
        try Files.tree(root) { file in
          guard file.path.hasSuffix(".yaml") || file.path.hasSuffix(".tsv") else { return }
          let relative = String(decoding: file.path.utf8.dropFirst(start), as: UTF8.self)
          files.append(LexiconFile(path: file.path, relative: relative, status: file.status))
        }
      } catch {
        throw SetupProblems([SetupProblem(path: root, "the lexicon folder cannot be read: \(error.reason)")])
      }
    }
    if roots.count > 1 {
      files = Array(Dictionary(files.map { ($0.relative, $0) }, uniquingKeysWith: { $1 }).values)
    }
    self.files = files.sorted { $0.relative.utf8.lexicographicallyPrecedes($1.relative.utf8) }
    let key = LexiconStore.key(self.files)
    self.cache = cache.map { "\($0)/\(key)" }
    if let cache = self.cache, let file = try? LexiconImage(path: cache + "/index.image") {
      var image = ImageReader(file)
      if let index = try? LanguageIndex(from: &image), let names = try? GivenNames(from: &image) {
        self.index = index
        self.names = names
        sources = Mutex(nil)
        return
      }
    }
    let parsed = try ParsedSources(self.files)
    index = LanguageIndex(
      Array(parsed.languages.values), packs: Array(Set(parsed.phrases.map(\.pack))), digest: parsed.digest)
    names = parsed.names
    sources = Mutex(parsed)
    var image = ImageWriter()
    index.write(to: &image)
    names.write(to: &image)
    store(image, "index")
  }

  /// The language for a tag: its own lexicon, that of its primary language, or CLDR's data.
  public func language(_ tag: String) throws(SetupProblems) -> Language {
    let primary = String(tag.prefix { $0 != "-" && $0 != "_" })
    let known = index.tags.contains(tag) ? tag : index.tags.contains(primary) ? primary : tag
    if let language = languages.withLock({ $0[known] }) { return language }
    if let cache, let image = try? LexiconImage(path: "\(cache)/\(known).image", forLookUps: isForMany),
      let language = try? Language(image)
    {
      return share(language, known)
    }
    let (image, problems) = try compile(known)
    guard problems.isEmpty else { throw SetupProblems(problems) }
    store(image, known)
    // An image that was just made is whole.
    let language = try! Language(LexiconImage(image))
    return share(language, known)
  }

  /// Two workers may have made the same language at once; all go on with the first, so that its pages are fetched once.
  private func share(_ language: Language, _ tag: String) -> Language {
    languages.withLock { languages in
      if let first = languages[tag] { return first }
      languages[tag] = language
      return language
    }
  }

  /// Everything as it was written, for checking and explaining.
  public func allSources() throws(SetupProblems) -> ParsedSources {
    if let parsed = sources.withLock({ $0 }) { return parsed }
    let parsed = try ParsedSources(files)
    sources.withLock { $0 = parsed }
    return parsed
  }

  /// The path of a lexicon file below its folder.
  public func relative(_ path: String) -> String { files.first { $0.path == path }?.relative ?? Paths.name(of: path) }

  /// Every problem of a language's patterns.
  public func problems(of tag: String) throws(SetupProblems) -> [SetupProblem] { try compile(tag).problems }

  /// Compiles one language, with every problem of its patterns.
  private func compile(_ tag: String) throws(SetupProblems) -> (image: ImageWriter, problems: [SetupProblem]) {
    let parsed = try allSources()
    let profile = parsed.languages[tag]?.profile ?? LanguageProfile.cldr(tag)
    var builder = LanguageBuilder(
      profile: profile, hasLexicon: parsed.languages[tag] != nil, irregular: parsed.irregular[tag] ?? [:])
    if let source = parsed.languages[tag] { builder.add(source) }
    for source in parsed.words where source.language == tag { builder.add(source) }
    for source in parsed.phrases where source.language == tag { builder.add(source) }
    builder.noteAbbreviations(parsed.entities)
    for source in parsed.entities { builder.add(source) }
    for source in parsed.personas { builder.add(source) }
    for source in parsed.units { builder.add(source) }
    for source in parsed.credits where source.language == tag { builder.add(source) }
    builder.addForeign(parsed.foreign, parsed.languages)
    if parsed.languages[tag] != nil {
      builder.addForeignLabels(parsed.words, parsed.foreign)
      builder.addForeignEras(parsed.words)
      builder.addForeignScales(parsed.languages, parsed.foreign)
      builder.addForeignMonths(parsed.languages, parsed.foreign)
      builder.addForeignFurniture(parsed.words)
      builder.addForeignPlaces(parsed.cities, parsed.entities)
    }
    builder.finish()
    var image = ImageWriter()
    builder.write(to: &image)
    return (image, builder.problems)
  }

  private func store(_ image: ImageWriter, _ name: String) {
    guard let cache else { return }
    // A cache that cannot be written costs time, nothing else.
    guard (try? Files.makeDirectory(cache)) != nil else { return }
    try? Files.write(image.bytes, to: "\(cache)/\(name).image")
  }

  private static func key(_ files: [LexiconFile]) -> String {
    var hash = FNV.hash("wirecheck image \(imageFormat)".utf8)
    for file in files {
      for byte in file.relative.utf8 { hash = FNV.combine(hash, byte) }
      hash = FNV.combine(FNV.combine(hash, 0), number: file.status.size)
      hash = FNV.combine(hash, number: file.status.modified)
    }
    return FNV.hex(hash)
  }
}

struct LexiconFile: Sendable {
  let path: String
  let relative: String
  let status: Files.Status
}

/// Every lexicon file, parsed.
public struct ParsedSources: Sendable {
  var languages: [String: LanguageSource] = [:]
  public var words: [WordsSource] = []
  public var phrases: [PhraseSource] = []
  public var entities: [EntitySource] = []
  public var personas: [PersonaSource] = []
  public var units: [UnitSource] = []
  public var credits: [CreditsSource] = []
  public var languageTags: [String] { languages.keys.sorted() }
  var names = GivenNames()
  /// Irregular forms by language and lemma.
  var irregular: [String: [String: [String]]] = [:]
  var foreign: [ForeignWordList] = []
  var cities: [PlaceNames] = []
  var digest = ""

  init(_ files: [LexiconFile]) throws(SetupProblems) {
    var problems: [SetupProblem] = []
    var forms: [EntityFormsSource] = []
    var digest = Digest()
    for file in files {
      let bytes: [UInt8]
      do throws(FileProblem) {
        bytes = try Files.read(file.path)
      } catch {
        problems.append(SetupProblem(path: file.path, error.reason))
        continue
      }
      digest.update(Array(file.relative.utf8) + [0])
      digest.update(bytes + [0])
      if file.relative.hasSuffix(".tsv") {
        readTable(bytes, file, &problems)
        continue
      }
      let parser = LexiconParser(path: file.path)
      switch parser.parse(bytes) {
      case .language(let source):
        if languages.updateValue(source, forKey: source.profile.tag) != nil {
          problems.append(SetupProblem(path: file.path, "the language “\(source.profile.tag)” is described twice"))
        }
      case .words(let source): words.append(source)
      case .phrases(let sources): phrases += sources
      case .entities(let sources): entities += sources
      case .entityForms(let source): forms.append(source)
      case .personas(let sources): personas += sources
      case .units(let sources): units += sources
      case .credits(let source): credits.append(source)
      case nil: break
      }
      problems += parser.reader.problems
    }
    ParsedSources.findTwins(phrases.map { ($0.pack + "#" + $0.id, $0.place) }, "entry", &problems)
    ParsedSources.findTwins(entities.map { ($0.id, $0.place) }, "entity", &problems)
    add(forms, &problems)
    ParsedSources.findTwins(personas.map { ($0.id, $0.place) }, "persona", &problems)
    ParsedSources.findTwins(units.map { ($0.id, $0.place) }, "unit", &problems)
    guard problems.isEmpty else { throw SetupProblems(problems) }
    self.digest = "sha256:" + digest.finish()
  }

  private mutating func readTable(_ bytes: [UInt8], _ file: LexiconFile, _ problems: inout [SetupProblem]) {
    if file.relative.hasSuffix("given-names.tsv") {
      names = GivenNames(bytes, path: file.path, &problems)
    } else if file.relative.hasSuffix("irregular-forms.tsv") {
      let tag = String(file.relative.prefix { $0 != "/" })
      for line in bytes.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
        let cells = String(decoding: line, as: UTF8.self).split(separator: "\t").map(String.init)
        guard cells.count == 2 else { continue }
        irregular[tag, default: [:]][cells[0]] = [cells[0]] + cells[1].split(separator: " ").map(String.init)
      }
    } else if file.relative == "und/cities.tsv" {
      cities = PlaceNames.rows(bytes, path: file.path, &problems)
    } else if file.relative.hasPrefix("und/foreign-words/") {
      let tag = String(file.relative.dropFirst("und/foreign-words/".count).dropLast(".tsv".count))
      foreign.append(ForeignWordList(bytes, tag: tag, ScalarTable()))
    } else {
      problems.append(SetupProblem(path: file.path, "no part of the program reads this table; use a known name or remove it"))
    }
  }

  /// Adds the forms of single languages to the entities that they name.
  private mutating func add(_ sources: [EntityFormsSource], _ problems: inout [SetupProblem]) {
    let places = Dictionary(entities.indices.map { (entities[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    for source in sources {
      for (id, forms) in source.entries {
        guard let place = places[id.text] else {
          problems.append(id.problem("there is no entity “\(id.text)”; list it under und/entities first"))
          continue
        }
        entities[place].add(forms, in: source.language)
      }
    }
  }

  private static func findTwins(_ ids: [(String, PlacedText)], _ what: String, _ problems: inout [SetupProblem]) {
    var seen: [String: PlacedText] = [:]
    for (id, place) in ids {
      if let first = seen[id] {
        problems.append(
          place.problem("the \(what) “\(id)” stands twice, first at \(first.path):\(first.line); give one another id"))
      }
      seen[id] = place
    }
  }
}
