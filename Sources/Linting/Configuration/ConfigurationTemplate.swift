/// What `wirecheck init` writes.
public enum ConfigurationTemplate {
  public static let text = """
    # Settings of wirecheck for the stories in this folder and below. Every line is a comment: take off the # of what you want.
    # `wirecheck config PATH` shows what holds for a story, and why. `wirecheck rules` lists the rules.

    # Build on other configurations; what stands here wins.
    # extends: [../desk.yml]

    # Language of the copy, and the language it was translated from (auto: as the file declares, else found out).
    # lang: auto
    # source-lang: auto

    # Exit 1 from this severity on: minor, major, critical or never.
    # fail-on: major
    # max-findings: 20
    # max-points: 30            # penalty points per 1,000 words of one story

    # Findings of less confidence are not shown: low, medium or high.
    # confidence: medium

    # Rules or families to leave out.
    # ignore: [bylines]

    # Single rules, families or globs: on, off, a severity, or details.
    # rules:
    #   calque/opener: off
    #   numbers: major
    #   places/source-variant: {severity: minor, confidence: high}

    # What the desk prefers where good copy differs. Nothing is preferred by default.
    # style:
    #   profile: ap-en          # published conventions to begin with
    #   preferred:
    #     kyiv: Kyiv            # by entity id
    #   quotes: {en: "“ ”", de: "„ “"}
    #   numbers: {en: "1,234.5"}
    #   currency: {en: "$5"}    # $5 · 5 $ · USD 5 · 5 USD · 5 dollars
    #   commas: {en: inside}    # inside or outside the closing quotation mark
    #   measures: metric        # metric · imperial: measures of the other system are converted
    #   units: {en: words}      # words (5 kilometres) · symbols (5 km)
    #   percent: {en: "%"}      # % · percent · per cent · words, in other languages than English

    # Folders of your own lexicons, added to the shipped ones.
    # lexicons: [lexicons]

    # Known findings: only new ones are reported. Written by wirecheck --write-baseline PATH.
    # baseline: wirecheck-baseline.json

    # Settings for some files only, by git's patterns. Later sections win.
    # sections:
    #   - files: ["sport/**", "*.md"]
    #     fail-on: never

    """
}
