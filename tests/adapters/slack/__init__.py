"""The Slack adapter: what it draws, what it reads back, and what Slack would refuse."""
