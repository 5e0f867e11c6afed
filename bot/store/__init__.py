"""Subscriptions, deliveries and what people of a chat did, in SQL."""
