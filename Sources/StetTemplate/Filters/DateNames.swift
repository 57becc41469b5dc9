private import Foundation
import StetCore

/// The names of months, days and halves of the day in one language.
///
/// English is written here, so that the common case needs no table of names; other languages come
/// from ICU by their own identifier, never from the machine's settings.
///
/// A class so that a thousand renderings share it; it never changes.
public final class DateNames: Sendable {
  let months: [String]
  let monthsShort: [String]
  let monthsNarrow: [String]
  let monthsAlone: [String]
  let monthsAloneShort: [String]
  let days: [String]
  let daysShort: [String]
  let daysNarrow: [String]
  let halves: [String]
  let eras: [String]

  /// The names in `language`, as BCP 47 writes it.
  public static func names(in language: String) -> DateNames {
    language == "en" || language.hasPrefix("en-") ? english : DateNames(language: language)
  }

  private init(language: String) {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: language)
    formatter.calendar = Calendar(identifier: .gregorian)
    let english = DateNames.english
    months = DateNames.known(formatter.monthSymbols, english.months)
    monthsShort = DateNames.known(formatter.shortMonthSymbols, english.monthsShort)
    monthsNarrow = DateNames.known(formatter.veryShortMonthSymbols, english.monthsNarrow)
    monthsAlone = DateNames.known(formatter.standaloneMonthSymbols, english.months)
    monthsAloneShort = DateNames.known(formatter.shortStandaloneMonthSymbols, english.monthsShort)
    days = DateNames.known(formatter.weekdaySymbols, english.days)
    daysShort = DateNames.known(formatter.shortWeekdaySymbols, english.daysShort)
    daysNarrow = DateNames.known(formatter.veryShortWeekdaySymbols, english.daysNarrow)
    let (morning, afternoon): (String?, String?) = (formatter.amSymbol, formatter.pmSymbol)
    halves = [morning ?? english.halves[0], afternoon ?? english.halves[1]]
    eras = DateNames.known(formatter.eraSymbols, english.eras)
  }

  /// The names ICU has, which not every platform's interface promises.
  private static func known(_ names: [String]?, _ fallback: [String]) -> [String] {
    names ?? fallback
  }

  private init() {
    months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    monthsShort = months.map { String($0.prefix(3)) }
    monthsNarrow = months.map { String($0.prefix(1)) }
    monthsAlone = months
    monthsAloneShort = monthsShort
    days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    daysShort = days.map { String($0.prefix(3)) }
    daysNarrow = days.map { String($0.prefix(1)) }
    halves = ["AM", "PM"]
    eras = ["BC", "AD"]
  }

  private static let english = DateNames()
}
