"""Addressed randomness: every chance event has an address, and the address alone decides it."""
