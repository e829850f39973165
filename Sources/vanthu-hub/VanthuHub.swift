@main
enum VanthuHub {
  static func main() {}
}
