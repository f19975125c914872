"""Handwritten digit recognition: arrays in, numbers out; nothing here plots or prints."""
