import StetBuild
import StetCore

/// Builds the site whenever it is told to, and makes an edition of each build.
struct Proofs: Sendable {
  let order: ServeOrder
  let clock: ServeClock
  /// Where the server is: `http://127.0.0.1:4000`.
  let address: String
  let tell: @Sendable (ServeEvent) -> Void

  /// Builds once for each time that `bell` rings, with all that waits at `desk`; `isOut` is called
  /// when an edition is there.
  func print(_ desk: Desk, bell: AsyncStream<Void>, isOut: @Sendable () -> Void) async {
    var session = BuildSession()
    for await _ in bell {
      let changes = await desk.take()
      if changes.isEmpty { continue }
      let last = await desk.edition
      var edition = await edition(after: last, changes, &session)
      await desk.publish(edition)
      isOut()
      while edition.isToBeTriedAgain, await pause() {
        edition = await self.edition(after: edition, changes, &session)
        await desk.publish(edition)
        isOut()
      }
      await settle(&session)
      if last.number == 0 {
        tell(.serving(address: address + edition.host.basePath + "/"))
        await learnSources(edition, desk, isOut)
      }
    }
  }

  /// Does what the build has left to be done, now that its pages are out.
  private func settle(_ session: inout BuildSession) async {
    do throws(FileError) {
      try await session.settle()
    } catch {
      // The next build does it.
      return
    }
  }

  /// Waits a moment; whether there is still something to wait for.
  private func pause() async -> Bool {
    do {
      try await Task.sleep(for: .milliseconds(500))
      return true
    } catch {
      return false
    }
  }

  /// Finds out which file each page was written in, where the first build found nothing to do and so
  /// did not learn it; nobody waits for that.
  private func learnSources(
    _ edition: Edition, _ desk: Desk, _ isOut: @Sendable () -> Void
  ) async {
    guard edition.host.preview?.sources.isEmpty ?? true else { return }
    var next = edition
    next.number += 1
    next.isGroundNew = false
    do throws(FileError) {
      next.take(try await pageSources(of: order.build), order)
    } catch {
      return
    }
    await desk.publish(next)
    isOut()
  }

  private func edition(
    after last: Edition, _ changes: Changes, _ session: inout BuildSession
  ) async -> Edition {
    let beginning = ServeEvent.building(changed: changes.sorted, isByClock: changes.isByClock)
    // The last build wrote its ledger; somebody else may have too, so it is looked at, but a build
    // that finds nothing new is no event.
    let isSilent = changes.isOnlyLedger
    if !isSilent { tell(beginning) }
    let start = clock.milliseconds()
    var order = order.build
    order.now = clock.now()
    order.startNanoseconds = clock.nanoseconds()
    var edition = last
    edition.number += 1
    edition.isGroundNew = last.number > 0 && changes.isAboutGround
    do throws(FileError) {
      let report =
        changes.isEverything
        ? try await session.build(order) { tell(.progress($0)) }
        : try await session.update(order, changed: changes.sorted) { tell(.progress($0)) }
      let isChanged = !report.changes.written.isEmpty || !report.changes.removed.isEmpty
      let isNews = !isSilent || report.isStopped || isChanged
      if isSilent, isNews { tell(beginning) }
      if isNews { tell(.built(report, milliseconds: clock.milliseconds() - start)) }
      edition.take(report, try servedSite(of: order), self.order)
    } catch {
      tell(.failed(error))
      edition.take(error, self.order)
    }
    return edition
  }
}

extension Changes {
  /// Whether files may stand elsewhere now, or be read by other rules: something at the site's root
  /// changed.
  fileprivate var isAboutGround: Bool {
    isEverything || paths.contains { !$0.contains("/") }
  }
}
