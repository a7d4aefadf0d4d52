import Findings

/// The command line, read by the table of options.
struct Arguments {
  var command: Command = .check
  var positional: [String] = []
  private var values: [String: [String]] = [:]

  init(_ words: [String]) throws(SetupProblem) {
    var words = words[...]
    if let first = words.first, let command = Command(rawValue: first) {
      self.command = command
      words = words.dropFirst()
    }
    var isOnlyPaths = false
    while let word = words.popFirst() {
      if isOnlyPaths || word == "-" || !word.hasPrefix("-") {
        positional.append(word)
      } else if word == "--" {
        isOnlyPaths = true
      } else if word.hasPrefix("--") {
        try readLong(word, &words)
      } else {
        try readShort(word, &words)
      }
    }
  }

  private mutating func readLong(_ word: String, _ words: inout ArraySlice<String>) throws(SetupProblem) {
    let body = word.dropFirst(2)
    let name = String(body.prefix { $0 != "=" })
    let attached = body.contains("=") ? String(body.drop { $0 != "=" }.dropFirst()) : nil
    guard let option = OptionTable.option(named: name, of: command), name.count > 1 else {
      let near =
        (suggestion(for: name, among: OptionTable.options(of: command).map(\.name))
        ?? suggestion(for: name, among: OptionTable.all.map(\.name))).map { "; did you mean --\($0)?" }
      throw SetupProblem("there is no option --\(name)\(near ?? "; see wirecheck --help")")
    }
    try set(option, "--\(name)", attached, &words)
  }

  private mutating func readShort(_ word: String, _ words: inout ArraySlice<String>) throws(SetupProblem) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = OptionTable.option(short: letter, of: command) else {
        throw SetupProblem("there is no option -\(letter); see wirecheck --help")
      }
      let attached = option.argument != .none && !letters.isEmpty ? String(letters) : nil
      try set(option, "-\(letter)", attached, &words)
      if attached != nil { return }
    }
  }

  private mutating func set(
    _ option: Option, _ spelled: String, _ attached: String?, _ words: inout ArraySlice<String>
  ) throws(SetupProblem) {
    guard option.commands.contains(command) else {
      throw SetupProblem("\(spelled) is no option of wirecheck \(command.rawValue); see wirecheck \(command.rawValue) --help")
    }
    switch option.argument {
    case .none:
      if attached != nil { throw SetupProblem("\(spelled) takes no value") }
      values[option.name] = ["true"]
    case .value(let placeholder):
      guard let value = attached ?? words.popFirst() else { throw SetupProblem("\(spelled) needs a value: \(placeholder)") }
      values[option.name, default: []].append(value)
    case .choice(let placeholder, let choices):
      guard let value = attached ?? words.popFirst() else { throw SetupProblem("\(spelled) needs a value: \(placeholder)") }
      guard choices.contains(value) else {
        let near =
          suggestion(for: value, among: choices).map { "did you mean \($0)?" }
          ?? "use one of \(choices.joined(separator: ", "))"
        throw SetupProblem("\(spelled) cannot be “\(value)”; \(near)")
      }
      values[option.name, default: []].append(value)
    }
  }

  func has(_ name: String) -> Bool { values[name] != nil }
  func value(_ name: String) -> String? { values[name]?.last }
  func all(_ name: String) -> [String] { values[name] ?? [] }

  func integer(_ name: String, _ range: ClosedRange<Int>) throws(SetupProblem) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw SetupProblem("--\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound), not “\(text)”")
    }
    return number
  }
}
