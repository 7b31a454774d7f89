"""A loopback Slack: Web API, Socket Mode, signed HTTP, OAuth and people who act."""
