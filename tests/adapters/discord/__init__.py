"""The Discord adapter, over the real client and a loopback Discord."""
