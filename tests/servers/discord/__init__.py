"""A loopback Discord: REST v10 and gateway, strict about what it accepts, misbehaving on order."""
