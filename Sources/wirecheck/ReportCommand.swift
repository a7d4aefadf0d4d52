import Findings
import Linting
import Reporters
import Synchronization
import TextBase

/// `wirecheck report`: an HTML page a story and an index page over them.
struct ReportCommand {
  private let arguments: Arguments
  private let settings: Settings

  init(_ arguments: Arguments) throws(SetupProblems) {
    self.arguments = arguments
    settings = try Settings(arguments)
  }

  func run() throws(SetupProblems) -> ExitCode {
    throw Shell.usage("reports are being built")
  }
}
