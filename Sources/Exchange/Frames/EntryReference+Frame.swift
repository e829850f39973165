import Records

extension EntryReference {
  func write(to writer: inout ByteWriter) {
    writer.station(station)
    writer.count(epoch)
    writer.count(sequence)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    self.init(station: try reader.station(), epoch: try reader.count(), sequence: try reader.count())
  }
}
