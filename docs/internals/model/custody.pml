/* Custody of one book as a lease with fencing.
 *
 * Two stations of one office (0 and 1) and the hub (clock 2). Each keeps its own clock; any two clocks differ by at
 * most S ticks at any time. Packets go over a connection (the answer comes at once, late, or not at all) or on a USB
 * stick: for each direction and station there is one packet that is delivered late, again, or never. A hand-over code
 * is read out on the telephone, from station 0 to station 1. At the beginning an accident is drawn (PLAN): station 0,
 * station 1 or the hub is restored from a backup, or two of them. A backup is made at any moment.
 *
 * Invariant P: no number is written on two papers. It is the assertion in `number`.
 *
 * Ghosts, which no program has: papers[n], on how many papers the number n is written; paperLast, the last number of
 * the paper book; desk (only PAPER_AS_WRITTEN), where the paper book is.
 *
 * Built with the options below, the model has the extensions; each can be combined with the others:
 *   EARLY      C3 (c): after a restore of the holder the hub does not wait for the end of its lease
 *   SHORT_WAY  H4: after a rollback the hub does not wait for the end of the quiet time
 *   PAPER      a lease that has ended is extended once, by the paper book
 * The rules that a mutant leaves out are listed in README.md.
 */
#ifndef S
#define S 1
#endif
#ifndef D
#define D 1
#endif
#ifndef TMAX
#define TMAX 3
#endif
#ifndef NUMBERS
#define NUMBERS 2
#endif
/* How long a hand-over code is valid; only EARLY_BY_CLOCK and EARLY_AS_WRITTEN need an end. */
#ifndef K
#define K 1
#endif

#ifdef NO_MARGIN
#define MARGIN 0
#else
#ifdef HALF_MARGIN
#define MARGIN S
#else
#define MARGIN (2*S)
#endif
#endif

/* The longest time for which a lease can be used, and for how long the hub therefore waits before another grant. */
#ifdef PAPER
#define LONGEST (2*D)
#ifdef PAPER_SHORT_WAIT
#define WAIT (D + MARGIN)
#else
#define WAIT (LONGEST + MARGIN)
#endif
#else
#define LONGEST D
#define WAIT (D + MARGIN)
#endif

#if defined(EARLY) || defined(SHORT_WAY)
#define FLOOR
#endif
#if defined(EARLY_BY_CLOCK) || defined(EARLY_AS_WRITTEN)
#define CLOCKED
#ifdef EARLY_NO_MARGIN
#define CODES_OVER K
#else
#define CODES_OVER (K + 2*S)
#endif
#endif

byte clock[3];
/* A station. `end`: when its lease ends by its own clock. `fence`: the highest generation it knows of. */
byte epoch[2], gen[2], end[2], last[2], fence[2];
bool hasRead[2];
/* The hub: the last grant it knows, the newest epoch of each station, the end of the quiet time after a rollback. */
byte hubGen, hubHolder, hubEpoch, hubTime, hubSeen[2], quiet;
/* The packet on a stick to the hub, and the answer on a stick to the station. */
bool packet[2], answer[2];
byte packetEpoch[2], packetAt[2], packetGen[2];
byte answerEpoch[2], answerGen[2], answerAt[2];
/* The hand-over code from station 0 to station 1. */
bool code, codeMade;
byte codeGen, codeEnd;
/* The accident, and the backups. 0, 1: that station is restored; 2: the hub is rolled back; 3, 4: the hub and station
 * 0 or 1; 5: both stations. */
byte plan;
#define RESTORES_0 (plan == 0 || plan == 3 || plan == 5)
#define RESTORES_1 (plan == 1 || plan == 4 || plan == 5)
#define ROLLS_BACK (plan >= 2 && plan <= 4)
bool kept[2], restored[2];
byte keptGen[2], keptEnd[2], keptLast[2];
bool keptRead[2];
bool hubKept, rolled;
byte keptHubGen, keptHubHolder, keptHubEpoch, keptHubTime, keptHubSeen[2];
/* Ghosts. */
byte papers[NUMBERS+1], paperLast, drawn;
/* The fence in the packet, and the answer that the hub is writing, over a connection. */
bool granted;
byte newGen, nowFence;

#ifdef FLOOR
/* The floor is a generation that the hub draws after a restore of a station or a rollback of its own. A station that
 * has received it accepts no grant and no code below it, and says so by the fence in its next packet: `shown`. */
byte floor, packetFence[2], answerFloor[2];
bool shown[2];
/* Whether station 1 has received an answer to its present epoch; it matters after a restore only. */
bool hasHeard;
/* The generation that station 0 handed over in this epoch, as its journal says, and as its packet on a stick does. */
byte gave, packetGave;
#define allShown (shown[0] && shown[1])
#define FLOOR_NOW floor
#define ANSWERS true
/* An answer that can change nothing is not kept. */
#define canMatter(i, E) \
  (E == epoch[i] && (newGen > 0 || floor > fence[i] || (i == 1 && epoch[1] > 0 && !hasHeard)))
#ifdef FLOOR_IGNORED
byte heardFloor[2];
#define FENCE_OF(i) (heardFloor[i] > fence[i] -> heardFloor[i] : fence[i])
#else
#define FENCE_OF(i) fence[i]
#endif
#define PACKET_FENCE(i) packetFence[i]
#define ANSWER_FLOOR(i) answerFloor[i]
#ifdef HANDOVER_UNSHOWN
#define GAVE(i) 0
#define PACKET_GAVE(i) 0
#else
#define GAVE(i) (gave * (i == 0))
#define PACKET_GAVE(i) (packetGave * (i == 0))
#endif
#else
#define FLOOR_NOW 0
#define canMatter(i, E) (E == epoch[i])
#define ANSWERS granted /* an answer without a grant changes nothing */
#define FENCE_OF(i) 0
#define PACKET_FENCE(i) 0
#define ANSWER_FLOOR(i) 0
#define GAVE(i) 0
#define PACKET_GAVE(i) 0
#endif
#ifdef SHORT_AS_WRITTEN
bool packetIsNew[2];
#endif
#ifdef CLOCKED
byte deadAt, codeAt;
bool isDead, spoken[2];
#endif
#ifdef PAPER
bool extended[2], codeExtended;
#define END(i) (end[i] + (extended[i] -> D : 0))
#else
#define END(i) end[i]
#endif
#ifdef PAPER_AS_WRITTEN
bit desk;
#define onDesk(i) (desk == i)
#else
#define onDesk(i) true
#endif

#ifdef NO_FENCE
#define FENCE(i) gen[i]
#else
#define FENCE(i) fence[i]
#endif
#ifdef NO_LEASE
#define alive(i) true
#else
#define alive(i) (clock[i] < END(i))
#endif
#define mayTick(i, j, k) (clock[i] < TMAX && clock[i] < clock[j]+S && clock[i] < clock[k]+S)

/* Whether the hub has to wait because it was rolled back. */
#ifdef SHORT_WAY
#ifdef ONE_SHOWN
#define isQuiet(i) (clock[2] < quiet && !shown[i])
#else
#define isQuiet(i) (clock[2] < quiet && !allShown)
#endif
#else
#define isQuiet(i) (clock[2] < quiet)
#endif

#define isHolder(i, E, G) (hubGen > 0 && hubHolder == i && hubEpoch == E && G == hubGen)
/* Whether the last grant is for an epoch of its station that is over. */
#define holderIsOver (hubGen > 0 && hubEpoch < hubSeen[hubHolder])

inline grant(i, E) {
  drawn++; hubGen = drawn; hubHolder = i; hubEpoch = E; hubTime = clock[2]; granted = true;
  printf("  the hub grants generation %d to epoch %d of station %d\n", hubGen, E, i)
}

/* The hub receives a packet: of station i in its epoch E, written at A by its clock, with its generation and fence, and
 * the generation it handed over. */
inline hubReceives(i, E, A, G, F, H, N) {
  granted = false;
  if
  :: E < hubSeen[i] -> skip /* of an epoch that is over */
  :: else ->
#if defined(FLOOR) && !defined(FLOOR_ONCE)
     if
     :: E > hubSeen[i] -> drawn++; floor = drawn; shown[0] = false; shown[1] = false
     :: else -> skip
     fi;
#endif
#ifdef CLOCKED
     if
     :: E > hubSeen[i] -> deadAt = clock[2]; isDead = true; spoken[0] = false; spoken[1] = false
     :: else -> skip
     fi;
#endif
     hubSeen[i] = E;
     /* A signed hand-over or grant that this hub does not know. */
     if :: G > hubGen -> hubGen = G; hubHolder = i; hubEpoch = E :: else -> skip fi;
#ifdef FLOOR
     if
     :: H > hubGen -> hubGen = H; hubHolder = 1; hubEpoch = hubSeen[1];
#if defined(SHORT_WAY) && !defined(STALE_TIME)
        if :: clock[2] < quiet -> hubTime = clock[2] :: else -> skip fi
#endif
     :: else -> skip
     fi;
     if
     :: G > 0 && G == hubGen && hubHolder == i -> hubEpoch = E;
#if defined(SHORT_WAY) && !defined(STALE_TIME)
        /* It may have been renewed by what the hub has forgotten: it counts from now on. */
        if :: clock[2] < quiet -> hubTime = clock[2] :: else -> skip fi
#endif
     :: else -> skip
     fi;
     if
#ifdef OLD_PACKET
     :: floor > 0 && !shown[i] ->
#else
#ifdef SHORT_AS_WRITTEN
     :: floor > 0 && !shown[i] && N ->
#else
     :: floor > 0 && !shown[i] && F >= floor ->
#endif
#endif
        shown[i] = true
     :: else -> skip
     fi;
#endif
#ifdef EARLY_AS_WRITTEN
     if :: isDead -> spoken[i] = true :: else -> skip fi;
#endif
#ifdef EARLY_BY_CLOCK
     if :: isDead && A >= deadAt + CODES_OVER - (CODES_OVER > K -> S : 0) -> spoken[i] = true :: else -> skip fi;
#endif
     if
     :: isQuiet(i) -> skip
     :: else ->
#ifdef WITNESS_SHORT
        assert(clock[2] >= quiet);
#endif
        if
#ifdef SAME_INCARNATION
        :: hubGen > 0 && hubHolder == i -> hubEpoch = E; hubTime = clock[2]; granted = true;
           printf("  the hub renews generation %d for station %d\n", hubGen, i)
#else
        :: isHolder(i, E, G) -> hubTime = clock[2]; granted = true;
           printf("  the hub renews generation %d for station %d\n", hubGen, i)
#endif
        :: (hubGen == 0 || clock[2] >= hubTime + WAIT) && !isHolder(i, E, G) -> grant(i, E)
#ifdef EARLY
#ifdef EARLY_UNSHOWN
        :: holderIsOver && clock[2] < hubTime + WAIT -> grant(i, E)
#else
#ifdef HOLDER_ALIVE
        :: floor > hubGen && allShown && !isHolder(i, E, G) && clock[2] < hubTime + WAIT -> grant(i, E)
#else
        :: holderIsOver && floor > hubGen && allShown && clock[2] < hubTime + WAIT ->
#ifdef WITNESS_EARLY
           assert(false);
#endif
           grant(i, E)
#endif
#endif
#endif
#ifdef EARLY_AS_WRITTEN
        :: holderIsOver && spoken[1-hubHolder] && clock[2] >= deadAt + K && clock[2] < hubTime + WAIT -> grant(i, E)
#endif
#ifdef EARLY_BY_CLOCK
        :: holderIsOver && spoken[1-hubHolder] && clock[2] >= deadAt + CODES_OVER && clock[2] < hubTime + WAIT ->
#ifdef WITNESS_EARLY
           assert(false);
#endif
           grant(i, E)
#endif
#ifdef OVERRIDE
        /* The administrator says: the holder is destroyed. */
        :: hubGen > 0 && !(hubHolder == i && hubEpoch == E) && drawn < 3 -> grant(i, E)
#endif
#ifdef LATE_OVERRIDE
        /* The same, but only after the lease without an extension is over. */
        :: hubGen > 0 && !(hubHolder == i && hubEpoch == E) && clock[2] >= hubTime + D + MARGIN &&
           clock[2] < hubTime + WAIT -> grant(i, E)
#endif
        :: !isHolder(i, E, G) -> skip /* it asks for no lease, or gets none */
        fi
     fi
  fi;
  newGen = (granted -> hubGen : 0)
}

/* Station i receives an answer to its epoch E: a grant of generation G for a packet written at A, and the floor F. */
inline stationReceives(i, E, G, A, F) {
  if
#ifdef OLD_EPOCH_GRANT
  :: G > 0 && (G == gen[i] || G >= FENCE(i)) ->
#else
  :: G > 0 && E == epoch[i] && (G == gen[i] || G >= FENCE(i)) ->
#endif
     if
     :: G > gen[i] -> hasRead[i] = false; last[i] = 0; end[i] = 0;
#ifdef PAPER
        extended[i] = false;
#endif
     :: else -> skip
     fi;
     if :: G > fence[i] -> fence[i] = G :: else -> skip fi;
     gen[i] = G;
     printf("  station %d has a lease of generation %d\n", i, G);
#ifdef FROM_RECEIPT
     end[i] = clock[i] + D
#else
     if
     :: A + LONGEST > clock[i] && A + D > end[i] -> end[i] = A + D;
#ifdef PAPER
        extended[i] = false
#endif
     :: else -> skip
     fi
#endif
  :: else -> skip
  fi;
#ifdef FLOOR
#ifdef FLOOR_IGNORED
  if :: E == epoch[i] && F > heardFloor[i] -> heardFloor[i] = F :: else -> skip fi;
#else
#ifndef SHORT_AS_WRITTEN
  if :: E == epoch[i] && F > fence[i] -> fence[i] = F :: else -> skip fi;
#endif
#endif
  if :: i == 1 && E == epoch[1] && epoch[1] > 0 -> hasHeard = true :: else -> skip fi
#endif
}

/* What can change nothing any more is forgotten: fewer states, the same behaviour. */
inline forgetAnswer(i) {
  answer[i] = false; answerEpoch[i] = 0; answerGen[i] = 0; answerAt[i] = 0;
#ifdef FLOOR
  answerFloor[i] = 0
#endif
}
inline forget(i) {
  if
#ifdef PAPER
  :: end[i] > 0 && (clock[i] >= end[i] + D || (extended[i] && clock[i] >= END(i))) -> end[i] = 0; extended[i] = false
#else
  :: end[i] > 0 && clock[i] >= end[i] -> end[i] = 0
#endif
  :: else -> skip
  fi;
#ifndef FROM_RECEIPT
  if
  :: answer[i] && answerAt[i] + LONGEST <= clock[i] && answerGen[i] <= fence[i] && ANSWER_FLOOR(i) <= fence[i] ->
     forgetAnswer(i)
  :: else -> skip
  fi;
#endif
#ifndef EARLY_BY_CLOCK
  if :: packet[i] && packetAt[i] + LONGEST <= clock[i] -> packetAt[i] = 0 :: else -> skip fi
#endif
}

inline keepAnswer(i, E, A) {
  answer[i] = true; answerEpoch[i] = E; answerGen[i] = newGen; answerAt[i] = (granted -> A : 0);
#ifdef FLOOR
  answerFloor[i] = floor
#endif
}
inline connect(i) {
  printf("station %d connects with generation %d\n", i, gen[i]);
  nowFence = FENCE_OF(i);
  hubReceives(i, epoch[i], clock[i], gen[i], nowFence, GAVE(i), true);
  nowFence = 0;
  if
  :: ANSWERS ->
     if
     :: stationReceives(i, epoch[i], newGen, clock[i], FLOOR_NOW)
     :: canMatter(i, epoch[i]) -> keepAnswer(i, epoch[i], clock[i]); printf("  the answer comes late\n")
     :: printf("  the answer is lost\n")
     fi
  :: else -> skip
  fi;
  granted = false; newGen = 0
}
inline writePacket(i) {
  printf("station %d writes a packet on a stick, with generation %d\n", i, gen[i]);
  packet[i] = true; packetEpoch[i] = epoch[i]; packetAt[i] = clock[i]; packetGen[i] = gen[i];
#ifdef FLOOR
  packetFence[i] = FENCE_OF(i);
  if :: i == 0 -> packetGave = gave :: else -> skip fi;
#endif
#ifdef SHORT_AS_WRITTEN
  packetIsNew[i] = rolled
#endif
}
#ifdef SHORT_AS_WRITTEN
#define PACKET_IS_NEW(i) packetIsNew[i]
#else
#define PACKET_IS_NEW(i) true
#endif
inline deliverPacket(i) {
  printf("the packet of station %d (epoch %d, generation %d) is delivered\n", i, packetEpoch[i], packetGen[i]);
  hubReceives(i, packetEpoch[i], packetAt[i], packetGen[i], PACKET_FENCE(i), PACKET_GAVE(i), PACKET_IS_NEW(i));
  if
  :: ANSWERS ->
     if
     :: canMatter(i, packetEpoch[i]) -> keepAnswer(i, packetEpoch[i], packetAt[i])
     :: printf("  the answer is lost\n")
     fi
  :: else -> skip
  fi;
  granted = false; newGen = 0
}

inline number(i) {
  last[i]++; papers[last[i]]++;
  printf("station %d gives number %d under generation %d\n", i, last[i], gen[i]);
  assert(papers[last[i]] <= 1); /* P */
  if :: last[i] > paperLast -> paperLast = last[i] :: else -> skip fi
}
inline readPaper(i) {
  printf("the clerk of station %d reads the paper book: %d\n", i, paperLast);
  hasRead[i] = true;
#ifndef NO_PAPER
  last[i] = paperLast
#endif
}

inline backUp(i) {
  printf("a backup of station %d\n", i);
  kept[i] = true; keptGen[i] = gen[i]; keptEnd[i] = end[i]; keptLast[i] = last[i]; keptRead[i] = hasRead[i]
}
inline restore(i) {
#ifdef FLOOR_IGNORED
  heardFloor[i] = 0;
#endif
  printf("station %d is restored\n", i);
  restored[i] = true; last[i] = keptLast[i];
#ifdef NO_MARK
  gen[i] = keptGen[i]; end[i] = keptEnd[i]; hasRead[i] = keptRead[i];
#else
  epoch[i]++;
#ifdef KEEP_LEASE
  gen[i] = keptGen[i]; end[i] = keptEnd[i]; hasRead[i] = keptRead[i];
#else
  gen[i] = 0; end[i] = 0; hasRead[i] = false; fence[i] = 0; last[i] = 0;
#ifdef FLOOR
  if :: i == 0 -> gave = 0 :: else -> skip fi;
#endif
#ifdef PAPER
  extended[i] = false;
#endif
#endif
#endif
  keptGen[i] = 0; keptEnd[i] = 0; keptLast[i] = 0; keptRead[i] = false
}

inline backUpHub() {
  printf("a backup of the hub\n");
  hubKept = true; keptHubGen = hubGen; keptHubHolder = hubHolder; keptHubEpoch = hubEpoch; keptHubTime = hubTime;
  keptHubSeen[0] = hubSeen[0]; keptHubSeen[1] = hubSeen[1]
}
inline rollBack() {
  printf("the hub is rolled back\n");
  rolled = true;
  hubGen = keptHubGen; hubHolder = keptHubHolder; hubEpoch = keptHubEpoch; hubTime = keptHubTime;
  hubSeen[0] = keptHubSeen[0]; hubSeen[1] = keptHubSeen[1];
  keptHubGen = 0; keptHubHolder = 0; keptHubEpoch = 0; keptHubTime = 0; keptHubSeen[0] = 0; keptHubSeen[1] = 0;
#ifdef FLOOR
  /* Without SHORT_WAY the floor of before is forgotten like the rest. */
  floor = 0; shown[0] = false; shown[1] = false;
#ifdef SHORT_WAY
  drawn++; floor = drawn;
#endif
#endif
#ifdef CLOCKED
  isDead = false; deadAt = 0; spoken[0] = false; spoken[1] = false;
#endif
#ifndef NO_QUARANTINE
  quiet = clock[2] + WAIT
#endif
}

inline handOver() {
  printf("station 0 makes a hand-over code of generation %d\n", drawn + 1);
  drawn++; code = true; codeMade = true; codeGen = drawn; codeEnd = end[0];
#ifdef FLOOR
  gave = codeGen;
#endif
#ifdef CLOCKED
  codeAt = clock[0];
#endif
#ifdef PAPER
#ifdef PAPER_CODE_FORGETS
  codeEnd = END(0);
#else
  codeExtended = extended[0];
#endif
#endif
#ifndef HANDOVER_KEEPS
  gen[0] = 0; end[0] = 0; hasRead[0] = false; last[0] = 0; fence[0] = codeGen;
#ifdef PAPER
  extended[0] = false
#endif
#endif
}
inline enterCode() {
  printf("the code is entered at station 1\n");
  gen[1] = codeGen; end[1] = codeEnd; hasRead[1] = false; last[1] = 0;
  if :: codeGen > fence[1] -> fence[1] = codeGen :: else -> skip fi;
#ifdef PAPER
  extended[1] = codeExtended; codeExtended = false;
#endif
  code = false; codeGen = 0; codeEnd = 0
}
#ifdef CLOCKED
#define codeIsValid (clock[1] < codeAt + K)
#else
#define codeIsValid true
#endif
/* A restored station accepts no code before it has heard from the hub in its new epoch. */
#if defined(FLOOR) && !defined(CODE_AFTER_RESTORE)
#define mayEnterCode (epoch[1] == 0 || hasHeard)
#else
#define mayEnterCode true
#endif

#define station(i) \
  :: atomic { connect(i) } \
  :: atomic { !packet[i] -> writePacket(i) } \
  :: atomic { packet[i] -> deliverPacket(i) } \
  :: atomic { answer[i] -> printf("station %d receives the answer on the stick\n", i); \
       stationReceives(i, answerEpoch[i], answerGen[i], answerAt[i], ANSWER_FLOOR(i)) } \
  :: atomic { gen[i] > 0 && !hasRead[i] && onDesk(i) -> readPaper(i) } \
  :: atomic { gen[i] > 0 && hasRead[i] && alive(i) && last[i] < NUMBERS -> number(i) }

init {
#ifdef PLAN
  plan = PLAN;
#else
  atomic { if :: plan = 0 :: plan = 1 :: plan = 2 :: plan = 3 :: plan = 4 fi }
#endif
  do
  :: atomic { mayTick(0, 1, 2) -> clock[0]++; printf("clock 0: %d\n", clock[0]); forget(0) }
  :: atomic { mayTick(1, 0, 2) -> clock[1]++; printf("clock 1: %d\n", clock[1]); forget(1) }
  :: atomic { mayTick(2, 0, 1) -> clock[2]++; printf("clock 2: %d\n", clock[2]) }
  station(0)
  station(1)
  :: atomic { gen[0] > 0 && hasRead[0] && alive(0) && !codeMade -> handOver() }
  :: atomic { code && codeGen > FENCE(1) && codeIsValid && mayEnterCode -> enterCode() }
  :: atomic { RESTORES_0 && !kept[0] -> backUp(0) }
  :: atomic { RESTORES_1 && !kept[1] -> backUp(1) }
  :: atomic { RESTORES_0 && kept[0] && !restored[0] -> restore(0) }
  :: atomic { RESTORES_1 && kept[1] && !restored[1] -> restore(1) }
  :: atomic { ROLLS_BACK && !hubKept -> backUpHub() }
  :: atomic { ROLLS_BACK && hubKept && !rolled -> rollBack() }
#ifdef PAPER
  /* The clerk states that the paper book is on this desk. */
#ifdef PAPER_AS_WRITTEN
  :: atomic { gen[0] > 0 && !extended[0] && clock[0] >= end[0] && onDesk(0) ->
       printf("the clerk of station %d states that the paper book is on this desk\n", 0);
       extended[0] = true; end[0] = clock[0]
     }
  :: atomic { gen[1] > 0 && !extended[1] && clock[1] >= end[1] && onDesk(1) ->
       printf("the clerk of station %d states that the paper book is on this desk\n", 1);
       extended[1] = true; end[1] = clock[1]
     }
  :: atomic { desk = 1 - desk; printf("the paper book is carried to desk %d\n", desk) }
#else
  :: atomic { gen[0] > 0 && end[0] > 0 && !extended[0] && clock[0] >= end[0] ->
#ifdef WITNESS_PAPER
       assert(false);
#endif
       printf("the clerk of station %d states that the paper book is on this desk\n", 0);
       extended[0] = true;
#ifdef PAPER_FROM_STATEMENT
       end[0] = clock[0];
#endif
#ifdef PAPER_AGAIN
       extended[0] = false; end[0] = end[0] + D
#endif
     }
  :: atomic { gen[1] > 0 && end[1] > 0 && !extended[1] && clock[1] >= end[1] ->
       printf("the clerk of station %d states that the paper book is on this desk\n", 1);
       extended[1] = true;
#ifdef PAPER_FROM_STATEMENT
       end[1] = clock[1];
#endif
#ifdef PAPER_AGAIN
       extended[1] = false; end[1] = end[1] + D
#endif
     }
#endif
#endif
  od
}
