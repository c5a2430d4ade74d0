"""Training and evaluation. Needs the extra `train`: NumPy, SciPy and scikit-learn."""
