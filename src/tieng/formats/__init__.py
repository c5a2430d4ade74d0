"""Documents as text: one file a format."""
