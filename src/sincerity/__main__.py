"""`python -m sincerity` is the command `sincerity`."""

from sincerity.cli import main

if __name__ == "__main__":
    main()
