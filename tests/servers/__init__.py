"""Loopback servers that speak the platforms' wire protocols to their real client libraries."""
