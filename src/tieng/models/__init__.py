"""Models: one file each, mapped into memory as it lies."""
