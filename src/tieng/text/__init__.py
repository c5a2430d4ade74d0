"""What Vietnamese writing is, as far as Python does it; the kernel has the rest."""
