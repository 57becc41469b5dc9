private import Foundation

/// A name made fit for an address: lower case letters and digits of any script, joined by hyphens;
/// accents are dropped and `ß æ œ ø ł đ þ` spelt out.
public func slug(_ name: String) -> String {
  if name.utf8.allSatisfy({ $0 < 0x80 }) { return asciiSlug(name.utf8) }
  var plain = ""
  for scalar in name.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
    switch scalar {
    case "ß": plain += "ss"
    case "æ": plain += "ae"
    case "œ": plain += "oe"
    case "ø": plain += "o"
    case "ł": plain += "l"
    case "đ", "ð": plain += "d"
    case "þ": plain += "th"
    case "'", "’": break
    default: plain.unicodeScalars.append(scalar)
    }
  }
  var made = String.UnicodeScalarView()
  var isPending = false
  for scalar in plain.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .spacingMark:
      if isPending, !made.isEmpty { made.append("-") }
      isPending = false
      made.append(scalar)
    case .nonspacingMark:
      // Accents over Latin, Greek and Cyrillic go; vowel signs of other scripts are letters there.
      if !(0x0300...0x036F).contains(scalar.value), !isPending { made.append(scalar) }
    default: isPending = true
    }
  }
  return String(made).precomposedStringWithCanonicalMapping
}

private func asciiSlug(_ name: String.UTF8View) -> String {
  var made: [UInt8] = []
  made.reserveCapacity(name.count)
  var isPending = false
  for byte in name {
    switch byte {
    case 0x61...0x7A, 0x30...0x39, 0x41...0x5A:
      if isPending, !made.isEmpty { made.append(0x2D) }
      isPending = false
      made.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    case 0x27: break
    default: isPending = true
    }
  }
  return String(decoding: made, as: UTF8.self)
}
