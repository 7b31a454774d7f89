"""What each exit code means; the numbers are those of sysexits.h where it has one."""

from enum import IntEnum


class Exit(IntEnum):
    """How the process ended."""

    OK = 0
    SCRIPT = 1
    USAGE = 2
    UNAVAILABLE = 69
    STORE = 74
    DENIED = 77
    CONFIG = 78
