"""The core of Undaunted: decides what happenings mean, and knows no platform."""
