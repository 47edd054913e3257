"""What a sign can be to a word."""

LETTER, DIGIT, MARK, STOP, COMMA = 1, 2, 4, 8, 16
