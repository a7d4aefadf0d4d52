import Findings
import Lexicons
import Linting
import TextBase

/// What holds for each input of a run: the nearest configuration upward of it, else the user's; then the environment; then
/// the command line.
final class Settings {
  /// Inputs that share every setting.
  struct Group: Sendable {
    var settings: EffectiveSettings
    /// Configurations that were read for it, the strongest last.
    var files: [String]
    var suppressions: SuppressionFile?
  }

  private struct Key: Hashable {
    var configuration: String?
    var layers: [Int]
    var suppressions: String?
  }

  private(set) var groups: [Group] = []
  private var numbers: [Key: Int] = [:]
  private var configurations: [String: Configuration] = [:]
  private var suppressionFiles: [String: SuppressionFile] = [:]
  /// By folder: the nearest file of a name, upward.
  private var nearest: [String: String?] = [:]
  private var commands: [SettingsLayer] = []
  /// Named by an option or the environment: it holds for every input.
  private var named: String?
  private let readsNone: Bool
  private let here = Paths.absolute(".")
  private let today: Day?
  private var stores: [[String]: LexiconStore] = [:]
  /// From so many stories on the lexicons are laid out for them.
  static let many = 64
  /// Whether many stories will be checked, or no one knows how many.
  var isForMany = false

  init(_ arguments: Arguments) throws(SetupProblems) {
    readsNone = arguments.has("no-config")
    if let text = arguments.value("today") {
      today = Day(text)
      if today == nil { throw Shell.usage("--today must be a day such as 2027-01-31, not “\(text)”") }
    } else {
      today = Terminal.today
    }
    if !readsNone {
      named = arguments.value("config") ?? Files.environment("WIRECHECK_CONFIG").flatMap { $0.isEmpty ? nil : $0 }
    }
    if let named, Files.status(named)?.kind != .file {
      throw SetupProblems([SetupProblem(path: named, "there is no such configuration file")])
    }
    if let path = Files.environment("WIRECHECK_LEXICONS"), !path.isEmpty {
      var layer = SettingsLayer()
      layer.add(.lexicons, [path], .environment("WIRECHECK_LEXICONS"))
      commands.append(layer)
    }
    var layer = SettingsLayer()
    for key in SettingKey.allCases {
      let values = arguments.all(key.rawValue)
      if !values.isEmpty { layer.add(key, values, .commandLine) }
    }
    commands.append(layer)
    // What is wrong with an option is said before anything is read.
    let settings = try Configuration().settings(for: here, commands: commands)
    let problems = settings.lint.selection.problems()
    if !problems.isEmpty { throw SetupProblems(problems) }
  }

  // MARK: groups

  /// The number of the group that an input belongs to.
  func group(of path: String) throws(SetupProblems) -> Int { try group(ofAbsolute: Paths.absolute(path)) }

  /// The number of the group of everything in a folder; nil where a section tells its files apart.
  func group(ofFolder folder: String) throws(SetupProblems) -> Int? {
    let (_, configuration) = try configuration(ofFolder: folder)
    return configuration.partsFiles ? nil : try group(ofAbsolute: Paths.join(folder, "-"))
  }

  private func configuration(ofFolder folder: String) throws(SetupProblems) -> (path: String?, Configuration) {
    let found = readsNone ? nil : named ?? upward(".wirecheck.yml", folder) ?? Settings.ofUser()
    return (found, try found.map { (path) throws(SetupProblems) in try self.configuration(path) } ?? Configuration())
  }

  func group(ofAbsolute absolute: String) throws(SetupProblems) -> Int {
    let folder = Paths.folder(of: absolute)
    let (found, configuration) = try configuration(ofFolder: folder)
    let layers = configuration.key(for: absolute)
    var key = Key(configuration: found, layers: layers, suppressions: nil)
    let suppressions = readsNone ? nil : upward(SuppressionFile.name, folder)
    key.suppressions = suppressions
    if let number = numbers[key] { return number }
    let settings = try configuration.settings(for: absolute, commands: commands)
    var group = Group(settings: settings, files: configuration.files)
    group.settings.lint.today = today
    if let path = settings.suppressions ?? suppressions { group.suppressions = try suppressionFile(path) }
    let problems = settings.lint.selection.problems()
    if !problems.isEmpty { throw SetupProblems(problems) }
    groups.append(group)
    numbers[key] = groups.count - 1
    return groups.count - 1
  }

  /// The settings for a command that is about no single input.
  func general(_ path: String? = nil) throws(SetupProblems) -> Group {
    var path = path ?? "./-"
    if Files.status(path)?.kind == .directory { path = Paths.join(path, "-") }
    return groups[try group(of: path)]
  }

  private func configuration(_ path: String) throws(SetupProblems) -> Configuration {
    if let known = configurations[path] { return known }
    // Patterns in a file that lies elsewhere are about the files here.
    let isElsewhere = path == named || path == Settings.ofUser()
    let configuration = try Configuration(path: path, base: isElsewhere ? here : nil)
    configurations[path] = configuration
    return configuration
  }

  private func suppressionFile(_ path: String) throws(SetupProblems) -> SuppressionFile {
    if let known = suppressionFiles[path] { return known }
    let file = try SuppressionFile(path: path)
    suppressionFiles[path] = file
    return file
  }

  /// The nearest file of a name in a folder or above it, as a path to show.
  private func upward(_ name: String, _ folder: String) -> String? {
    let key = name + "\n" + folder
    if let known = nearest[key] { return known }
    let candidate = Paths.join(folder, name)
    let result: String?
    if Files.status(candidate)?.kind == .file {
      result = Settings.shown(candidate, from: here)
    } else {
      result = folder == "/" ? nil : upward(name, Paths.folder(of: folder))
    }
    nearest[key] = .some(result)
    return result
  }

  /// Relative where it lies below the folder that the program runs in.
  static func shown(_ path: String, from here: String) -> String {
    let prefix = here == "/" ? "/" : here + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  private static func ofUser() -> String? {
    let home = Files.environment("XDG_CONFIG_HOME") ?? Files.environment("HOME").map { $0 + "/.config" }
    let path = home.map { $0 + "/wirecheck/config.yml" }
    return path.flatMap { Files.status($0)?.kind == .file ? $0 : nil }
  }

  // MARK: lexicons

  /// The shipped lexicons and a desk's own.
  func lexicons(_ own: [String]) throws(SetupProblems) -> LexiconStore {
    if let known = stores[own] { return known }
    guard let shipped = Installation.lexicons() else {
      throw SetupProblems([
        SetupProblem("the shipped lexicons are not beside the program; reinstall wirecheck, or run it from its own checkout")
      ])
    }
    for path in own where Files.status(path)?.kind != .directory {
      throw SetupProblems([SetupProblem(path: path, "there is no such lexicon folder")])
    }
    let store = try LexiconStore(roots: [shipped] + own, cache: Installation.cache(), isForMany: isForMany)
    stores[own] = store
    return store
  }

  /// The lexicons of a group. An entity that its house style names must be known to them.
  func lexicons(_ group: Group) throws(SetupProblems) -> LexiconStore {
    let store = try lexicons(group.settings.lexicons)
    let named = group.settings.style.filter { $0.entity != nil }
    if !named.isEmpty {
      let known = Set(try store.allSources().entities.map(\.id))
      let problems = named.compactMap { setting in
        known.contains(setting.entity!) ? nil : setting.problem(known: known)
      }
      if !problems.isEmpty { throw SetupProblems(problems) }
    }
    return store
  }
}
