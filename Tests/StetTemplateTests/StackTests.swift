import Foundation
import StetCore
import Testing

@testable import StetTemplate

/// The deepest nesting that the limits allow, on the smallest stack a thread of Swift's has: macOS
/// gives 512 KB; builds without optimisation take more, and get four times as much.
@Test(arguments: [
  "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
  "{% macro m() %}{% if 1 %}{% for x in [1] %}{% with %}{{ [m()] | map('upper') | join }}{% endwith %}{% endfor %}{% endif %}{% endmacro %}{{ m() }}",
  "{% block a %}{% filter upper %}{{ self.a() ~ 1 }}{% endfilter %}{% endblock %}",
  "{% include 't.html' %}",
  "{% for x in [1] recursive %}{{ (loop([1]) + 1) if 1 else 2 }}{% endfor %}",
])
func theDeepestNestingFitsTheSmallestStack(source: String) {
  #if DEBUG
    let stackBytes = 2 * 1024 * 1024
  #else
    let stackBytes = 512 * 1024
  #endif
  let thread = Thread {
    let ended = tried(["t.html": source])
    precondition(ended.codes == [.templateLimit], "a page without end meets the limit")
  }
  thread.stackSize = stackBytes
  thread.start()
  while !thread.isFinished { Thread.sleep(forTimeInterval: 0.01) }
}

@Test func theDeepestTemplateFitsTheSmallestStack() {
  let nest = String(repeating: "(", count: 38) + "1" + String(repeating: ")", count: 38)
  let source =
    String(repeating: "{% if 1 %}", count: 75) + "{{ \(nest) }}"
    + String(repeating: "{% endif %}", count: 75)
  let thread = Thread {
    precondition(tried(["t.html": source]).text == nil, "the template is too deep")
    let fits = source.replacing(nest, with: "1")
    precondition(tried(["t.html": fits]).text == "1", "a template within the limits is rendered")
  }
  #if DEBUG
    thread.stackSize = 2 * 1024 * 1024
  #else
    thread.stackSize = 512 * 1024
  #endif
  thread.start()
  while !thread.isFinished { Thread.sleep(forTimeInterval: 0.01) }
}
