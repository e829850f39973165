/* The mailbox of one office at a hub that is restored from backups without knowing it.
 *
 * Senders 0 and 1 write two entries each (1, 2 and 3, 4). The hub stores them in the order of each journal and puts
 * each at the next position of the mailbox. The reader holds a set of entries and a cursor: a position, and a digest
 * of all entries up to it. A digest is modelled as the row of these entries itself. One answer is kept and delivered
 * late, again or never. The reader too may be restored once. A liar of another office claims what it likes.
 *
 * G: in calm, after two rounds, the reader holds every entry, and its cursor is the end of the mailbox.
 * B: a claim begins nobody's mailbox again but that of its own office: `global` counts changes for others.
 *
 * Mutants: NO_DIGEST (a cursor is a position only: a rollback is seen when the cursor is after the end), NO_BASE (an
 * answer moves the cursor wherever it continues from), NO_BACK (a sender believes an acknowledgement more than the
 * hub's present statement), BELIEVE (a claim changes what others receive).
 */
#ifndef ROLLBACKS
#define ROLLBACKS 2
#endif
#define ALL 4
/* How many entries a sender wrote; how many it believes the hub to hold; how many the hub holds. */
byte wrote[2], acknowledged[2], held[2];
byte box[ALL], end;
byte keptBox[ALL], keptEnd, keptHeld[2], rolled;
bool kept;
/* The reader: its cursor, the row that its digest stands for, the entries it holds; and its backup. */
byte cursor, row[ALL];
bool has[ALL+1];
bool readerKept, readerRestored, keptHas[ALL+1];
byte keptCursor, keptRow[ALL];
/* The answer that is late: from its base to the end of the mailbox of that time. */
bool late;
byte lateBase, lateEnd, lateBox[ALL];
bool lied, calm, same;
byte global, n, base;

inline send(i) {
#ifndef NO_BACK
  acknowledged[i] = held[i];
#endif
  if
  :: acknowledged[i] < wrote[i] && acknowledged[i] == held[i] ->
     box[end] = i*2 + held[i] + 1; end++; held[i]++; acknowledged[i] = held[i]
  :: else -> skip
  fi
}
/* Whether the reader's row and the row x are equal up to the position p. */
#define compare(p, x) \
  n = 0; same = true; \
  do \
  :: n < p -> if :: row[n] != x[n] -> same = false :: else -> skip fi; n++ \
  :: else -> break \
  od; \
  n = 0
/* The hub finds from where on to deliver. */
inline findBase() {
  base = cursor;
  if
  :: cursor > end -> base = 0
  :: else ->
#ifndef NO_DIGEST
     compare(cursor, box);
     if :: !same -> base = 0 :: else -> skip fi
#else
     skip
#endif
  fi
}
/* The reader receives an answer: the mailbox x of that time from `from` to `to`. Entries prove themselves and are
 * always accepted. The cursor moves only by an answer that continues from it, or by today's that says "start
 * again". */
#ifdef NO_BASE
#define continues(from, to, x, isFresh) same = true
#else
#define continues(from, to, x, isFresh) \
  if \
  :: from == 0 && isFresh -> same = true \
  :: else -> same = (from <= cursor && to >= cursor); if :: same -> compare(cursor, x) :: else -> skip fi \
  fi
#endif
#define receive(from, to, x, isFresh) \
  continues(from, to, x, isFresh); \
  n = from; \
  do :: n < to -> has[x[n]] = true; n++ :: else -> break od; \
  if \
  :: same -> \
     cursor = to; n = 0; \
     do :: n < ALL -> row[n] = (n < to -> x[n] : 0); n++ :: else -> break od \
  :: else -> skip \
  fi; \
  n = 0; same = false
inline keepLate() {
  late = true; lateBase = base; lateEnd = end; n = 0;
  do :: n < ALL -> lateBox[n] = (n < end -> box[n] : 0); n++ :: else -> break od;
  n = 0
}
inline backUp() {
  kept = true; keptEnd = end; keptHeld[0] = held[0]; keptHeld[1] = held[1]; n = 0;
  do :: n < ALL -> keptBox[n] = box[n]; n++ :: else -> break od;
  n = 0
}
inline rollBack() {
  rolled++; end = keptEnd; held[0] = keptHeld[0]; held[1] = keptHeld[1]; n = 0;
  do :: n < ALL -> box[n] = keptBox[n]; n++ :: else -> break od;
  n = 0
}
inline backUpReader() {
  readerKept = true; keptCursor = cursor; n = 0;
  do :: n < ALL -> keptRow[n] = row[n]; keptHas[n+1] = has[n+1]; n++ :: else -> break od;
  n = 0
}
inline restoreReader() {
  readerRestored = true; cursor = keptCursor; n = 0;
  do :: n < ALL -> row[n] = keptRow[n]; has[n+1] = keptHas[n+1]; n++ :: else -> break od;
  n = 0
}
inline round() { findBase(); receive(base, end, box, true); base = 0 }

init {
  do
  :: atomic { !calm && wrote[0] < 2 -> wrote[0]++ }
  :: atomic { !calm && wrote[1] < 2 -> wrote[1]++ }
  :: atomic { !calm && wrote[0] > 0 -> send(0) }
  :: atomic { !calm && wrote[1] > 0 -> send(1) }
  :: atomic { !calm && end + cursor > 0 -> round() }
  :: atomic { !calm && end + cursor > 0 -> findBase(); keepLate(); base = 0 }
  :: atomic { !calm && late -> receive(lateBase, lateEnd, lateBox, false) }
  :: atomic { !calm && !kept -> backUp() }
  :: atomic { !calm && kept && rolled < ROLLBACKS -> rollBack() }
  :: atomic { !calm && !readerKept -> backUpReader() }
  :: atomic { !calm && readerKept && !readerRestored -> restoreReader() }
  :: atomic { !calm && !lied ->
       lied = true;
#ifdef BELIEVE
       global++; /* all cursors to 0, a new epoch of the hub's journal */
#endif
       assert(global == 0) /* B */
     }
  :: atomic { !calm ->
       calm = true;
       send(0); send(0); send(0); send(1); send(1); send(1);
       round(); round();
       assert(cursor == end); /* G */
       assert((wrote[0] < 1 || has[1]) && (wrote[0] < 2 || has[2]));
       assert((wrote[1] < 1 || has[3]) && (wrote[1] < 2 || has[4]))
     }
  od
}
