"""The benchmark of training: what is timed, in which order, and how it is recorded."""
