"""What the program tells the shell as it ends."""

OK = 0
BAD_INPUT = 2
# EX_TEMPFAIL of sysexits.h: the same command may succeed later, so who restarts it may go on.
TRY_LATER = 75
INTERRUPTED = 130
# What a shell reports for a program that a closed pipe ended.
BROKEN_PIPE = 141
