import Lexicons
import Stories
import TextBase

/// Lends the analysis of a text to `body`, as a rule would see it.
public func withAnalysis<Result>(
  _ text: String, language: String?, source: LanguageOptions.Source = .auto, _ body: (borrowing Analysis) -> Result
) throws -> Result {
  try withAnalysis(Array(text.utf8), language: language, source: source, body)
}

public func withAnalysis<Result>(
  _ file: [UInt8], language: String?, source: LanguageOptions.Source = .auto, _ body: (borrowing Analysis) -> Result
) throws -> Result {
  let story = try PlainTextReader().read(DecodedFile(file))[0]
  return try Analyser(Shared.store).analyse(story, LanguageOptions(language: language, source: source), body)
}
