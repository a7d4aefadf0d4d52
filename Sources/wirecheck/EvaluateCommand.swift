import Findings

enum EvaluateCommand {
  static func run(_ arguments: Arguments) throws(SetupProblems) -> ExitCode {
    throw Shell.usage("evaluation is being built")
  }
}
