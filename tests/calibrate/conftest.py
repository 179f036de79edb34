"""The command line in this process, as the tests of the command line call it."""

from tests.cli.conftest import call

__all__ = ["call"]
