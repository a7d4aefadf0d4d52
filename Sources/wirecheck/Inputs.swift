import Findings
import Formats
import Linting
import TextBase

/// One input of a run.
enum Input: Sendable {
  case file(String)
  case standardInput(name: String)
  /// A path that leads nowhere, with the reason.
  case missing(String, reason: String)

  var name: String {
    switch self {
    case .file(let path), .missing(let path, _): path
    case .standardInput(let name): name
    }
  }

  /// The inputs that the command line names, directories walked, in order and each once.
  static func all(_ arguments: Arguments) throws(SetupProblem) -> [Input] {
    var paths = arguments.positional
    if let list = arguments.value("files-from") {
      // What begins with a dash is a name there, and no name stands for standard input.
      paths += try names(from: list, parted: arguments.has("0")).map { $0 == "-" ? "./-" : $0 }
    } else if arguments.has("0") {
      throw SetupProblem("-0 says how the paths of --files-from end; give both")
    }
    if paths.isEmpty, !arguments.has("files-from") {
      guard !Terminal.isTerminal(0) else {
        throw SetupProblem("name a story, a folder, or - for standard input; see wirecheck --help")
      }
      paths = ["-"]
    }
    var inputs: [Input] = []
    var seen: Set<String> = []
    let ignores = arguments.has("no-ignore") ? nil : IgnoreFiles()
    let excludesNamed = arguments.has("force-exclude")
    func isExcluded(_ path: String, _ kind: Files.Kind?) -> Bool {
      excludesNamed && kind != nil && ignores?.excludes(Paths.absolute(path), isDirectory: kind == .directory) == true
    }
    for path in paths where seen.insert(path).inserted {
      if path == "-" {
        inputs.append(.standardInput(name: arguments.value("stdin-filename") ?? "<stdin>"))
        continue
      }
      let kind = Files.status(path)?.kind
      if isExcluded(path, kind) { continue }
      switch kind {
      case .file, .other: inputs.append(.file(path))
      case .directory:
        // A folder that is named is walked, whatever is said of it; what is below it is another matter.
        let root = Paths.absolute(path)
        let given = path.hasSuffix("/") ? path.utf8.count : path.utf8.count + 1
        func excludes(_ child: String, _ isDirectory: Bool) -> Bool {
          guard let ignores else { return false }
          let below = String(decoding: child.utf8.dropFirst(given), as: UTF8.self)
          return ignores.excludesItself(Paths.join(root, below), isDirectory)
        }
        do throws(FileProblem) {
          var found: [(path: String, isLink: Bool)] = []
          try Files.tree(path, entering: { !excludes($0, true) }) { child in
            if !excludes(child, false), isStory(child) { found.append((child, Files.isLink(child))) }
          }
          for child in withoutTwins(found) where seen.insert(child).inserted { inputs.append(.file(child)) }
        } catch {
          inputs.append(.missing(error.path, reason: error.reason))
        }
      case nil: inputs.append(.missing(path, reason: "there is no such file"))
      }
    }
    return inputs
  }

  /// A link in a folder to a file that is met there anyway is no story of its own.
  private static func withoutTwins(_ found: [(path: String, isLink: Bool)]) -> [String] {
    guard found.contains(where: \.isLink) else { return found.map(\.path) }
    var met = Set(found.filter { !$0.isLink }.map { Files.realPath($0.path) ?? $0.path })
    return found.filter { !$0.isLink || met.insert(Files.realPath($0.path) ?? $0.path).inserted }.map(\.path)
  }

  /// In a folder only files that look like stories are taken; a file that is named is always read.
  private static func isStory(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: ".") else { return false }
    switch name[name.index(after: dot)...].lowercased() {
    case "txt", "text", "md", "markdown", "html", "htm", "xhtml", "nitf", "ninjs", "rss", "atom", "newsml", "anpa", "iptc":
      return true
    case "xml", "json":
      // Settings and the like end so too.
      return (try? Files.start(of: path, limit: 1 << 16)).map(StoryFormats.looksLikeStory) ?? false
    default: return false
    }
  }

  private static func names(from path: String, parted byNUL: Bool) throws(SetupProblem) -> [String] {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = path == "-" ? try Files.read(0, named: "standard input") : try Files.read(path)
    } catch {
      throw SetupProblem(path: path, "the list of files cannot be read: \(error.reason)")
    }
    return bytes.split(separator: byNUL ? 0 : 0x0A).map { line in
      let line = !byNUL && line.last == 0x0D ? line.dropLast() : line
      return String(decoding: line, as: UTF8.self)
    }.filter { !$0.isEmpty }
  }

  func read() -> Result<[UInt8], FileProblem> {
    do throws(FileProblem) {
      switch self {
      // A little more than the largest story, so that the reader can say so.
      case .file(let path): return .success(try Files.read(path, limit: 64 << 20))
      case .standardInput: return .success(try Files.read(0, named: name, limit: 64 << 20))
      case .missing(let path, let reason): return .failure(FileProblem(path, reason))
      }
    } catch {
      return .failure(error)
    }
  }
}
