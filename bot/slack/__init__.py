"""Slack: messages as blocks, and the workspace they are posted to."""
