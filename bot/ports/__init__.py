"""What the core asks of the world: a store, a clock, platforms; and what it hands to handlers."""
