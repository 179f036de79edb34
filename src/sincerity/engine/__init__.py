"""The generic engine: a plan of phases run over blocks of slots, month by month."""
