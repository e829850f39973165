// Loaded before the C library (LD_PRELOAD), it shifts a program's clock by VANTHU_CLOCK_SHIFT seconds: for tests of
// what a PC with a dead battery does. No program calls it by name.
