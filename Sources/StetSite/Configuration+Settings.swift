import StetContent

extension Configuration {
  /// What is in force of how a site is shown, handed over and judged.
  func publicationSettings(_ ledger: SettingLedger) -> [Setting] {
    let shown = [
      ledger.truth("search", isSearched), ledger.truth("pictures.copies", pictures.isDeveloped),
      ledger.number("pictures.share", pictures.sharedCount),
    ]
    return shown + hostingSettings(ledger) + checkSettings(ledger)
      + deployTargets.flatMap { deploySettings(of: $0, ledger) }
  }

  private func hostingSettings(_ ledger: SettingLedger) -> [Setting] {
    [
      ledger.list("hosting.files", hosting.files.map(\.rawValue)),
      ledger.list("hosting.precompressed", hosting.packings.map(\.rawValue)),
    ] + hosting.fields.map { ledger.text("hosting.headers.\($0.name)", $0.value) }
  }

  private func checkSettings(_ ledger: SettingLedger) -> [Setting] {
    let budgets = [
      ("page", check.page), ("weight", check.weight), ("image", check.image),
      ("style", check.style), ("script", check.script),
    ]
    return budgets.map { ledger.number("check.budgets.\($0)", $1) }
      + ledger.asWritten(["check", "except"])
  }

  /// What stet.yaml says of `target`, and what holds where it says nothing.
  private func deploySettings(of target: DeployTarget, _ ledger: SettingLedger) -> [Setting] {
    let key = "deploy.\(target.name)"
    var standards: [Setting] = []
    switch target.route {
    case .folder, .rsync:
      standards.append(Setting("\(key).releases", .number(target.releaseCount), .standard))
    case .git(_, let branch, let isHistoryKept):
      standards.append(Setting("\(key).branch", .text(branch), .standard))
      let history = isHistoryKept ? "keep" : "clean"
      standards.append(Setting("\(key).history", .text(history), .standard))
    case .rclone: break
    }
    standards.append(Setting("\(key).deletes", .number(target.deletePercentMax), .standard))
    standards.append(Setting("\(key).precompressed", .truth(target.isTakingPacked), .standard))
    let written = ledger.asWritten(["deploy", target.name])
    let keys = Set(written.map(\.key))
    return written + standards.filter { !keys.contains($0.key) }
  }
}
