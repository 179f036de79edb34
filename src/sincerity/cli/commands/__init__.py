"""One module a command, each with one function `execute`; heavy imports only inside it."""
