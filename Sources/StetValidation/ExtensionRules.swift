import StetCore
import StetXML

extension Examination {
  /// Judges an element of another namespace in a feed or an entry.
  mutating func judgeExtension(_ tree: XMLTree, _ node: Int, inEntry: Bool) {
    switch tree.namespace(of: node) {
    default: break
    }
  }

  /// Judges `thr:count` and `thr:updated` of a link to comments (RFC 4685 §4).
  mutating func judgeThreadAttributes(_ tree: XMLTree, _ node: Int) {}

  /// Judges the links and marks of RFC 5005 in a feed.
  mutating func judgeHistory(_ shell: XMLTree, _ links: [AtomLink], _ offset: Int) {}
}
