"""Slack: the adapter, and all that knows Slack's libraries."""
