"""Tests of holding shipped schemes against published rows."""
