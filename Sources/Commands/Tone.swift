/// How much a text stands out, where that can be shown.
package enum Tone: Sendable {
  case normal, dim, hint, accent, title, warning, danger
}
