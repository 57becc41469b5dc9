// swift-tools-version: 6.2
import PackageDescription

/// Benchmarks stand apart, so that what they compare with is no dependency of stet.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "stet", path: ".."),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    .target(name: "CAllocations"),
    .executableTarget(
      name: "TemplateBenchmark",
      dependencies: [
        "CAllocations", .product(name: "StetTemplate", package: "stet"),
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .executableTarget(
      name: "FeedBenchmark",
      dependencies: [
        .product(name: "StetFeed", package: "stet"), .product(name: "StetValidation", package: "stet"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
