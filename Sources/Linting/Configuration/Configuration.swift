import Findings
import TextBase

/// What one configuration file, one section of it or the command line says.
public struct SettingsLayer: Sendable {
  public struct Value: Sendable {
    public let key: SettingKey
    public let texts: [String]
    public let origin: SettingOrigin
  }

  public var values: [Value] = []
  public var rules: [RuleSetting] = []
  public var style: [StyleSetting] = []
  /// Patterns of the files that a section is for, and the folder they are relative to; empty for every file.
  public var globs: [GitPattern] = []
  public var folder = ""
  public var origin: SettingOrigin = .standard

  public init() {}

  public mutating func add(_ key: SettingKey, _ texts: [String], _ origin: SettingOrigin) {
    values.append(Value(key: key, texts: texts, origin: origin))
  }

  /// `path` is absolute. The last pattern that matches decides, as in a .gitignore.
  public func applies(to path: String) -> Bool {
    if globs.isEmpty { return true }
    let prefix = folder == "/" ? "/" : folder + "/"
    let relative = path.hasPrefix(prefix) ? path.dropFirst(prefix.count) : nil
    var verdict = false
    for glob in globs {
      // A file that is not below the folder can only be meant by its name.
      guard let text = relative.map({ Array($0.utf8) }) ?? (glob.isAnchored ? nil : Array(Paths.name(of: path).utf8)) else {
        continue
      }
      if SettingsLayer.matches(glob, text) { verdict = !glob.isNegated }
    }
    return verdict
  }

  /// A pattern for a folder means everything in it.
  private static func matches(_ glob: GitPattern, _ path: [UInt8]) -> Bool {
    if glob.matches(path[...], isDirectory: false) { return true }
    return path.indices.contains { path[$0] == UInt8(ascii: "/") && glob.matches(path[..<$0], isDirectory: true) }
  }
}

/// A configuration with those it builds on: layers from the weakest to the strongest.
public struct Configuration: Sendable {
  public var layers: [SettingsLayer] = []
  /// Every file that was read, in the order of reading.
  public var files: [String] = []

  public init() {}

  /// - Parameter base: folder that the patterns of its sections are relative to; nil for the file's own.
  public init(path: String, base: String? = nil) throws(SetupProblems) {
    var chain: [String] = []
    try read(path, base: base, &chain)
  }

  private mutating func read(_ path: String, base: String?, _ chain: inout [String]) throws(SetupProblems) {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try Files.read(path)
    } catch {
      throw SetupProblems([SetupProblem(path: path, "the configuration cannot be read: \(error.reason)")])
    }
    let reader = ConfigurationReader(path: path, folder: base ?? Paths.absolute(Paths.folder(of: path)))
    let layers = try reader.layers(bytes)
    chain.append(Paths.absolute(path))
    for (name, line, column) in reader.extended {
      let target = Paths.normalised(Paths.join(Paths.folder(of: path), name))
      func problem(_ message: String) -> SetupProblems {
        SetupProblems([SetupProblem(path: path, line: line, column: column, message)])
      }
      guard Files.status(target)?.kind == .file else { throw problem("“extends” names “\(name)”, but there is no such file") }
      guard !chain.contains(Paths.absolute(target)) else {
        throw problem("“extends” leads back to “\(name)”; remove one of the two")
      }
      try read(target, base: nil, &chain)
    }
    chain.removeLast()
    files.append(path)
    self.layers += layers
  }

  /// What holds for one file. `path` is absolute; `commands` are the strongest layers.
  public func settings(for path: String, commands: [SettingsLayer]) throws(SetupProblems) -> EffectiveSettings {
    var settings = EffectiveSettings()
    // First everything for all files, then sections: what a section of a base says is narrower than this file's own.
    for layer in layers where layer.globs.isEmpty { try settings.apply(layer) }
    for layer in layers where !layer.globs.isEmpty && layer.applies(to: path) { try settings.apply(layer) }
    for layer in commands { try settings.apply(layer, isCommand: true) }
    return settings
  }

  /// Whether a section is for some files only.
  public var partsFiles: Bool { layers.contains { !$0.globs.isEmpty } }

  /// Which layers speak for a file: files with the same ones share their settings.
  public func key(for path: String) -> [Int] { layers.indices.filter { layers[$0].applies(to: path) } }
}
