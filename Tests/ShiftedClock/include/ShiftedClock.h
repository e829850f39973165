// Loaded before the C library (LD_PRELOAD), it makes a program's clock wrong by VANTHU_CLOCK_SHIFT seconds: for tests of what a PC
// with a dead battery does. Nothing calls it by name.
