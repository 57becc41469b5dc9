import StetCore
import StetSite

/// Every value of the configuration that a build by `order` would follow, and who decided it.
package func settings(of order: BuildOrder) throws(FileError) -> Diagnosed<[Setting]> {
  let scanner = Scanner(root: order.site)
  let configuration = try scanner.configuration(flags: order.flags)
  return Diagnosed(
    configuration.value.settings(writtenIn: try scanner.file("stet.yaml")),
    configuration.diagnostics)
}
