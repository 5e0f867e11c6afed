"""Slack: messages as blocks, and the adapter that knows Slack's libraries."""
