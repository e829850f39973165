// The part of ncursesw, and of the tty below it, that Terminal stands on.
//
// Swift sees neither C macros nor variadic functions, and refuses the globals stdscr and stdout; and what runs
// in a signal handler must be C. So the few things we need stand here as plain functions, and curses.h stays inside.
#ifndef CNCURSES_H
#define CNCURSES_H
#include <stdbool.h>
#include <stdint.h>

/// What vt_start found.
enum { VT_STARTED, VT_NOT_A_TERMINAL, VT_UNKNOWN_TERMINAL, VT_NO_CURSOR_ADDRESSING, VT_NOT_UTF8 };

/// Takes the terminal: raw mode, alternate screen, bracketed paste, and handlers that give it back.
int vt_start(bool colours);
/// Gives the terminal back for good (stop), or for a while (leave) until vt_return. Safe to call twice.
void vt_stop(void);
void vt_leave(void);
void vt_return(void);
/// Stops the process group as Ctrl-Z does in a shell; returns when it is continued. Between leave and return.
void vt_stop_job(void);
void vt_mouse(bool on);

int vt_rows(void);
int vt_columns(void);
/// How many colours the terminal has; 0 without colours.
int vt_colours(void);
/// Gives a pair of colours its number (from 1); -1 is the terminal's own colour.
void vt_pair(int pair, int foreground, int background);

enum { VT_BOLD = 1, VT_DIM = 2, VT_UNDERLINE = 4, VT_REVERSE = 8, VT_ITALIC = 16 };

/// One letter of 1 or 2 columns: a base and up to three combining marks (0 = none).
typedef struct {
  uint32_t scalars[4];
  int32_t width;
} VTLetter;

/// Puts letters of one look on the (unsent) screen; what the C library would measure otherwise becomes "?".
void vt_put(int row, int column, const VTLetter *letters, int count, unsigned look, int pair);
/// Sends what changed, and leaves the cursor there; row -1 hides it.
void vt_show(int row, int column);
/// The next vt_show paints everything anew.
void vt_repaint(void);
void vt_bell(void);

/// What happened outside: a set of these bits, taken and cleared by vt_signals.
enum { VT_RESIZED = 1, VT_ENDING = 2, VT_STOPPING = 4, VT_CONTINUED = 8 };
unsigned vt_signals(void);
/// Takes over the new size of the terminal; true if it differs from the one before.
bool vt_take_size(void);

/// What vt_wait saw first.
enum { VT_NOTHING, VT_INPUT, VT_SIGNAL, VT_HANGUP };
int vt_wait(int milliseconds);
/// Reads what has been typed, without waiting; 0 at a hang-up, -1 if there is nothing.
int vt_read(uint8_t *bytes, int count);
/// Milliseconds of a clock that only goes forward.
int64_t vt_clock(void);
#endif
