"""What a corpus is made of: counts, summary, plots, a page."""
