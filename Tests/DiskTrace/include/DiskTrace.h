// Loaded before the C library (LD_PRELOAD), it records what a program does to the disk, in order: every change of a
// file or a name below the folder VANTHU_TRACED, every fsync there, and every byte sent through a socket, in the file
// VANTHU_TRACE. Several programs may write into one. The calls are made as they would be without it. No program calls
// it by name; Tests/CrashTests reads what it wrote.
//
// A record is, in the byte order of the machine:
//
//   kind        1 byte   see below
//   nothing     3 bytes
//   process     4 bytes
//   file        8 bytes  the number of the file (inode), or of the socket
//   place       8 bytes  where it was written, or how long the file is now; flags of an opened one
//   name        4 bytes  length of the path
//   other name  4 bytes  length of the second path
//   data        8 bytes  length of what was written
//
// followed by path, second path, data. Kinds: O opened to be created or truncated, W written, T truncated to a length,
// S synced (a file or a folder), R renamed, L linked, U unlinked, M folder made, D folder removed, N sent through a
// socket.
