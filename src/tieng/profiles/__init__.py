"""Conventions of other systems, kept byte for byte: one file a profile."""
