"""The post: records that name a slot elsewhere, sorted and delivered at the start of next month.

The order of delivery is total (target, origin person, slot, agency, cause, kind, stage), so it does
not depend on which block wrote first. Nothing else crosses from block to block but the bulletin.
"""

import numpy as np

from sincerity.engine.block import Block
from sincerity.errors import CapacityError
from sincerity.phases.buffers import Post, allocate

MAX_SHARE = 0.25
"""More items a slot and month than this are refused: the model would no longer be sparse."""


def deliver(blocks: list[Block], slots: int) -> int:
    """Move every outbox to the inboxes of the blocks it names; return the number of items.

    Raises
    ------
    CapacityError
        If more than `MAX_SHARE` items a slot were written in one month.
    """
    written = [block.local.outbox for block in blocks if len(block.local.outbox.target)]
    empty = allocate(Post, 0)
    for block in blocks:
        block.local.outbox = block.local.inbox = empty
    if not written:
        return 0
    post = Post(*(np.concatenate(columns) for columns in zip(*written, strict=True)))
    if len(post.target) > MAX_SHARE * slots + 64:
        raise CapacityError(
            f"{len(post.target)} misdirected records in one month for {slots} places;"
            " lower office.wrong_person or the rates of conduct"
        )
    order = np.lexsort(
        (
            post.stage,
            post.kind,
            post.cause,
            post.agency,
            post.slot,
            post.origin_person,
            post.target,
        )
    )
    post = Post(*(column[order] for column in post))
    edges = np.searchsorted(post.target, [block.first for block in blocks])
    ends = [*edges[1:], len(post.target)]
    for block, start, stop in zip(blocks, edges, ends, strict=True):
        if start < stop:
            block.local.inbox = Post(*(column[start:stop].copy() for column in post))
    return len(post.target)
