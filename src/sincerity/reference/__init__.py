"""The whole monthly model again in plain Python: the specification that the engine must equal.

No NumPy, no compiled code, one person at a time, whole numbers and fractions only. Read a module
here beside the handbook's chapter on its phase; then read the kernel of the same name. Tests
generate small worlds at random and compare every whole number of both.
"""

from sincerity.reference.world import TwinWorld

__all__ = ["TwinWorld"]
