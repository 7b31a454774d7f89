"""Slack: cards as blocks, forms as views, and what people do there as events of ours."""
