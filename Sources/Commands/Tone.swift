/// How much a text is to be noticed, where it can be shown.
package enum Tone: Sendable {
  case normal, dim, hint, accent, title, warning, danger
}
