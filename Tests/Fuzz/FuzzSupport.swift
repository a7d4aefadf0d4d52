// What the fuzz targets share: lexicons, linters, seeds, and how an invariant fails.
import Findings
import Lexicons
import Linting
import Rules
import TextBase

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where lexicons and seeds are; run.sh sets both.
enum Place {
  static let lexicons = Files.environment("WIRECHECK_LEXICONS") ?? "Lexicons"
  static let seeds = Files.environment("WIRECHECK_SEEDS")
}

/// Ends the run as a crash, so that libFuzzer keeps the input.
func fail(_ message: String) -> Never {
  fatalError("invariant broken: \(message)")
}

func hold(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fail(message()) }
}

/// The package's lexicons and a linter for each language, made when first asked for. libFuzzer runs one thread.
final class Desk {
  nonisolated(unsafe) static let shared = Desk()
  let store: LexiconStore
  let tags: [String]
  private var linters: [Int: Linter] = [:]

  private init() {
    do throws(SetupProblems) {
      store = try LexiconStore(roots: [Place.lexicons], cache: nil)
    } catch {
      fail("the lexicons do not load: \(error)")
    }
    tags = store.index.tags
  }

  /// The linter for the first byte of an input: one of the languages, or detection.
  func linter(_ code: UInt8) -> Linter {
    let index = Int(code) % (tags.count + 1)
    if let linter = linters[index] { return linter }
    var options = LintOptions()
    options.showsLow = true
    options.languages.language = index < tags.count ? tags[index] : nil
    options.languages.source = index % 2 == 0 ? .tag("ru") : .auto
    let linter = Linter(options, store)
    linters[index] = linter
    return linter
  }

  func check(_ file: [UInt8], _ code: UInt8) -> DocumentReport {
    do throws(SetupProblems) {
      let reports = try linter(code).check(file, path: "fuzz.txt")
      hold(reports.count == 1, "plain text is one story, not \(reports.count)")
      return reports[0]
    } catch {
      fail("the lexicons do not compile: \(error)")
    }
  }
}

/// The input of libFuzzer as an array.
func bytes(_ data: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: data, count: data == nil ? 0 : count))
}

// MARK: seeds

/// Writes one seed a file, named by its hash, and ends.
func writeSeeds(_ seeds: [[UInt8]]) {
  guard let folder = Place.seeds else { return }
  do throws(FileProblem) {
    try Files.makeDirectory(folder)
    for seed in seeds { try Files.write(seed, to: folder + "/" + FNV.hex(FNV.hash(seed))) }
  } catch {
    fail("\(error)")
  }
  exit(0)
}

/// Every example of cards and entries as an input: the byte of its language, then the text. Some of them again in UTF-16
/// and cut in the middle of a character.
func storySeeds() -> [[UInt8]] {
  let desk = Desk.shared
  var texts: [(language: String, text: String)] = allRules.flatMap { $0.card.examples }.map { ($0.language, $0.unmarked.text) }
  for entry in (try? desk.store.allSources().phrases) ?? [] {
    texts += (entry.bad + entry.good).map { (entry.language, Example.unmark($0.text).text) }
  }
  return texts.enumerated().flatMap { index, sample -> [[UInt8]] in
    let code = UInt8(desk.tags.firstIndex(of: sample.language) ?? desk.tags.count)
    let text = Array(sample.text.utf8)
    var seeds = [[code] + text]
    if index % 10 == 0 { seeds.append([code, 0xFF, 0xFE] + sample.text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) }
    if index % 10 == 5 { seeds.append([code] + text.dropLast() + [0xE2, 0x80] + text) }
    return seeds
  }
}
