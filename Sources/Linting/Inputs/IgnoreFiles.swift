import TextBase

/// Which files a walk passes over: .wirecheckignore anywhere, .gitignore within a repository, by git's rules. The last
/// pattern that matches decides; a file deeper down goes before one above it, .wirecheckignore before .gitignore.
public final class IgnoreFiles {
  private struct Level {
    /// Absolute, without a slash at the end.
    let folder: [UInt8]
    let own: [GitPattern]
    let git: [GitPattern]
    let isRepository: Bool
  }

  private let readsGit: Bool
  private var levels: [String: Level] = [:]
  private var decisions: [String: Bool] = [:]

  public init(readsGit: Bool = true) { self.readsGit = readsGit }

  /// Whether a file or folder is to be passed over because of itself or of a folder above it. `path` is absolute.
  public func excludes(_ path: String, isDirectory: Bool) -> Bool {
    if isDirectory, let known = decisions[path] { return known }
    let parent = IgnoreFiles.parent(path)
    let result = parent.map { excludes($0, isDirectory: true) } == true || excludesItself(path, isDirectory)
    if isDirectory { decisions[path] = result }
    return result
  }

  /// Whether patterns name it; folders above it are not asked about.
  public func excludesItself(_ path: String, _ isDirectory: Bool) -> Bool {
    let text = Array(path.utf8)
    var gitVerdict: Bool?
    var sawRepository = false
    var folder = IgnoreFiles.parent(path)
    while let current = folder {
      let level = level(current)
      let start = level.folder.count + 1
      if start <= text.count {
        let relative = text[start...]
        if let verdict = IgnoreFiles.verdict(level.own, relative, isDirectory) { return verdict }
        if readsGit, !sawRepository, gitVerdict == nil {
          gitVerdict = IgnoreFiles.verdict(level.git, relative, isDirectory)
        }
      }
      // A repository does not look above itself.
      if level.isRepository { sawRepository = true }
      folder = IgnoreFiles.parent(current)
    }
    // Outside a repository .gitignore means nothing.
    return sawRepository && gitVerdict == true
  }

  private static func verdict(_ patterns: [GitPattern], _ path: ArraySlice<UInt8>, _ isDirectory: Bool) -> Bool? {
    patterns.last { $0.matches(path, isDirectory: isDirectory) }.map { !$0.isNegated }
  }

  private func level(_ folder: String) -> Level {
    if let known = levels[folder] { return known }
    let prefix = folder == "/" ? "" : folder
    func patterns(_ name: String) -> [GitPattern] {
      (try? Files.read(prefix + "/" + name)).map { GitPattern.all(in: $0) } ?? []
    }
    // A worktree and a submodule have a file there.
    let isRepository = readsGit && Files.status(prefix + "/.git") != nil
    let level = Level(
      folder: Array(prefix.utf8), own: patterns(".wirecheckignore"),
      // What a person keeps out of their own clone is asked last, so it stands first.
      git: readsGit ? (isRepository ? patterns(".git/info/exclude") : []) + patterns(".gitignore") : [],
      isRepository: isRepository)
    levels[folder] = level
    return level
  }

  private static func parent(_ path: String) -> String? {
    guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
