// swift-tools-version: 6.2
import PackageDescription

/// One line a room: what it may import of ours, and of others.
/// `Tests/ArchitectureTests` holds this table against docs/ARCHITECTURE.md and against every import.
let rooms: [Room] = [
  Room("StetCore", others: ["CXXHash"]),
  Room("StetContent", ["StetCore"], others: ["CCMark", .yams]),
  Room("StetSite", ["StetCore", "StetContent"]),
  Room("StetFeed", ["StetCore"], testing: ["StetValidation"]),
  Room("StetTemplate", ["StetCore"]),
  Room("StetRender", ["StetCore", "StetContent", "StetSite", "StetFeed", "StetTemplate"]),
  Room("StetXML", ["StetCore"], others: ["CLibXML2"]),
  Room("StetMedia", ["StetCore", "StetXML"], others: ["CVips", "CZLib"]),
  Room("StetValidation", ["StetCore", "StetXML"], resources: [.embedInCode("Grammar/atom.rng")]),
  Room("StetCheck", ["StetCore", "StetContent", "StetSite", "StetValidation"]),
  Room(
    "StetBuild",
    [
      "StetCore", "StetContent", "StetSite", "StetRender", "StetMedia", "StetValidation",
      "StetCheck",
    ], others: ["CBrotli", "CZLib"],
    resources: [.embedInCode("Starter/galley.txt")]),
  Room(
    "StetDeploy", ["StetCore", "StetSite", "StetBuild", "StetValidation"],
    others: [.subprocess, .system]),
  Room(
    "StetServe", ["StetCore", "StetBuild"],
    resources: [.embedInCode("Resources/preview.js")], testing: ["StetSite"]),
  Room("StetImport", ["StetCore", "StetContent", "StetXML"]),
  Room(
    "stet",
    [
      "StetCore", "StetContent", "StetSite", "StetTemplate", "StetBuild", "StetServe",
      "StetDeploy", "StetImport", "StetXML", "StetValidation", "StetCheck",
    ],
    others: ["CStamp", .allocator, .arguments], kind: .command),
]

/// Programs that measure rooms from within; made only where STET_BENCHMARKS is set.
let benchmarks: [Target] =
  Context.environment["STET_BENCHMARKS"] == nil
  ? []
  : [
    .executableTarget(
      name: "ParseBenchmark", dependencies: ["StetCore", "StetContent", "CCMark", .yams],
      path: "Benchmarks/Sources/ParseBenchmark", swiftSettings: .strictest)
  ]

/// The commit that `stet --version` names; the Makefile asks scripts/commit for it.
let commit = (Context.environment["STET_COMMIT"] ?? "").filter { $0.isHexDigit || $0 == "+" }

let package = Package(
  name: "stet",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "stet", targets: ["stet"]),
    .library(name: "StetTemplate", targets: ["StetTemplate"]),
    .library(name: "StetFeed", targets: ["StetFeed"]),
    .library(name: "StetValidation", targets: ["StetValidation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CBrotli", pkgConfig: "libbrotlienc",
      providers: [.apt(["libbrotli-dev"]), .brew(["brotli"])]),
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    .systemLibrary(
      name: "CXXHash", pkgConfig: "libxxhash",
      providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),
    // Debian's package has no module of pkg-config; its files are where the compiler looks.
    .systemLibrary(
      name: "CMimalloc", providers: [.apt(["libmimalloc-dev"])]),
    .systemLibrary(
      name: "CZLib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    // Loads libvips where it is needed; nothing of it is linked.
    .target(name: "CVips"),
    .target(name: "CStamp", cSettings: [.define("STET_COMMIT", to: "\"\(commit)\"")]),
    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: .strictest),
  ] + rooms.map(\.target) + rooms.compactMap(\.tests) + benchmarks + [
    .testTarget(name: "ArchitectureTests", swiftSettings: .strictest)
  ],
  swiftLanguageModes: [.v6]
)

extension [SwiftSetting] {
  /// The compiler's strictest settings, the same for every room and every test.
  static var strictest: Self {
    [
      .strictMemorySafety(),
      .treatAllWarnings(as: .error),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ]
  }
}

extension Target.Dependency {
  /// Memory in half the time of glibc's; other systems' own is as quick.
  static let allocator: Self = .target(name: "CMimalloc", condition: .when(platforms: [.linux]))
  static let yams: Self = .product(name: "Yams", package: "Yams")
  static let subprocess: Self = .product(name: "Subprocess", package: "swift-subprocess")
  static let system: Self = .product(name: "SystemPackage", package: "swift-system")
  static let arguments: Self = .product(name: "ArgumentParser", package: "swift-argument-parser")
}

struct Room {
  enum Kind { case library, command }

  let name: String
  let dependencies: [Target.Dependency]
  let resources: [Resource]
  let kind: Kind
  /// Rooms that only its tests import: what it writes is judged by one that does not know it.
  let testing: [Target.Dependency]

  init(
    _ name: String, _ ours: [String] = [], others: [Target.Dependency] = [],
    resources: [Resource] = [], kind: Kind = .library, testing: [String] = []
  ) {
    self.name = name
    self.dependencies = ours.map { .target(name: $0) } + others
    self.resources = resources
    self.kind = kind
    self.testing = testing.map { .target(name: $0) }
  }

  var target: Target {
    switch kind {
    case .library:
      .target(
        name: name, dependencies: dependencies, resources: resources, swiftSettings: .strictest)
    case .command:
      .executableTarget(name: name, dependencies: dependencies, swiftSettings: .strictest)
    }
  }

  /// The tests of a room; a command is tested through the program it makes, and the wall around
  /// libxml2 through the judge that stands on it.
  var tests: Target? {
    guard kind == .library, name != "StetXML" else { return nil }
    return .testTarget(
      name: "\(name)Tests",
      dependencies: [.target(name: name), .target(name: "SeededRandom")] + dependencies + testing,
      swiftSettings: .strictest)
  }
}
