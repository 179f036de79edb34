"""One run as one page for a journalist: no script, no outside asset, every number counted."""
