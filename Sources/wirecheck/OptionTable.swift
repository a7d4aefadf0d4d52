import Formats
import Reporters

/// An option of the command line. Help, completions and the manual page are made from this one table.
struct Option: Sendable {
  enum Argument: Sendable, Equatable {
    case none
    case value(String)
    case choice(String, [String])
  }

  let name: String
  var short: Character? = nil
  let argument: Argument
  var isRepeatable = false
  let help: String
  let commands: Set<Command>
}

enum Command: String, CaseIterable, Sendable {
  case check, report, rules, explain, lexicon, evaluate, config
  case initialise = "init"
  case stream, watch
  case completions, manual

  var usage: String {
    switch self {
    case .check: "[PATH… | -]"
    case .report: "[PATH… | -] --out DIR"
    case .rules: ""
    case .explain: "RULE[#ENTRY]"
    case .lexicon: "check|export [PATH…] | import FILE"
    case .evaluate: "GOLD…"
    case .config: "[PATH…]"
    case .initialise: "[DIR]"
    case .stream: "< NDJSON"
    case .watch: "DIR --out DIR"
    case .completions: "bash|zsh|fish"
    case .manual: ""
    }
  }

  /// What help says of it beyond the line.
  var details: String? {
    switch self {
    case .stream: StreamHelp.text
    case .watch: WatchHelp.text
    default: nil
    }
  }

  var help: String {
    switch self {
    case .check: "check stories; the default when the first word is no command"
    case .report: "write editor reports (HTML) for stories and an index page"
    case .rules: "list the rules"
    case .explain: "what a rule finds, why it matters, examples, how to switch it off"
    case .lexicon: "validate lexicons and run their examples; exchange term lists (TSV, TBX)"
    case .evaluate: "precision and recall on gold data, false alarms on clean text"
    case .config: "print the effective settings of a path and where each came from"
    case .initialise: "write a commented .wirecheck.yml to begin with"
    case .stream: "one JSON story a line in, exactly one line out, in order"
    case .watch: "check what is dropped into a folder, until told to stop"
    case .completions: "print completions for a shell"
    case .manual: "print the manual page (troff)"
    }
  }
}

enum OptionTable {
  private static let checking: Set<Command> = [.check, .report, .config, .evaluate, .stream, .watch]
  /// Commands that can end in a verdict.
  private static let gated: Set<Command> = checking.subtracting([.stream])
  private static let everywhere = Set(Command.allCases)

  static let all: [Option] = [
    Option(
      name: "format", short: "f", argument: .choice("FORMAT", ReportFormat.available.map(\.rawValue)),
      help: "output format (default text)", commands: [.check]),
    Option(
      name: "format", short: "f", argument: .choice("FORMAT", ["table", "json", "markdown"]),
      help: "format of the list (default table)", commands: [.rules]),
    Option(
      name: "format", short: "f", argument: .choice("FORMAT", ["text", "json", "markdown"]),
      help: "format of the figures (default text)", commands: [.evaluate]),
    Option(
      name: "format", short: "f", argument: .choice("FORMAT", ["text", "json"]), help: "format (default text)",
      commands: [.config]),
    Option(
      name: "output", short: "o", argument: .value("PATH"),
      help: "write to PATH, whole or not at all (default standard output)",
      commands: [.check, .evaluate, .config, .lexicon]),
    Option(
      name: "as", argument: .choice("FORMAT", ["tsv", "tbx"]), help: "format of lexicon export (default tsv)",
      commands: [.lexicon]),
    Option(
      name: "also", argument: .value("FORMAT=PATH"), isRepeatable: true, help: "write a further report of the same run",
      commands: [.check]),
    Option(
      name: "out", argument: .value("DIR"), help: "folder for the pages (default wirecheck-report)", commands: [.report]),
    Option(name: "out", argument: .value("DIR"), help: "folder for the reports", commands: [.watch]),
    Option(
      name: "out", argument: .value("DIR"), help: "folder for what is imported (default lexicons)", commands: [.lexicon]),
    Option(
      name: "report", argument: .value("FORMAT,…"), help: "formats of the reports of each story (default json)",
      commands: [.watch]),
    Option(
      name: "pass", argument: .value("DIR"), help: "move stories here that cross no gate (default: they stay)",
      commands: [.watch]
    ),
    Option(
      name: "fail", argument: .value("DIR"), help: "move the other stories here (default: they stay)", commands: [.watch]),
    Option(
      name: "settle", argument: .value("SECONDS"), help: "a file is complete when it stays as it is so long (default 1)",
      commands: [.watch]),
    Option(
      name: "rescan", argument: .value("SECONDS"), help: "look into the folder at least so often (default 5)",
      commands: [.watch]),
    Option(name: "once", argument: .none, help: "do what is there and end", commands: [.watch]),
    Option(
      name: "templates", argument: .value("DIR"),
      help: "a desk's own story.html, index.html, style.css or script.js in place of the shipped ones",
      commands: [.check, .report, .watch]),
    Option(
      name: "input-format", argument: .choice("FORMAT", ["auto"] + StoryFormats.names),
      help: "format of the stories (default auto: by what stands in the file)", commands: checking),
    Option(
      name: "lang", argument: .value("TAG|auto"),
      help: "language of the copy, BCP 47 (default: declared in the file, else detected)",
      commands: checking),
    Option(
      name: "source-lang", argument: .value("TAG|auto|none"),
      help: "language the copy was translated from: turns its packs on (default auto: declared, else inferred)",
      commands: checking),
    Option(
      name: "source", argument: .value("FILE"),
      help: "the source text of the story: tells the language it was translated from; not yet compared with the story",
      commands: [.check, .report]),
    Option(
      name: "fail-on", argument: .choice("SEVERITY", ["minor", "major", "critical", "never"]),
      help: "exit 1 from this severity on (default major)", commands: gated),
    Option(name: "max-findings", argument: .value("N"), help: "exit 1 beyond N shown findings", commands: gated),
    Option(
      name: "max-points", argument: .value("N"), help: "exit 1 when a story has more than N penalty points per 1,000 words",
      commands: gated),
    Option(
      name: "select", argument: .value("RULE|FAMILY"), isRepeatable: true, help: "only these rules (globs allowed)",
      commands: checking),
    Option(name: "ignore", argument: .value("RULE|FAMILY"), isRepeatable: true, help: "not these rules", commands: checking),
    Option(
      name: "extend-select", argument: .value("RULE|FAMILY"), isRepeatable: true, help: "these rules too", commands: checking),
    Option(name: "all", argument: .none, help: "show findings of low confidence too", commands: checking),
    Option(
      name: "confidence", argument: .choice("LEVEL", ["low", "medium", "high"]),
      help: "show findings of this confidence and above (default medium)", commands: checking),
    Option(name: "config", argument: .value("PATH"), help: "read this configuration", commands: checking),
    Option(name: "no-config", argument: .none, help: "read no configuration and no file of suppressions", commands: checking),
    Option(
      name: "schema", argument: .none, help: "print the JSON Schema of .wirecheck.yml, for editors", commands: [.config]),
    Option(
      name: "baseline", argument: .value("PATH"), help: "known findings: only new ones are reported", commands: checking),
    Option(
      name: "write-baseline", argument: .value("PATH"), help: "write the findings of this run as known ones, and exit 0",
      commands: [.check]),
    Option(
      name: "diff-base", argument: .value("REV"), help: "only findings in lines that changed since a revision of git",
      commands: [.check, .report]),
    Option(
      name: "previous", argument: .value("FILE"),
      help: "an earlier take of the story: says which findings are new, still there and gone",
      commands: [.check, .report]),
    Option(
      name: "fix", argument: .none, help: "make the safe fixes that are a single choice; never inside direct speech",
      commands: [.check]),
    Option(
      name: "diff", argument: .none, help: "with --fix: change nothing, print a patch for git apply", commands: [.check]),
    Option(
      name: "today", argument: .value("DATE"),
      help: "the day that expiry dates are compared with (default: the clock's, universal time)", commands: checking),
    Option(
      name: "no-ignore", argument: .none, help: "walk folders without regard to .wirecheckignore and .gitignore",
      commands: [.check, .report, .config]),
    Option(
      name: "force-exclude", argument: .none, help: "let .wirecheckignore and .gitignore hold for named files too",
      commands: [.check, .report, .config]),
    Option(
      name: "stdin-filename", argument: .value("NAME"), help: "name of standard input in reports", commands: [.check, .report]),
    Option(
      name: "files-from", argument: .value("FILE|-"), help: "read paths from FILE, one a line", commands: [.check, .report]),
    Option(name: "0", short: "0", argument: .none, help: "paths of --files-from end with NUL", commands: [.check, .report]),
    Option(name: "jobs", short: "j", argument: .value("N"), help: "workers (default: one per processor)", commands: checking),
    Option(
      name: "max-line-bytes", argument: .value("N"), help: "longer lines are answered as unreadable (default 16777216)",
      commands: [.stream]),
    Option(
      name: "color", argument: .choice("WHEN", ["auto", "always", "never"]), help: "colour (default auto)", commands: [.check]),
    Option(
      name: "width", argument: .value("N"), help: "columns of the text format, 60 to 200 (default: the terminal's)",
      commands: [.check]),
    Option(name: "quiet", short: "q", argument: .none, help: "one line a finding", commands: [.check, .report]),
    Option(
      name: "progress", argument: .choice("WHEN", ["auto", "always", "never"]),
      help: "progress on standard error (default auto)",
      commands: [.check, .report]),
    Option(
      name: "lexicons", argument: .value("DIR"), help: "a desk's own lexicons, added to the shipped ones",
      commands: everywhere),
    Option(
      name: "adjudications", argument: .value("FILE"), isRepeatable: true, help: "verdicts of readers on findings (TSV)",
      commands: [.evaluate]),
    Option(
      name: "budgets", argument: .value("FILE"), help: "exit 1 when a budget in FILE (TSV) is broken", commands: [.evaluate]),
    Option(
      name: "tighten", argument: .value("FILE"), help: "write the budgets, as measured where that is stricter, to FILE",
      commands: [.evaluate]),
    Option(
      name: "figures", argument: .value("FILE"), help: "write what was measured of each rule to FILE (TSV)",
      commands: [.evaluate]),
    Option(
      name: "reading-sheet", argument: .value("FILE"),
      help: "write the findings that nobody has judged to FILE, as rows for --adjudications", commands: [.evaluate]),
    Option(name: "timings", argument: .none, help: "print nanoseconds per byte by rule on standard error", commands: [.check]),
    Option(name: "version", argument: .none, help: "print the version", commands: everywhere),
    Option(name: "help", short: "h", argument: .none, help: "print this help", commands: everywhere),
  ]

  /// As the command has it; else as another one does, so that a mistake can be told.
  static func option(named name: String, of command: Command) -> Option? { find(command) { $0.name == name } }
  static func option(short letter: Character, of command: Command) -> Option? { find(command) { $0.short == letter } }

  private static func find(_ command: Command, _ isIt: (Option) -> Bool) -> Option? {
    all.first { isIt($0) && $0.commands.contains(command) } ?? all.first(where: isIt)
  }

  static func options(of command: Command) -> [Option] { all.filter { $0.commands.contains(command) } }
}
