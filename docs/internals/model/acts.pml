/* A document between the office that sends it and two stations (0 and 1) of the office that reads it.
 *
 * The entries are a fixed pool. Each is written at most once, and each replica receives each at most once, in any
 * order:
 *   ISSUED       the document, with file 1
 *   ATTACHED     the sender attaches file 2
 *   DETACHED     the sender detaches file 1 (or undoes that it attached it)
 *   RECALLED     the sender recalls the document
 *   REGISTERED   the reader registers it, and records what it had seen of the sender's acts
 *   AGREED       the reader agrees to the recall: the content is destroyed
 *   ROUTED       the reader routes the document
 *   REDRAFTED    a colleague at the sender, whose clock is ahead, changes the draft
 * Clocks: whether AGREED and ROUTED bear a later time than REGISTERED is drawn; no rule looks at other times.
 *
 * The view of a replica is a function of the set it holds; mutants keep more than the set.
 * V1: replicas with the same set show the same.
 * V2: what is in a registered line is not changed by acts of the sender.
 * V3: destroyed is final, and no content is left.
 * V4: an issued document is not changed by a redraft.
 * V5: what was recalled before a station of an office was sent it is never sent to it.
 *
 * Mutants: FOREIGN_APPLIES (V2), NO_BASIS (V1, V2), CLOCK_WINS (V3), VERB_DESTROYS (V3), REDRAFT_LATE (V4),
 * NO_RETRACT (V5).
 */
#define ISSUED 0
#define ATTACHED 1
#define DETACHED 2
#define RECALLED 3
#define REGISTERED 4
#define AGREED 5
#define ROUTED 6
#define REDRAFTED 7
#define bit(x) (1<<x)
#define in(x, set) ((set & bit(x)) != 0)

#define NONE 0
#define ARRIVED 1
#define ACCEPTED 2
#define ASSIGNED 3
#define DESTROYED 4

byte written = 1; /* ISSUED is there */
byte has[2];
byte seen; /* what REGISTERED records: of ATTACHED, DETACHED */
byte later; /* the entries that bear a later time than REGISTERED */
bool sent, retracted; /* the first delivery to the office */
byte issuedFile = 1;
/* The view: files (bit 0: file 1, bit 1: file 2) and state. */
byte files[2], state[2];
/* Ghost: the files of the line as the clerk saw them when she registered it. */
byte atRegistration;
bool isRegistered;
/* Only mutants look at these: what came before REGISTERED, and where the clerk agreed. */
byte before[2];
bool agreedHere[2];

inline applyFiles(h, set) {
  if :: (set & bit(ATTACHED)) -> files[h] = files[h] | 2 :: else -> skip fi;
  if :: (set & bit(DETACHED)) -> files[h] = files[h] & 2 :: else -> skip fi
}
inline view(h) {
  files[h] = 0; state[h] = NONE;
  if
  :: !in(ISSUED, has[h]) && !in(REGISTERED, has[h]) -> skip
  :: else ->
     state[h] = ARRIVED; files[h] = 1;
     if
     :: in(REGISTERED, has[h]) ->
        state[h] = ACCEPTED;
#ifdef FOREIGN_APPLIES
        applyFiles(h, has[h])
#else
#ifdef NO_BASIS
        applyFiles(h, before[h])
#else
        applyFiles(h, seen)
#endif
#endif
     :: else -> applyFiles(h, has[h])
     fi;
     if :: in(ROUTED, has[h]) && in(REGISTERED, has[h]) -> state[h] = ASSIGNED :: else -> skip fi;
     if
     :: in(AGREED, has[h]) ->
        state[h] = DESTROYED;
#ifdef VERB_DESTROYS
        if :: agreedHere[h] -> files[h] = 0 :: else -> skip fi
#else
        files[h] = 0;
#ifdef CLOCK_WINS
        if
        :: in(ROUTED, has[h]) && (later & bit(ROUTED)) && !(later & bit(AGREED)) -> state[h] = ASSIGNED
        :: else -> skip
        fi
#endif
#endif
     :: else -> skip
     fi
  fi
}
#define keepsV2(h) (!isRegistered || !in(REGISTERED, has[h]) || in(AGREED, has[h]) || files[h] == atRegistration)
#define hasLine(h) (in(ISSUED, has[h]) || in(REGISTERED, has[h]))
#define keepsV3(h) (!in(AGREED, has[h]) || !hasLine(h) || (state[h] == DESTROYED && files[h] == 0))
inline check() {
  view(0); view(1);
  assert(has[0] != has[1] || (files[0] == files[1] && state[0] == state[1])); /* V1 */
  assert(keepsV2(0) && keepsV2(1));
  assert(keepsV3(0) && keepsV3(1));
  files[0] = 0; files[1] = 0; state[0] = 0; state[1] = 0
}
inline receive(h, entry) {
  has[h] = has[h] | bit(entry);
  if
  :: (entry == ATTACHED || entry == DETACHED) && !in(REGISTERED, has[h]) -> before[h] = before[h] | bit(entry)
  :: else -> skip
  fi;
  check()
}
inline write(h, entry) { written = written | bit(entry); receive(h, entry) }
inline register(h) {
  seen = has[h] & (bit(ATTACHED) | bit(DETACHED)); view(h); atRegistration = files[h]; isRegistered = true;
  write(h, REGISTERED)
}
#define receives(h, entry) \
  :: atomic { in(entry, written) && !in(entry, has[h]) && (entry > RECALLED || sent) -> receive(h, entry) }
#define reader(h) \
  receives(h, ISSUED) receives(h, ATTACHED) receives(h, DETACHED) receives(h, RECALLED) \
  receives(h, REGISTERED) receives(h, AGREED) receives(h, ROUTED) \
  :: atomic { in(ISSUED, has[h]) && !in(REGISTERED, written) -> register(h) } \
  :: atomic { in(REGISTERED, has[h]) && in(RECALLED, has[h]) && !in(AGREED, written) -> \
       agreedHere[h] = true; write(h, AGREED) } \
  :: atomic { in(REGISTERED, has[h]) && !in(AGREED, has[h]) && !in(ROUTED, written) -> write(h, ROUTED) }

init {
  atomic { if :: later = 0 :: later = bit(ROUTED) :: later = bit(AGREED) :: later = bit(ROUTED) | bit(AGREED) fi }
  do
  :: atomic { !in(ATTACHED, written) -> written = written | bit(ATTACHED) }
  :: atomic { !in(DETACHED, written) -> written = written | bit(DETACHED) }
  :: atomic { !in(RECALLED, written) ->
       written = written | bit(RECALLED);
#ifndef NO_RETRACT
       if :: !sent -> retracted = true :: else -> skip fi
#endif
     }
  :: atomic { !sent && !retracted -> sent = true; assert(!in(RECALLED, written)) } /* V5 */
  :: atomic { !in(REDRAFTED, written) ->
       written = written | bit(REDRAFTED);
#ifdef REDRAFT_LATE
       issuedFile = 0;
#endif
       assert(issuedFile == 1) /* V4 */
     }
  reader(0)
  reader(1)
  od
}
