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
  static func all(_ arguments: Arguments) throws(SetupProblem) -> InputList {
    var gathering = Gathering(arguments)
    for path in arguments.positional { gathering.take(path) }
    if let list = arguments.value("files-from") {
      try gathering.takeAll(in: list, parted: arguments.has("0"))
    } else if arguments.has("0") {
      throw SetupProblem("-0 says how the paths of --files-from end; give both")
    } else if arguments.positional.isEmpty {
      guard !Terminal.isTerminal(0) else {
        throw SetupProblem("name a story, a folder, or - for standard input; see wirecheck --help")
      }
      gathering.take("-")
    }
    return gathering.inputs
  }

  private struct Gathering {
    var inputs = InputList()
    private var known = KnownPaths()
    private var hasStandardInput = false
    private let standardName: String
    private let ignores: IgnoreFiles?
    private let excludesNamed: Bool
    /// One folder alone holds no path twice.
    private let isAlone: Bool

    init(_ arguments: Arguments) {
      standardName = arguments.value("stdin-filename") ?? "<stdin>"
      ignores = arguments.has("no-ignore") ? nil : IgnoreFiles()
      excludesNamed = arguments.has("force-exclude")
      isAlone = arguments.positional.count == 1 && !arguments.has("files-from")
    }

    private mutating func add(_ input: Input) {
      if isAlone || known.insert(input.name, inputs) { inputs.append(input) }
    }

    mutating func take(_ path: String, isPlainFile: Bool = false) {
      if path == "-" {
        if !hasStandardInput { inputs.append(.standardInput(name: standardName)) }
        hasStandardInput = true
        return
      }
      let kind = isPlainFile ? .file : Files.status(path)?.kind
      // Asked for only then: an absolute path costs a dozen questions to the system.
      if excludesNamed, kind != nil, ignores?.excludes(Paths.absolute(path), isDirectory: kind == .directory) == true { return }
      switch kind {
      case .file, .other: add(.file(path))
      case .directory: walk(path)
      case nil: add(.missing(path, reason: "there is no such file"))
      }
    }

    private mutating func walk(_ path: String) {
      // A folder that is named is walked, whatever is said of it; what is below it is another matter.
      let root = Paths.absolute(path)
      let given = path.hasSuffix("/") ? path.utf8.count : path.utf8.count + 1
      let ignores = ignores
      func excludes(_ child: String, _ isDirectory: Bool) -> Bool {
        guard let ignores else { return false }
        let below = String(decoding: child.utf8.dropFirst(given), as: UTF8.self)
        return ignores.excludesItself(Paths.join(root, below), isDirectory)
      }
      var links: Set<Int> = []
      do throws(FileProblem) {
        try Files.tree(
          path, entering: { !excludes($0, true) },
          unreadable: { inputs.append(.missing($0.path, reason: $0.reason)) }
        ) { child in
          guard !excludes(child.path, false), Input.isStory(child.path) else { return }
          let place = inputs.count
          add(.file(child.path))
          if inputs.count > place, child.isLink { links.insert(place) }
        }
      } catch {
        inputs.append(.missing(error.path, reason: error.reason))
      }
      if !links.isEmpty { removeTwins(links) }
    }

    /// A link in a folder to a file that is met anyway is no story of its own.
    private mutating func removeTwins(_ links: Set<Int>) {
      func real(_ place: Int) -> String { Files.realPath(inputs[place].name) ?? inputs[place].name }
      var met = Set(inputs.indices.filter { !links.contains($0) }.map(real))
      let twins = links.sorted().filter { !met.insert(real($0)).inserted }
      if twins.isEmpty { return }
      inputs = inputs.removing(Set(twins))
      if !isAlone { known = KnownPaths(inputs) }
    }

    /// The paths of a list, a line each or parted by NUL.
    mutating func takeAll(in path: String, parted byNUL: Bool) throws(SetupProblem) {
      let bytes: [UInt8]
      do throws(FileProblem) {
        bytes = path == "-" ? try Files.read(0, named: "standard input") : try Files.read(path)
      } catch {
        throw SetupProblem(path: path, "the list of files cannot be read: \(error.reason)")
      }
      let lines = bytes.split(separator: byNUL ? 0 : 0x0A).map { !byNUL && $0.last == 0x0D ? $0.dropLast() : $0 }
      var next = lines.startIndex
      while next < lines.endIndex {
        let folder = Gathering.folder(of: lines[next])
        let end = lines[next...].firstIndex { Gathering.folder(of: $0) != folder } ?? lines.endIndex
        // A folder is read whole, so only for many of its files.
        let isMany = end - next >= Settings.many
        let files = isMany ? Files.PlainNames(folder: String(decoding: folder, as: UTF8.self)) : nil
        for line in lines[next..<end] where !line.isEmpty {
          let name = String(decoding: line, as: UTF8.self)
          let isPlainFile = files?.hold(line.dropFirst(folder.count)) ?? false
          // What begins with a dash is a name there, and no name stands for standard input.
          take(name == "-" ? "./-" : name, isPlainFile: isPlainFile)
        }
        next = end
      }
    }

    /// The path of the folder that a path lies in, with the slash at its end.
    private static func folder(of path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      path[..<(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex)]
    }
  }

  /// In a folder only files that look like stories are taken; a file that is named is always read.
  fileprivate static func isStory(_ path: String) -> Bool {
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
