import CProcess
import Findings
import Linting
import TextBase

/// Asks the git of the system, for `--diff-base`.
enum Git {
  struct Answer {
    var status: Int32
    var output: [UInt8]
    var errors: String
  }

  static func run(_ arguments: [String]) throws(SetupProblem) -> Answer {
    let words = ["git"] + arguments
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { word in
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: word.utf8.count + 1)
      for (index, byte) in word.utf8.enumerated() { copy[index] = CChar(bitPattern: byte) }
      copy[word.utf8.count] = 0
      return copy
    }
    pointers.append(nil)
    defer { for pointer in pointers { pointer?.deallocate() } }
    var output = cprocess_bytes()
    var errors = cprocess_bytes()
    let status = cprocess_output(&pointers, &output, &errors)
    defer {
      cprocess_free(&output)
      cprocess_free(&errors)
    }
    guard status >= 0 else { throw SetupProblem("git cannot be run; --diff-base needs it") }
    func bytes(_ buffer: cprocess_bytes) -> [UInt8] { Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count)) }
    return Answer(status: status, output: bytes(output), errors: String(decoding: bytes(errors), as: UTF8.self))
  }

  /// The folder with the .git above a path; nil outside any repository.
  static func root(of path: String) -> String? {
    var folder = Paths.folder(of: path)
    while true {
      if Files.status(Paths.join(folder, ".git")) != nil { return folder }
      if folder == "/" { return nil }
      folder = Paths.folder(of: folder)
    }
  }

  /// The lines of these files that changed since a revision. Names as given, for what is to be said about them.
  static func changes(since revision: String, _ inputs: InputList) throws(SetupProblem) -> ChangedLines {
    guard !revision.hasPrefix("-"), !revision.isEmpty else {
      throw SetupProblem("--diff-base needs a revision such as main or HEAD~1, not “\(revision)”")
    }
    var byRoot: [(root: String, paths: [String])] = []
    for input in inputs {
      switch input {
      case .standardInput: throw SetupProblem("--diff-base compares files; standard input has no earlier revision")
      case .missing: continue
      case .file(let name):
        let path = Paths.absolute(name)
        guard let root = root(of: path) else {
          throw SetupProblem(path: name, "it lies in no git repository, so --diff-base has nothing to compare it with")
        }
        if let index = byRoot.firstIndex(where: { $0.root == root }) {
          byRoot[index].paths.append(path)
        } else {
          byRoot.append((root, [path]))
        }
      }
    }
    var changes = ChangedLines()
    for (root, paths) in byRoot { try add(revision, root, paths, &changes) }
    return changes
  }

  private static func add(
    _ revision: String, _ root: String, _ paths: [String], _ changes: inout ChangedLines
  ) throws(SetupProblem) {
    let known = try run(["-C", root, "rev-parse", "--verify", "--quiet", revision + "^{commit}"])
    guard known.status == 0 else {
      throw SetupProblem("--diff-base: the repository at \(root) has no revision “\(revision)”")
    }
    let diff = try run([
      "-C", root, "-c", "core.quotePath=false", "diff", "--unified=0", "--text", "--no-color", "--no-ext-diff", "--no-textconv",
      "--find-renames", "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules", revision, "--",
    ])
    guard diff.status == 0 else { throw SetupProblem("--diff-base: git diff failed: \(firstLine(diff.errors))") }
    changes.add(diff.output, root: root)
    let tracked = try run(["-C", root, "ls-files", "-z"])
    guard tracked.status == 0 else { throw SetupProblem("--diff-base: git ls-files failed: \(firstLine(tracked.errors))") }
    let names = Set(tracked.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
    for path in paths where !names.contains(Paths.relative(path, to: root)) { changes.addWhole(path) }
  }

  private static func firstLine(_ text: String) -> String { String(text.prefix { $0 != "\n" }) }
}
