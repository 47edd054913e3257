"""User code that must type-check: the public face as its users write it."""
