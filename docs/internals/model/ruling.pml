/* One number on several papers: which of them keeps it.
 *
 * Three entries claim one number, under the generations 1, 2 and 3. The hub receives them in any order; it may be
 * restored from a backup and receive them again in another order. Two replicas (stations) hold any part of the claims
 * and of the hub's rulings. In calm everybody holds everything.
 *
 * Q1: all replicas and the hub name the same claim.
 * Q2: no ruling contradicts an earlier one about the same claims.
 *
 * Mutant: FIRST_COME (the hub decides for the claim it received first, and each replica keeps the one it received
 * first).
 */
bool hub[4], kept[4], a[4], b[4];
byte hubFirst, keptFirst, aFirst, bFirst;
bool isKept, rolled, calm;
byte ruled;

#define highest(x) (x[3] -> 3 : (x[2] -> 2 : (x[1] -> 1 : 0)))
#ifdef FIRST_COME
#define STANDING(x, first) first
#else
#define STANDING(x, first) highest(x)
#endif

#define receive(x, first, n) x[n] = true; if :: first == 0 -> first = n :: else -> skip fi
#define receiveAll(x, first) receive(x, first, 1); receive(x, first, 2); receive(x, first, 3)
#define anyClaim(x, first) \
  :: atomic { !calm && !x[1] -> receive(x, first, 1) } \
  :: atomic { !calm && !x[2] -> receive(x, first, 2) } \
  :: atomic { !calm && !x[3] -> receive(x, first, 3) }

init {
  do
  anyClaim(hub, hubFirst)
  anyClaim(a, aFirst)
  anyClaim(b, bFirst)
  :: atomic { !calm && !isKept ->
       isKept = true; kept[1] = hub[1]; kept[2] = hub[2]; kept[3] = hub[3]; keptFirst = hubFirst }
  :: atomic { !calm && isKept && !rolled ->
       rolled = true; hub[1] = kept[1]; hub[2] = kept[2]; hub[3] = kept[3]; hubFirst = keptFirst }
  :: atomic { !calm && hub[1] && hub[2] && hub[3] ->
       if
       :: ruled == 0 -> ruled = STANDING(hub, hubFirst)
       :: else -> assert(ruled == STANDING(hub, hubFirst)) /* Q2 */
       fi
     }
  :: atomic { !calm ->
       calm = true; receiveAll(hub, hubFirst); receiveAll(a, aFirst); receiveAll(b, bFirst);
       assert(STANDING(a, aFirst) == STANDING(b, bFirst)); /* Q1 */
       assert(STANDING(a, aFirst) == STANDING(hub, hubFirst))
     }
  od
}
