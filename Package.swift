// swift-tools-version: 6.0
// wirecheck: a multilingual translation-quality checker for wire copy, on the system ICU.
//
// The arrows point downwards only; Tests/LayerTests holds that. Outside the toolchain the package needs C libraries alone:
// `make deps` installs them.
import PackageDescription

/// The modules that walk a story's columns. The debug build, and so every test, checks that no two accesses to one variable
/// overlap; what it never found there is not looked for again on each token of each story. What one of them asks of another
/// is compiled into the place that asks.
let columns: [SwiftSetting] = [
  .unsafeFlags(["-enforce-exclusivity=unchecked", "-cross-module-optimization"], .when(configuration: .release))
]

let package = Package(
  name: "wirecheck",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "wirecheck", targets: ["wirecheck"])],
  targets: [
    // C libraries
    .systemLibrary(
      name: "CICUSystem", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"]), .brew(["icu4c"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CDigest", pkgConfig: "libmd", providers: [.apt(["libmd-dev"]), .brew(["libmd"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CMarkdownSystem", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
    .target(name: "CICU", dependencies: ["CICUSystem"]),
    .target(name: "CMarkdown", dependencies: ["CMarkdownSystem"]),
    .target(name: "CMemory"),
    .target(name: "CBytes"),
    .target(name: "CProcess"),
    .target(name: "CCLD2", linkerSettings: [.linkedLibrary("cld2")]),

    // Text and values
    .target(
      name: "TextBase", dependencies: ["CICU", "CBytes", "CMemory", "CCLD2", "CDigest", "CZlib"], swiftSettings: columns),
    .target(name: "Findings", dependencies: ["TextBase"]),

    // Data, stories, rules
    .target(name: "Lexicons", dependencies: ["CYAML", "TextBase", "Findings"], swiftSettings: columns),
    .target(name: "Stories", dependencies: ["TextBase", "Findings", "Lexicons"], swiftSettings: columns),
    .target(name: "Formats", dependencies: ["CMarkdown", "TextBase", "Findings", "Lexicons", "Stories"]),
    .target(name: "RuleKit", dependencies: ["TextBase", "Findings", "Lexicons", "Stories"], swiftSettings: columns),
    .target(
      name: "Rules", dependencies: ["TextBase", "Findings", "Lexicons", "Stories", "RuleKit"], swiftSettings: columns),
    .target(
      name: "Linting", dependencies: ["TextBase", "Findings", "Lexicons", "Stories", "Formats", "RuleKit", "Rules"]),
    .target(name: "Reporters", dependencies: ["TextBase", "Findings"]),
    .executableTarget(
      name: "wirecheck",
      dependencies: [
        "CProcess", "TextBase", "Findings", "Lexicons", "Stories", "Formats", "RuleKit", "Rules", "Linting", "Reporters",
      ]),

    // Tests
    .target(
      name: "TestKit", dependencies: ["TextBase", "Findings", "Lexicons", "Stories", "RuleKit", "Rules", "Linting"],
      path: "Tests/TestKit"),
    .testTarget(name: "TextBaseTests", dependencies: ["TestKit", "TextBase"]),
    .testTarget(name: "LexiconTests", dependencies: ["TestKit", "Lexicons"]),
    .testTarget(name: "StoriesTests", dependencies: ["TestKit", "Stories"]),
    .testTarget(name: "FormatsTests", dependencies: ["TestKit", "Formats", "Linting"], exclude: ["Stories"]),
    .testTarget(name: "RuleTests", dependencies: ["TestKit", "Rules"]),
    .testTarget(name: "LintingTests", dependencies: ["TestKit", "Linting"]),
    .testTarget(name: "ReporterTests", dependencies: ["TestKit", "Linting", "Rules", "Reporters"]),
    .testTarget(name: "CommandTests", dependencies: ["TestKit"]),
  ],
  swiftLanguageModes: [.v6]
)
