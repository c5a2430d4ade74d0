"""Other systems' conventions, byte for byte."""
