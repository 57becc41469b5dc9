import StetCore

extension Feed {
  /// The fingerprint of all that its documents say, in whatever format: the same for the same feed, and
  /// another for any other. Where entries come from is not told to subscribers, and does not count.
  package var fingerprint: Fingerprint {
    var writer = PackedWriter(reserving: 1024 + entries.count * 1024)
    writer.write(id)
    writer.write(title)
    writer.write(subtitle) { $0.write($1) }
    writer.write(language)
    writer.write(site)
    for address in [addresses.atom, addresses.rss, addresses.json] {
      writer.write(address) { $0.write($1) }
    }
    writer.write(hubs) { $0.write($1) }
    switch kind {
    case .current: writer.write(0)
    case .archive: writer.write(1)
    case .complete: writer.write(2)
    }
    writer.write(established)
    writer.write(authors) { $0.write($1) }
    for text in [rights, icon, logo, stylesheet] { writer.write(text) { $0.write($1) } }
    writer.write(generator) { $0.write($1) }
    writer.write(podcast) { $0.write($1) }
    writer.write(entries.count)
    for index in entries.indices { writer.write(entries[index]) }
    writer.write(tombstones) { writer, tombstone in
      writer.write(tombstone.id)
      writer.write(tombstone.when)
      writer.write(tombstone.comment) { $0.write($1) }
    }
    return Fingerprint(of: writer.bytes)
  }
}

extension PackedWriter {
  fileprivate mutating func write(_ address: FeedAddress) {
    write(address.own)
    for text in [address.current, address.previousArchive, address.nextArchive] {
      write(text) { $0.write($1) }
    }
  }

  fileprivate mutating func write(_ person: Person) {
    write(person.name)
    write(person.uri) { $0.write($1) }
  }

  fileprivate mutating func write(_ generator: Generator) {
    write(generator.name)
    write(generator.version) { $0.write($1) }
    write(generator.uri) { $0.write($1) }
  }

  fileprivate mutating func write(_ podcast: Podcast) {
    write(podcast.author)
    write(podcast.ownerName) { $0.write($1) }
    write(podcast.ownerEmail) { $0.write($1) }
    write(podcast.image)
    write(podcast.categories) { writer, category in
      writer.write(category.name)
      writer.write(category.narrower) { $0.write($1) }
    }
    write(podcast.isExplicit)
    write(podcast.isSerial)
  }

  fileprivate mutating func write(_ entry: Entry) {
    write(entry.id)
    write(entry.title)
    write(entry.address)
    write(entry.published)
    write(entry.updated)
    write(entry.authors) { $0.write($1) }
    write(entry.contributors) { $0.write($1) }
    write(entry.summary) { $0.write($1) }
    write(entry.content) { $0.write($1) }
    write(entry.language) { $0.write($1) }
    write(entry.categories) { writer, category in
      writer.write(category.term)
      writer.write(category.scheme) { $0.write($1) }
      writer.write(category.label) { $0.write($1) }
    }
    write(entry.enclosures) { writer, file in
      writer.write(file.url)
      writer.write(file.type)
      writer.write(file.length)
      writer.write(file.durationSeconds) { $0.write($1) }
    }
    write(entry.leadMedia) { $0.write($1) }
    write(entry.related) { $0.write($1) }
    write(entry.via) { $0.write($1) }
    write(entry.rights) { $0.write($1) }
    write(entry.replies) { writer, replies in
      writer.write(replies.url)
      writer.write(replies.count) { $0.write($1) }
      writer.write(replies.updated) { $0.write($1) }
    }
    write(entry.episode) { writer, episode in
      writer.write(episode.number) { $0.write($1) }
      writer.write(episode.season) { $0.write($1) }
      writer.write(episode.image) { $0.write($1) }
      writer.write(episode.isExplicit) { $0.write($1) }
    }
  }

  fileprivate mutating func write(_ media: LeadMedia) {
    write(media.url)
    write(media.type)
    for number in [media.width, media.height, media.length] { write(number) { $0.write($1) } }
    write(media.alt) { $0.write($1) }
    write(media.credit) { $0.write($1) }
    write(media.thumbnail) { writer, thumbnail in
      writer.write(thumbnail.url)
      writer.write(thumbnail.width) { $0.write($1) }
      writer.write(thumbnail.height) { $0.write($1) }
    }
  }
}
