// The part of ncursesw, and of the tty below it, that the module Terminal needs.
//
// Swift can use neither C macros nor variadic functions nor the globals stdscr and stdout; and signal handlers must be
// C. So the few things we need are plain functions here, and curses.h is included only by CNcurses.c.
#ifndef CNCURSES_H
#define CNCURSES_H
#include <stdbool.h>
#include <stdint.h>

/// The results of vt_start.
enum { VT_STARTED, VT_NOT_A_TERMINAL, VT_UNKNOWN_TERMINAL, VT_NO_CURSOR_ADDRESSING, VT_NOT_UTF8 };

/// Takes the terminal over: raw mode, alternate screen, bracketed paste, and signal handlers that give it back.
int vt_start(bool colours);
/// Gives the terminal back: for good (vt_stop), or until vt_return (vt_leave). Safe to call twice.
void vt_stop(void);
void vt_leave(void);
void vt_return(void);
/// Stops the process group, as Ctrl-Z does in a shell; returns when it is continued. Call it between leave and return.
void vt_stop_job(void);
void vt_mouse(bool on);

int vt_rows(void);
int vt_columns(void);
/// Returns how many colours the terminal has; 0 without colours.
int vt_colours(void);
/// Defines a pair of colours by its number (from 1); -1 is the terminal's default colour.
void vt_pair(int pair, int foreground, int background);

enum { VT_BOLD = 1, VT_DIM = 2, VT_UNDERLINE = 4, VT_REVERSE = 8, VT_ITALIC = 16 };

/// One letter of 1 or 2 columns: a base and up to three combining marks (0 = none).
typedef struct {
  uint32_t scalars[4];
  int32_t width;
} VTLetter;

/// Writes letters of one appearance to the virtual screen. Those whose width the C library sees differently become "?".
void vt_put(int row, int column, const VTLetter *letters, int count, unsigned look, int pair);
/// Sends the changes to the terminal and puts the cursor there; row -1 hides it.
void vt_show(int row, int column);
/// Makes the next vt_show repaint everything.
void vt_repaint(void);
void vt_bell(void);

/// Signals that have arrived, as a set of these bits; vt_signals returns and clears them.
enum { VT_RESIZED = 1, VT_ENDING = 2, VT_STOPPING = 4, VT_CONTINUED = 8 };
unsigned vt_signals(void);
/// Adopts the present size of the terminal; returns true if it has changed.
bool vt_take_size(void);

/// The results of vt_wait: what came first.
enum { VT_NOTHING, VT_INPUT, VT_SIGNAL, VT_HANGUP };
int vt_wait(int milliseconds);
/// Reads what has been typed, without waiting; 0 after a hang-up, -1 if there is nothing.
int vt_read(uint8_t *bytes, int count);
/// Milliseconds of a monotonic clock.
int64_t vt_clock(void);
#endif
