import StetBuild
import StetCore

/// Builds the site that `order` names, serves it, and builds it again whenever its files change, until
/// the task is cancelled; `tell` hears what happens.
package func serve(
  _ order: ServeOrder, clock: ServeClock, tell: @escaping @Sendable (ServeEvent) -> Void
) async throws(ServeError) {
  Sockets.raiseLimit()
  let door = try Door(order)
  let desk = Desk(Edition.empty(order))
  let (bell, ringer) = AsyncStream.makeStream(
    of: Void.self, bufferingPolicy: .bufferingNewest(1))
  ringer.yield()
  await withTaskGroup(of: Void.self) { group in
    group.addTask {
      let press = Proofs(order: order, clock: clock, address: door.address, tell: tell)
      await press.print(desk, bell: bell) { Sockets.ring(door.alarm.writing) }
    }
    group.addTask {
      await withTaskCancellationHandler {
        await attend(door, desk, order, clock) { ringer.yield() }
      } onCancel: {
        Sockets.ring(door.alarm.writing)
      }
      ringer.finish()
    }
  }
  door.close()
}

/// Answers whoever comes to `door` with the latest edition of `desk`, and notes there what changes on
/// the disk; `ring` says that something did.
private func attend(
  _ door: Door, _ desk: Desk, _ order: ServeOrder, _ clock: ServeClock,
  ring: @Sendable () -> Void
) async {
  let waiter = Waiter()
  var edition = await desk.edition
  var lookout = Lookout(order, now: clock.milliseconds())
  var agenda = Agenda()
  var reception = Reception(
    edition, hostRule: HostRule(listeningOn: order.host, names: order.names),
    script: PackageResources.preview_js, countMax: order.connectionCountMax,
    seconds: { clock.nanoseconds() / 1_000_000_000 })
  while !Task.isCancelled {
    let watches =
      [Sockets.Watch(descriptor: door.listener), Sockets.Watch(descriptor: door.alarm.reading)]
      + lookout.watches + reception.watches
    let deadline = [lookout.deadline, reception.deadline].compactMap(\.self).min()
      .map { max(0, $0 - clock.milliseconds()) }
    let ready = await waiter.wait(
      for: watches,
      milliseconds: [deadline, agenda.milliseconds(at: clock.now())].compactMap(\.self).min()
        ?? 60_000)
    let now = clock.milliseconds()
    Sockets.drain(door.alarm.reading)
    let latest = await desk.edition
    if latest.number != edition.number {
      edition = latest
      reception.publish(latest, now: now)
      lookout.follow(latest, now: now)
      agenda.follow(latest.changesAt)
    }
    reception.attend(to: ready, now: now)
    if ready.contains(where: { $0.descriptor == door.listener }) {
      reception.welcome(door.listener, now: now)
    }
    reception.expire(now: now)
    var changes = lookout.look(ready, now: now) ?? Changes()
    if agenda.isDue(at: clock.now()) { changes.formUnion(.clock) }
    if !changes.isEmpty {
      await desk.add(changes)
      ring()
    }
  }
  reception.close()
}
