"""A world: one society under one scheme, advanced month by month."""
