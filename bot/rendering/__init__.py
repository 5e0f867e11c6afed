"""Messages made ready for any platform: what is shown, cleaned, and parted between messages."""
