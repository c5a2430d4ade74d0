"""Integrations, an island each; nothing imports them."""
