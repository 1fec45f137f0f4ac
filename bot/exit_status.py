"""What the program tells the shell as it ends."""

OK = 0
BAD_INPUT = 2
INTERRUPTED = 130
# What a shell reports for a program that a closed pipe ended.
BROKEN_PIPE = 141
