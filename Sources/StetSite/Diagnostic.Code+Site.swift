import StetCore

extension Diagnostic.Code {
  package static let configurationKeyUnknown = Self("configuration-key-unknown")
  package static let configurationValueInvalid = Self("configuration-value-invalid")
  package static let configurationSecret = Self("configuration-secret")
  package static let baseURLMissing = Self("base-url-missing")
  package static let addressTaken = Self("address-taken")
  package static let addressInvalid = Self("address-invalid")
  package static let linkTargetMissing = Self("link-target-missing")
  package static let linkTargetNotPublic = Self("link-target-not-public")
  package static let topicCycle = Self("topic-cycle")
  package static let topicBroaderMissing = Self("topic-broader-missing")
  package static let topicRelatedMissing = Self("topic-related-missing")
  package static let topicAliasClaimedTwice = Self("topic-alias-claimed-twice")
  package static let feedLedgerDamaged = Self("feed-ledger-damaged")
  package static let feedIDChanged = Self("feed-id-changed")
  package static let feedIDReused = Self("feed-id-reused")
  package static let feedIDUnsure = Self("feed-id-unsure")
  package static let withdrawalUndated = Self("withdrawal-undated")
  package static let topicMergeMissing = Self("topic-merge-missing")
  package static let topicEditImpossible = Self("topic-edit-impossible")
}

extension Diagnostic {
  /// Whether it says that a permanent id would change or be given twice; such a site is not built.
  package var isAboutIdentity: Bool {
    let codes: [Code] = [.feedLedgerDamaged, .feedIDChanged, .feedIDReused, .feedIDUnsure]
    return codes.contains(code)
  }
}
