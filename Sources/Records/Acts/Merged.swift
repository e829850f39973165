import Wording

extension Acts {
  /// Nhập làm một: a document that came once more (through the hub, in a file, at another PC) is the one that this
  /// office has registered already, mostly from paper.
  ///
  /// `document` is the line that stays, with what was registered; `copy` is the line of the copy. `registration` is the
  /// entry that gave the copy a number of its own, which is void from then on, with `copyNumber` as its number. `seen`
  /// lists the entries of the sender about the copy that were known here; the clerk is asked about every other one.
  /// `files`, `documentID` and `differences` are what the copy had when it was merged.
  ///
  /// It has no effect where the copy was registered, sent back or destroyed without its writer knowing.
  public struct Merged: DocumentAct, StaysInOffice {
    public static let name = ActName.merged
    public var document: EntryReference
    public var number: String
    public var copy: EntryReference
    public var registration: EntryReference?
    public var copyNumber: String?
    public var files: [StoredFile]?
    public var documentID: String?
    public var differences: [Difference]?
    public var seen: [EntryReference]?
    public var reason: String?

    /// A field of which the register and the copy state different values, in their stored form.
    public struct Difference: Codable, Equatable, Sendable {
      public var field: Field
      public var registered: String
      public var copy: String

      public init(field: Field, registered: String, copy: String) {
        self.field = field
        self.registered = registered
        self.copy = copy
      }

      public var words: Bilingual {
        let there = Bilingual(
          "\(field.words.vietnamese) “\(shown(copy))”", "\(field.words.english) “\(shown(copy))”")
        return registered.isEmpty
          ? Bilingual("\(there.vietnamese), sổ để trống", "\(there.english), empty in the register")
          : Bilingual(
            "\(there.vietnamese), trong sổ “\(shown(registered))”",
            "\(there.english), in the register “\(shown(registered))”")
      }

      /// A value as a clerk reads it: days as 05/03/2026, an urgency in words.
      private func shown(_ stored: String) -> String {
        var document = Document.blank
        document.set(field, to: stored)
        return stored.isEmpty ? "" : document.display(of: field)
      }
    }

    public init(
      document: EntryReference, number: String, copy: EntryReference, registration: EntryReference? = nil,
      copyNumber: String? = nil, files: [StoredFile]? = nil, documentID: String? = nil,
      differences: [Difference]? = nil, seen: [EntryReference]? = nil, reason: String? = nil
    ) {
      self.document = document
      self.number = number
      self.copy = copy
      self.registration = registration
      self.copyNumber = copyNumber
      self.files = files
      self.documentID = documentID
      self.differences = differences
      self.seen = seen
      self.reason = reason
    }

    /// What was merged, without what the copy says.
    public var what: Bilingual {
      copyNumber.map {
        Bilingual("nhập số \($0) vào số \(number) vì trùng", "merged number \($0) into \(number), the same document")
      } ?? Bilingual("nhập bản điện tử vào số \(number)", "merged the electronic copy into number \(number)")
    }

    public var words: Bilingual {
      let differing = (differences ?? []).map(\.words)
      let and =
        differing.isEmpty
        ? what
        : Bilingual(
          "\(what.vietnamese); bản nhập vào ghi khác: \(differing.map(\.vietnamese).joined(separator: "; "))",
          "\(what.english); the copy differs: \(differing.map(\.english).joined(separator: "; "))")
      return and.because(reason)
    }
    public static let isUndoable = true
  }
}
