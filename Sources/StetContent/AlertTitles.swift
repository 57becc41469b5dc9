/// What an alert is called in `language` (BCP 47), in English where that is not known here.
func alertTitle(_ kind: AlertKind, language: String) -> String {
  let main = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
  let titles = alertTitles[main] ?? alertTitles["en"] ?? []
  return titles.isEmpty ? kind.rawValue : titles[kind.place]
}

/// The five kinds of alert of GitHub's Markdown.
enum AlertKind: String, CaseIterable, Sendable {
  case note, tip, important, warning, caution

  /// The kind that `[!NOTE]` and its like name.
  init?(mark: String) {
    guard mark.hasPrefix("[!"), mark.hasSuffix("]") else { return nil }
    self.init(rawValue: mark.dropFirst(2).dropLast().lowercased())
  }

  /// Its place among the titles of a language.
  fileprivate var place: Int {
    switch self {
    case .note: 0
    case .tip: 1
    case .important: 2
    case .warning: 3
    case .caution: 4
    }
  }
}

private let alertTitles: [String: [String]] = [
  "ca": ["Nota", "Consell", "Important", "Avís", "Precaució"],
  "cs": ["Poznámka", "Tip", "Důležité", "Varování", "Pozor"],
  "da": ["Bemærk", "Tip", "Vigtigt", "Advarsel", "Forsigtig"],
  "de": ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"],
  "el": ["Σημείωση", "Συμβουλή", "Σημαντικό", "Προειδοποίηση", "Προσοχή"],
  "en": ["Note", "Tip", "Important", "Warning", "Caution"],
  "es": ["Nota", "Consejo", "Importante", "Advertencia", "Precaución"],
  "fi": ["Huomautus", "Vinkki", "Tärkeää", "Varoitus", "Varo"],
  "fr": ["Remarque", "Astuce", "Important", "Avertissement", "Attention"],
  "it": ["Nota", "Suggerimento", "Importante", "Avviso", "Attenzione"],
  "ja": ["注記", "ヒント", "重要", "警告", "注意"],
  "ko": ["참고", "팁", "중요", "경고", "주의"],
  "nb": ["Merk", "Tips", "Viktig", "Advarsel", "Forsiktig"],
  "nl": ["Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op"],
  "no": ["Merk", "Tips", "Viktig", "Advarsel", "Forsiktig"],
  "pl": ["Uwaga", "Wskazówka", "Ważne", "Ostrzeżenie", "Ostrożnie"],
  "pt": ["Nota", "Dica", "Importante", "Aviso", "Cuidado"],
  "ro": ["Notă", "Sfat", "Important", "Avertisment", "Atenție"],
  "ru": ["Примечание", "Совет", "Важно", "Предупреждение", "Осторожно"],
  "sv": ["Obs", "Tips", "Viktigt", "Varning", "Försiktigt"],
  "tr": ["Not", "İpucu", "Önemli", "Uyarı", "Dikkat"],
  "uk": ["Примітка", "Порада", "Важливо", "Попередження", "Обережно"],
  "zh": ["注意", "提示", "重要", "警告", "小心"],
]
