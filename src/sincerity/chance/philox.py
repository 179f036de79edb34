"""Philox 4x32-10 in plain Python: the specification of every draw.

Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11. The compiled
counterpart is `sincerity.chance.kernels`; tests hold the two to the published known answers.

An address is (seed, stream, month, entity, detail)::

    key     = (seed mod 2^32, seed div 2^32)
    counter = (entity mod 2^32, month + stream * 2^16, detail, entity div 2^32)
    detail  = slot + decision * 2^8 + agency * 2^16 + attempt * 2^24
"""

from sincerity.chance.streams import Stream

WORD = 0xFFFFFFFF
MULTIPLIER_0, MULTIPLIER_1 = 0xD2511F53, 0xCD9E8D57
WEYL_0, WEYL_1 = 0x9E3779B9, 0xBB67AE85
ROUNDS = 10

Words = tuple[int, int, int, int]


def philox4x32(counter: Words, key: tuple[int, int]) -> Words:
    """Return the four 32-bit words at a counter under a key."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(ROUNDS):
        product_0, product_1 = MULTIPLIER_0 * c0, MULTIPLIER_1 * c2
        c0, c1, c2, c3 = (
            (product_1 >> 32) ^ c1 ^ k0,
            product_1 & WORD,
            (product_0 >> 32) ^ c3 ^ k1,
            product_0 & WORD,
        )
        k0, k1 = (k0 + WEYL_0) & WORD, (k1 + WEYL_1) & WORD
    return c0, c1, c2, c3


def pack_detail(slot: int = 0, decision: int = 0, agency: int = 0, attempt: int = 0) -> int:
    """Pack the four byte-sized parts of an address' detail word."""
    return slot | decision << 8 | agency << 16 | attempt << 24


def words(seed: int, stream: int, month: int, entity: int, detail: int = 0) -> Words:
    """Return the four words of a sparse address (seed 0..2^64-1, month 0..2^16-1)."""
    return philox4x32(
        (entity & WORD, month | stream << 16, detail, entity >> 32), (seed & WORD, seed >> 32)
    )


def dense_word(seed: int, stream: int, month: int, person: int) -> int:
    """Return one person's word of a dense stream: four neighbours share one block."""
    return words(seed, stream, month, person >> 2)[person & 3]


def bounded(seed: int, stream: int, month: int, entity: int, detail: int, n: int) -> int:
    """Return an unbiased integer in 0..n-1 (1 <= n <= 2^32), by Lemire's rejection."""
    reject_below = 2**32 % n
    attempt = 0
    while True:
        for word in words(seed, stream, month, entity, detail | attempt << 24):
            product = word * n
            if product & WORD >= reject_below:
                return product >> 32
        attempt += 1


def event_seed(seed: int, replicate: int) -> int:
    """Return the seed of a replicate's events; the society keeps its own seed."""
    w0, w1, _, _ = words(seed, Stream.KEY, 0, replicate)
    return w0 | w1 << 32
