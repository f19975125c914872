"""One thin command a stage: parse, read, call ``mnist``, write."""
