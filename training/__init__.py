"""How the weights of the parser are made: see README.md beside this file."""
