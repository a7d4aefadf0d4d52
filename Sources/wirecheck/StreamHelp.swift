import Formats

/// What a pipeline must know of `wirecheck stream`.
enum StreamHelp {
  static let text = """
    In, a JSON object a line; members of other names are passed over:
      id           string or number, given back as it came
      text         the story: plain text, or any format that check reads
      fields       instead of text: a map of \(FieldMap.known)
                   each a string or a list of strings
      lang         language of the copy; source_lang: that it was translated from
      path         name in the report (default: the id)
    Out, for each line one line in the same order: id and then a document of the
    JSON report, with status checked, unreadable or failed and a problem.
    Places are bytes of the text after JSON's escapes are undone, or of the field
    that the span names as its part. The exit code is 0 whatever was found.

    """
}
